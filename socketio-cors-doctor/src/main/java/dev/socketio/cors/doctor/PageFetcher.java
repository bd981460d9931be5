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
 * Sends what the page's {@code XMLHttpRequest} sends, as the Fetch standard has it (sections "Main
 * fetch", "HTTP fetch" and "HTTP-redirect fetch"): mixed content, preflight, CORS check, redirects,
 * cookies. Writes each request down as a step.
 *
 * <p>Threading: for use by one thread.
 */
final class PageFetcher {

  private static final int MOST_REDIRECTS = 20;

  private final Chart chart;
  private final CorsDoctorRequest page;
  private final HttpWire wire;
  private final CookieJar jar;
  private final PageHeaders headers;

  PageFetcher(Chart chart, HttpWire wire, CookieJar jar) {
    this.chart = chart;
    this.page = chart.page();
    this.wire = wire;
    this.jar = jar;
    this.headers = new PageHeaders(page, jar);
  }

  /** Sends a request, with all that belongs to it. */
  Fetched fetch(Step.Kind kind, String method, WebUrl url, String body) {
    return new Run(kind, method, url, body).go();
  }

  /** One request, followed through its redirects. */
  private final class Run {

    private final Step.Kind kind;
    private final WebUrl first;
    private String method;
    private WebUrl url;
    private String body;
    private Headers extra = PageHeaders.settable(page.headers());
    private boolean crossOrigin;
    private String origin = page.originHeader();
    private int redirects;

    Run(Step.Kind kind, String method, WebUrl url, String body) {
      this.kind = kind;
      this.first = url;
      this.method = method;
      this.url = url;
      this.body = body;
    }

    Fetched go() {
      Optional<Fetched> end = hop();
      while (end.isEmpty()) {
        end = hop();
      }
      return end.get();
    }

    /** One request of the chain; empty if it is redirected. */
    private Optional<Fetched> hop() {
      if (page.origin().forbidsMixedContent() && !PageOrigin.isTrustworthy(url)) {
        return Optional.of(mixedContent());
      }
      // "Response tainting": once cross-origin, a chain of redirects stays so.
      crossOrigin |= !page.origin().isSameOrigin(url);
      List<String> unsafe = FetchHeaders.unsafeNames(extra);
      if (crossOrigin && !unsafe.isEmpty()) {
        Optional<Fetched> failed = preflight(unsafe);
        if (failed.isPresent()) {
          return failed;
        }
      }
      return request();
    }

    private Optional<Fetched> preflight(List<String> unsafe) {
      Headers sent = headers.preflight(origin, method, unsafe, url);
      WireResponse response;
      try {
        response = wire.send(new WireRequest("OPTIONS", url, sent, ""));
      } catch (WireFailure failure) {
        return Optional.of(failed(Step.Kind.PREFLIGHT, "OPTIONS", sent, failure, true));
      }
      FetchChecks checks =
          FetchChecks.preflight(origin, page.withCredentials(), method, unsafe, response);
      int step =
          chart.add(step(Step.Kind.PREFLIGHT, "OPTIONS", sent, response, checks, Verdict.PASSED));
      if (checks.fault().isPresent()) {
        return Optional.of(blocked(checks, response, step, true));
      }
      if (FetchChecks.isAuthorizationTolerated(unsafe, response) && kind == Step.Kind.OPEN) {
        chart.find(
            Diagnosis.PREFLIGHT_AUTHORIZATION_WILDCARD,
            step,
            "Access-Control-Allow-Headers is '*', and the page sends Authorization.",
            new ConsoleEvent.Silence());
      }
      return Optional.empty();
    }

    private Optional<Fetched> request() {
      Headers sent = headers.request(method, origin, extra, url, crossOrigin);
      WireResponse response;
      try {
        response = wire.send(new WireRequest(method, url, sent, body));
      } catch (WireFailure failure) {
        return Optional.of(failed(kind, method, sent, failure, false));
      }
      jar.store(url, response);
      FetchChecks checks =
          crossOrigin
              ? FetchChecks.cors(origin, page.withCredentials(), response)
              : new FetchChecks(
                  List.of(new Check("HTTP fetch, CORS check", true, "not due: same origin")),
                  Optional.empty());
      int step = chart.add(step(kind, method, sent, response, checks, Verdict.PASSED));
      if (checks.fault().isPresent()) {
        return Optional.of(blocked(checks, response, step, false));
      }
      Optional<String> location = response.headers().combined("Location");
      if (!response.isRedirect() || location.isEmpty()) {
        return Optional.of(new Fetched(Optional.of(response), Optional.empty(), step, redirects));
      }
      return redirect(response, location.get(), step);
    }

