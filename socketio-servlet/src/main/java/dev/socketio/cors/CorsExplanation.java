package dev.socketio.cors;

import dev.socketio.cors.CorsDecision.Denied;
import dev.socketio.cors.CorsDecision.Preflight;
import dev.socketio.cors.OriginRules.Mode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a policy decides about one origin, step by step as a browser would go (Fetch standard, "CORS
 * check" and "CORS-preflight fetch"), and which setting would change it. It tells nothing about
 * other origins: no origin is named but the one that was asked about.
 *
 * @param question what was asked
 * @param steps what a browser would do, in order; it goes no further than a step that fails, but
 *     here all are told
 */
record CorsExplanation(CorsQuestion question, List<Step> steps) {

  private static final String PREFLIGHT = "preflight";
  private static final String REQUEST = "request";
  private static final String WEBSOCKET = "websocket";

  /**
   * One request of a browser.
   *
   * @param name {@code preflight}, {@code request} or {@code websocket}
   * @param passes whether the browser goes on
   * @param what what happens
   * @param change the setting to change; empty if there is none
   */
  record Step(String name, boolean passes, String what, String change) {}

  /** What a decision lacks for a browser: what it says, and the setting to change. */
  private record Lack(String what, String change) {}

  /**
   * Explains.
   *
   * @param place where the policy was configured
   * @param policy the policy
   * @param asked the request with the question
   * @param question the question
   */
  static CorsExplanation of(
      Place place, CorsPolicy policy, CorsRequest asked, CorsQuestion question) {
    return new Inquiry(place, policy, asked, question).explain();
  }

  /** {@return whether a page can connect over long-polling} */
  boolean polling() {
    return steps.stream().filter(step -> !step.name().equals(WEBSOCKET)).allMatch(Step::passes);
  }

  /** {@return whether a page can connect over WebSocket from the start} */
  boolean webSocket() {
    return steps.stream().filter(step -> step.name().equals(WEBSOCKET)).allMatch(Step::passes);
  }

  /** One question being answered. */
  private record Inquiry(Place place, CorsPolicy policy, CorsRequest asked, CorsQuestion question) {

    CorsExplanation explain() {
      CorsDecision request = policy.decide(question.request(asked));
      List<Step> steps = new ArrayList<>();
      if (question.needsPreflight() && !isOwn()) {
        CorsDecision preflight = policy.decide(question.preflight(asked));
        steps.add(step(PREFLIGHT, ofPreflight(preflight)));
      }
      steps.add(step(REQUEST, ofRequest(request)));
      CorsDecision handshake = policy.decide(question.webSocket(asked));
      steps.add(step(WEBSOCKET, refusal(handshake)));
      return new CorsExplanation(question, List.copyOf(steps));
    }

    /** Whether the origin is the server's own, so that a browser checks nothing. */
    private boolean isOwn() {
      return Origin.parse(question.origin())
          .map(origin -> SameOrigin.holds(origin, question.request(asked)))
          .orElse(false);
    }

    private Step step(String name, @Nullable Lack lack) {
      if (lack != null) {
        return new Step(name, false, lack.what(), lack.change());
      }
      String what = isOwn() ? "the server's own page" : "allowed";
      return new Step(name, true, what, "");
    }

    // What a browser would complain about

    private @Nullable Lack refusal(CorsDecision decision) {
      if (!(decision instanceof Denied denied) || !denied.isRefused()) {
        return null;
      }
      CorsAnswer answer = denied.answer();
      return new Lack(
          "refused with " + (answer == null ? 403 : answer.status()) + ": " + reason(denied),
          RefusalText.remedy(place, policy, denied));
    }

    private static String reason(Denied denied) {
      return Text.lower(denied.reason().name()).replace('_', ' ');
    }

    private @Nullable Lack ofRequest(CorsDecision decision) {
      Lack refusal = refusal(decision);
      return refusal == null && !isOwn() ? ofOrigin(decision.headers()) : refusal;
    }

    private @Nullable Lack ofOrigin(CorsHeaders headers) {
      String allowed = headers.allowOrigin();
      if ("*".equals(allowed)) {
        return question.credentials()
            ? new Lack(
                "the answer allows any origin by *, which excludes credentials",
                originInstead("*") + credentials())
            : null;
      }
      String serialized =
          Origin.parse(question.origin()).map(Origin::toString).orElse(question.origin());
      if (!serialized.equals(allowed)) {
        return new Lack(
            "the answer does not allow this origin, and the browser hides it from the page",
            FixedPolicy.modeOf(policy) == Mode.NONE
                ? originInstead("false")
                : setting("origin", "the page's origin besides those there", "origins(\"…\")"));
      }
      boolean withCredentials = "true".equals(headers.get(CorsHeaders.ALLOW_CREDENTIALS));
      return question.credentials() && !withCredentials
          ? new Lack("the answer does not allow credentials", withCredentials())
          : null;
    }

    /** What is allowed to any page is not allowed with credentials, so both have to change. */
    private String withCredentials() {
      if (question.origin().equals("null")) {
        return "No setting does: any sandboxed frame of any page has the origin null.";
      }
      return FixedPolicy.modeOf(policy) == Mode.REFLECT
          ? originInstead("reflect") + credentials()
          : setting("credentials", "true", "credentials(true)");
    }

    private String originInstead(String written) {
      return setting("origin", "the page's origin instead of " + written, "origins(\"…\")");
    }

    private String credentials() {
      return " And: " + setting("credentials", "true", "credentials(true)");
    }

    private @Nullable Lack ofPreflight(CorsDecision decision) {
      Lack refusal = refusal(decision);
      Lack origin = refusal == null ? ofOrigin(decision.headers()) : refusal;
      if (origin != null) {
        return origin;
      }
      if (!(decision instanceof Preflight preflight) || preflight.answer() == null) {
        return new Lack(
            "it is passed on to the servlet, which answers 400",
            setting("preflightContinue", "false", "preflightContinue(false)"));
      }
      return ofContent(decision.headers());
    }

    private @Nullable Lack ofContent(CorsHeaders headers) {
      Set<String> methods = names(headers.get(CorsHeaders.ALLOW_METHODS), false);
      if (!question.isSimpleMethod() && !allows(methods, question.method())) {
        return new Lack(
            "the method " + question.method() + " is not allowed",
            setting("methods", question.method() + " besides those there", "methods(…)"));
      }
      Set<String> allowed = names(headers.get(CorsHeaders.ALLOW_HEADERS), true);
      Set<String> missing = new TreeSet<>(question.unsafeHeaders());
      missing.removeIf(name -> allowedHeader(allowed, name));
      String named = String.join(", ", missing);
      return missing.isEmpty()
          ? null
          : new Lack(
              "the header " + named + " is not allowed",
              setting("allowedHeaders", named + " besides those there", "allowedHeaders(…)"));
    }

    private boolean allows(Set<String> names, String name) {
      return names.contains(name) || (names.contains("*") && !question.credentials());
    }

    /** A {@code *} does not stand for {@code Authorization}. */
    private boolean allowedHeader(Set<String> names, String name) {
      return name.equals("authorization") ? names.contains(name) : allows(names, name);
    }

    private static Set<String> names(@Nullable String list, boolean lower) {
      return list == null
          ? Set.of()
          : Arrays.stream(list.split(",", -1))
              .map(String::strip)
              .map(name -> lower ? Text.lower(name) : name)
              .collect(Collectors.toSet());
    }

    private String setting(String name, String value, String call) {
      return place.setting(name, value, call);
    }
  }
}
