package dev.socketio.cors.doctor;

import dev.socketio.cors.doctor.wire.Headers;
import dev.socketio.cors.doctor.wire.HttpWire;
import dev.socketio.cors.doctor.wire.WebUrl;
import dev.socketio.cors.doctor.wire.WireFailure;
import dev.socketio.cors.doctor.wire.WireRequest;
import dev.socketio.cors.doctor.wire.WireResponse;
import java.util.List;
import java.util.Optional;

/**
 * Requests that no browser would send for the page, to tell causes apart that look the same from
 * within a browser. They are written down as probes.
 *
 * <p>Threading: for use by one thread.
 */
final class Probes {

  private final Chart chart;
  private final CorsDoctorRequest page;
  private final HttpWire wire;
  private final CookieJar jar;
  private final PageHeaders headers;

  Probes(Chart chart, HttpWire wire, CookieJar jar, PageHeaders headers) {
    this.chart = chart;
    this.page = chart.page();
    this.wire = wire;
    this.jar = jar;
    this.headers = headers;
  }

  /**
   * What a further look has shown.
   *
   * @param diagnosis the diagnosis, or a better one
   * @param seen what was seen, with a space before it; or an empty text
   */
  record Refined(Diagnosis diagnosis, String seen) {}

  /**
   * A further look at why a page may not read an answer.
   *
   * @param opened whether the page has got as far as to open a session
   */
  Refined refine(Diagnosis first, Trouble trouble, boolean opened) {
    if (!page.probes()) {
      return new Refined(first, "");
    }
    return switch (first) {
      case CORS_NOT_ENABLED ->
          plain(trouble.preflight() || !answersPreflights() ? first : Diagnosis.ORIGIN_NOT_ALLOWED);
      case HANDSHAKE_REFUSED, REFUSED_BEFORE_CORS -> compare(first, trouble, opened);
      case ALLOW_ORIGIN_MISMATCH ->
          plain(isFromElsewhere(trouble) ? Diagnosis.ALLOW_ORIGIN_FROM_ELSEWHERE : first);
      default -> plain(first);
    };
  }

  /** A further look at a handshake's refusal that the page may read. */
  Refined refineReadable(Diagnosis first, WireResponse refusal) {
    if (!page.probes()
        || page.origin().isSameOrigin(page.urls().server())
        || first != Diagnosis.HANDSHAKE_REFUSED
        || TroubleDiagnosis.isFailure(refusal)) {
      return plain(first);
    }
    return opens(withoutOrigin())
        ? new Refined(first, Details.ORIGIN_READABLY_REFUSED)
        : new Refined(first, neither());
  }

  private static Refined plain(Diagnosis diagnosis) {
    return new Refined(diagnosis, "");
  }

  /** Whether something answers preflights at this path, which makes it a CORS policy. */
  private boolean answersPreflights() {
    Headers asked =
        Headers.of("Origin", page.originHeader(), "Access-Control-Request-Method", "GET");
    return send("OPTIONS", page.urls().polling(""), asked, "")
        .filter(response -> TroubleDiagnosis.knowsCors(response) || response.status() == 403)
        .isPresent();
  }

  /**
   * Whether it is for the origin that a request was refused: without one the handshake succeeds,
   * and with it, it does not, even where there is no preflight before it. The two differ in nothing
   * else, cookies included.
   */
  private Refined compare(Diagnosis first, Trouble refused, boolean opened) {
    if (refused.response().filter(TroubleDiagnosis::isFailure).isPresent()) {
      return plain(first);
    }
    Headers without = withoutOrigin();
    if ((refused.preflight() || opened) && opens(without.and("Origin", page.originHeader()))) {
      return plain(first); // Only the preflight is refused, or what follows the handshake.
    }
    return opens(without)
        ? new Refined(Diagnosis.ORIGIN_NOT_ALLOWED, Details.SUCCEEDS)
        : new Refined(first, neither());
  }