    /** Section "HTTP-redirect fetch". */
    private Optional<Fetched> redirect(WireResponse response, String location, int step) {
      WebUrl next;
      try {
        next = url.resolve(location);
      } catch (IllegalArgumentException notFollowed) {
        String detail = "It leads to " + location + ", which is no HTTP URL.";
        return Optional.of(trouble(step, detail, new ConsoleEvent.Silence()));
      }
      redirects++;
      if (redirects > MOST_REDIRECTS) {
        String detail = "More than " + MOST_REDIRECTS + " redirects follow each other.";
        return Optional.of(trouble(step, detail, new ConsoleEvent.TooManyRedirects(first)));
      }
      boolean leaves = !url.origin().equals(next.origin());
      if (leaves && !page.origin().isSameOrigin(url)) {
        origin = "null"; // "Redirect-taint": the origin of two servers cannot be told apart.
      }
      if (leaves) {
        extra = PageHeaders.without(extra, "authorization");
      }
      if (response.status() == 303 || (response.status() <= 302 && method.equals("POST"))) {
        method = "GET";
        body = "";
      }
      url = next;
      return Optional.empty();
    }

    private Fetched trouble(int step, String detail, ConsoleEvent event) {
      Trouble trouble = Trouble.other(Trouble.Kind.REDIRECT, url, detail, event);
      return new Fetched(Optional.empty(), Optional.of(trouble), step, redirects);
    }

    private Fetched mixedContent() {
      String why = "A page of https may not ask for " + url.origin() + ".";
      int step =
          chart.add(
              new Step(
                  kind,
                  method,
                  url.toString(),
                  Headers.none(),
                  Optional.empty(),
                  Optional.of("not sent: " + why),
                  List.of(new Check("Main fetch, mixed content", false, why)),
                  Verdict.BLOCKED));
      ConsoleEvent event = new ConsoleEvent.MixedContent(page.origin(), url, false);
      Trouble trouble = Trouble.other(Trouble.Kind.MIXED_CONTENT, url, why, event);
      return new Fetched(Optional.empty(), Optional.of(trouble), step, redirects);
    }

    private Fetched failed(
        Step.Kind as, String sentMethod, Headers sent, WireFailure failure, boolean preflight) {
      int step =
          chart.add(
              new Step(
                  as,
                  sentMethod,
                  url.toString(),
                  sent,
                  Optional.empty(),
                  Optional.of(String.valueOf(failure.getMessage())),
                  List.of(),
                  Verdict.BLOCKED));
      ConsoleEvent event = new ConsoleEvent.NetworkFailed(failure.kind(), url, first, preflight);
      Trouble trouble = Trouble.network(url, preflight, failure, event);
      return new Fetched(Optional.empty(), Optional.of(trouble), step, redirects);
    }

    private Fetched blocked(
        FetchChecks checks, WireResponse response, int step, boolean preflight) {
      CorsFault fault = checks.fault().orElseThrow();
      ConsoleEvent event =
          new ConsoleEvent.Blocked(fault, preflight, page, origin, url, first, response);
      List<Check> all = checks.checks();
      String detail = all.get(all.size() - 1).detail();
      Trouble trouble = Trouble.cors(url, preflight, fault, response, detail, event);
      return new Fetched(Optional.empty(), Optional.of(trouble), step, redirects);
    }

    private Step step(
        Step.Kind as,
        String sentMethod,
        Headers sent,
        WireResponse response,
        FetchChecks checks,
        Verdict verdict) {
      return new Step(
          as,
          sentMethod,
          url.toString(),
          sent,
          Optional.of(response),
          Optional.empty(),
          checks.checks(),
          checks.fault().isPresent() ? Verdict.BLOCKED : verdict);
    }
  }
}
