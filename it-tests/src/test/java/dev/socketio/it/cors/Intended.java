package dev.socketio.it.cors;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What we answer otherwise than the {@code cors} package, and why. The first that fits counts. */
enum Intended {
  FUNCTION_NOT_ASKED(
      "asks the function, which fails: 400",
      "does not ask it: as without a function",
      "It decides about origins; here there is none that could be allowed.",
      d ->
          d.option() == CorsCase.FAILING_FUNCTION
              && (d.is(CorsKind.NO_ORIGIN)
                  || d.is(CorsKind.NULL)
                  || d.is(CorsKind.TWO)
                  || d.is(CorsKind.OPTIONS))),
  REFUSED(
      "answered as any other, without access for the page",
      "403 without CORS headers, no session",
      "Browsers hide an answer, but not what a request does, and never a WebSocket."
          + " `rejectDisallowed=false` does as the package.",
      d -> d.rejects() && d.ours("status").equals("403") && d.ours().keySet().size() <= 2),
  FUNCTION_SAYS_NO(
      "switches CORS off: 400 by Engine.IO",
      "204 without `Access-Control-Allow-Origin`",
      "A function that says no means the same as a list without the origin.",
      d ->
          d.option() == CorsCase.FUNCTION
              && (d.is(CorsKind.FOREIGN_PREFLIGHT) || d.is(CorsKind.OPTIONS))),
  VARY(
      "no `Vary`",
      "`Vary: Origin`",
      "The answer depends on the origin, and a shared cache has to know that.",
      d ->
          d.header().equals("vary")
              && d.theirs("vary").isEmpty()
              && d.ours("vary").equals("origin")),
  CANONICAL(
      "compares letter by letter, or gives back what it got",
      "knows it, and answers `https://example.com`",
      "Origins are compared as the URL standard has it. Browsers send that form only.",
      d ->
          d.is(CorsKind.UPPER_CASE)
              && d.header().equals("access-control-allow-origin")
              && d.ours(d.header()).equals("https://example.com")),
  NULL(
      "gives `null` back",
      "no `Access-Control-Allow-Origin`",
      "`null` is what any sandboxed frame sends; it has to be listed.",
      d ->
          d.option() == CorsCase.REFLECTED
              && d.is(CorsKind.NULL)
              && d.header().equals("access-control-allow-origin")
              && d.ours(d.header()).isEmpty()),
  SEVERAL(
      "gives both back in one header",
      "no `Access-Control-Allow-Origin`",
      "No browser sends two.",
      d ->
          d.option() == CorsCase.REFLECTED
              && d.is(CorsKind.TWO)
              && d.header().equals("access-control-allow-origin")
              && d.ours(d.header()).isEmpty());

  final String theirs;
  final String ours;
  final String reason;
  private final Predicate<Difference> fits;

  Intended(String theirs, String ours, String reason, Predicate<Difference> fits) {
    this.theirs = theirs;
    this.ours = ours;
    this.reason = reason;
    this.fits = fits;
  }

  static Optional<Intended> of(Difference difference) {
    return Arrays.stream(values()).filter(one -> one.fits.test(difference)).findFirst();
  }

  /**
   * Two answers to the same request that differ in a header, or in the status.
   *
   * @param option configuration of both
   * @param rejects whether our policy refuses origins that are not allowed
   * @param request what was asked
   * @param header name in lower case, or {@code status}
   * @param theirs the whole answer of the reference
   * @param ours our whole answer
   */
  record Difference(
      CorsCase option,
      boolean rejects,
      CorsKind request,
      String header,
      Map<String, String> theirs,
      Map<String, String> ours) {

    /** {@return one for each header that differs} */
    static Stream<Difference> between(
        CorsCase option,
        boolean rejects,
        CorsKind request,
        Map<String, String> theirs,
        Map<String, String> ours) {
      TreeSet<String> names = new TreeSet<>(theirs.keySet());
      names.addAll(ours.keySet());
      return names.stream()
          .filter(name -> !value(theirs, name).equals(value(ours, name)))
          .map(name -> new Difference(option, rejects, request, name, theirs, ours));
    }

    boolean is(CorsKind kind) {
      return request == kind;
    }

    String theirs(String name) {
      return value(theirs, name);
    }

    String ours(String name) {
      return value(ours, name);
    }

    private static String value(Map<String, String> answer, String name) {
      @Nullable String value = answer.get(name);
      return value == null ? "" : value;
    }
  }
}