  private Headers withoutOrigin() {
    return headers.withoutOrigin("GET", page.urls().polling(""));
  }

  private String neither() {
    return Details.neither(withoutOrigin(), jar.takesPart(page.urls().server()));
  }

  /**
   * Whether a header that names another origin is not written by what checks origins: the page is
   * let in, a stranger that sends all else alike is not, and the header is the same.
   */
  private boolean isFromElsewhere(Trouble mismatch) {
    Optional<String> value = allowOrigin(mismatch.response());
    Headers both = withoutOrigin();
    Optional<WireResponse> letIn =
        mismatch.preflight() ? open(both.and("Origin", page.originHeader())) : mismatch.response();
    if (letIn.flatMap(response -> EngineBody.sid(response.body())).isEmpty()) {
      return false;
    }
    Optional<WireResponse> stranger = open(both.and("Origin", OriginProbes.STRANGER));
    return stranger
            .filter(answer -> EngineBody.errorCode(answer.body()).equals(Optional.of(4)))
            .isPresent()
        && allowOrigin(letIn).equals(value)
        && allowOrigin(stranger).equals(value);
  }

  private static Optional<String> allowOrigin(Optional<WireResponse> answer) {
    return answer.flatMap(response -> response.headers().combined("Access-Control-Allow-Origin"));
  }

  /** What a page of another origin gets to its polling handshake, with cookies if it has any. */
  Optional<WireResponse> askAsStranger(String origin) {
    WebUrl url = page.urls().polling("");
    return open(headers.stranger("cors", origin, jar.headerOfStrangers(), url));
  }

  private boolean opens(Headers sent) {
    return open(sent).flatMap(response -> EngineBody.sid(response.body())).isPresent();
  }

  /** Asks for a session, and ends it. */
  private Optional<WireResponse> open(Headers sent) {
    Optional<WireResponse> answer = send("GET", page.urls().polling(""), sent, "");
    answer.flatMap(response -> EngineBody.sid(response.body())).ifPresent(sid -> end(sid, sent));
    return answer;
  }

  /**
   * Where else a Socket.IO server answers, with a space before it: a path in the URL is a
   * namespace, but is often meant to be the application's context path.
   */
  String elsewhere() {
    if (!page.probes() || page.namespace().equals("/")) {
      return "";
    }
    String path = page.namespace().replaceAll("/+$", "") + "/socket.io/";
    Optional<String> sid =
        send("GET", page.urls().pollingAt(path), Headers.none(), "")
            .flatMap(response -> EngineBody.sid(response.body()));
    return sid.isPresent()
        ? " But there is one at " + path + ": give the client path: \"" + path + "\"."
        : "";
  }

  /** Ends a session that a probe opened; not written down, and of no interest if that fails. */
  private void end(String sid, Headers sent) {
    Headers all = PageHeaders.without(sent, "Content-Type").and("Content-Type", "text/plain");
    try {
      wire.send(new WireRequest("POST", page.urls().polling(sid), all, "1"));
    } catch (WireFailure gone) {
      System.getLogger(Probes.class.getName())
          .log(System.Logger.Level.DEBUG, "A probe's session was not ended", gone);
    }
  }

  /** Sends a probe; empty if there is no answer. */
  private Optional<WireResponse> send(String method, WebUrl url, Headers sent, String body) {
    try {
      WireResponse response = wire.send(new WireRequest(method, url, sent, body));
      write(method, url.toString(), sent, Optional.of(response), Optional.empty());
      return Optional.of(response);
    } catch (WireFailure failure) {
      write(
          method,
          url.toString(),
          sent,
          Optional.empty(),
          Optional.of(String.valueOf(failure.getMessage())));
      return Optional.empty();
    }
  }

  /** Writes a probe down; its number. */
  int write(
      String method,
      String url,
      Headers sent,
      Optional<WireResponse> response,
      Optional<String> failure) {
    return chart.add(
        new Step(Step.Kind.PROBE, method, url, sent, response, failure, List.of(), Verdict.PROBED));
  }
}
