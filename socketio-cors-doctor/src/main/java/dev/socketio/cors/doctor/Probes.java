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

  Probes(Chart chart, HttpWire wire) {
    this.chart = chart;
    this.page = chart.page();
    this.wire = wire;
  }

  /** A diagnosis, or a better one after a further look. */
  Diagnosis refine(Diagnosis first, Trouble trouble) {
    if (!page.probes()) {
      return first;
    }
    return switch (first) {
      case CORS_NOT_ENABLED ->
          trouble.preflight() || !answersPreflights() ? first : Diagnosis.ORIGIN_NOT_ALLOWED;
      case HANDSHAKE_REFUSED, REFUSED_BEFORE_CORS ->
          refusesOrigin(trouble) ? Diagnosis.ORIGIN_NOT_ALLOWED : first;
      default -> first;
    };
  }

  /** Whether something answers preflights at this path, which makes it a CORS policy. */
  private boolean answersPreflights() {
    Headers headers =
        Headers.of("Origin", page.originHeader(), "Access-Control-Request-Method", "GET");
    return send("OPTIONS", page.urls().polling(""), headers, "")
        .filter(response -> TroubleDiagnosis.knowsCors(response) || response.status() == 403)
        .isPresent();
  }

  /**
   * Whether it is for the origin that a request was refused: without one the handshake succeeds,
   * and with it, it does not, even where there is no preflight before it.
   */
  private boolean refusesOrigin(Trouble refused) {
    if (refused.response().filter(TroubleDiagnosis::isFailure).isPresent()) {
      return false;
    }
    Headers without = PageHeaders.settable(page.headers());
    return (!refused.preflight() || !opens(without.and("Origin", page.originHeader())))
        && opens(without);
  }

  private boolean opens(Headers headers) {
    Optional<String> sid =
        send("GET", page.urls().polling(""), headers, "")
            .flatMap(response -> EngineBody.sid(response.body()));
    sid.ifPresent(id -> end(id, headers));
    return sid.isPresent();
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
  void end(String sid, Headers headers) {
    Headers all = headers.and("Content-Type", "text/plain");
    try {
      wire.send(new WireRequest("POST", page.urls().polling(sid), all, "1"));
    } catch (WireFailure gone) {
      System.getLogger(Probes.class.getName())
          .log(System.Logger.Level.DEBUG, "A probe's session was not ended", gone);
    }
  }

  /** Sends a probe; empty if there is no answer. */
  Optional<WireResponse> send(String method, WebUrl url, Headers headers, String body) {
    try {
      WireResponse response = wire.send(new WireRequest(method, url, headers, body));
      write(method, url.toString(), headers, Optional.of(response), Optional.empty());
      return Optional.of(response);
    } catch (WireFailure failure) {
      write(
          method,
          url.toString(),
          headers,
          Optional.empty(),
          Optional.of(String.valueOf(failure.getMessage())));
      return Optional.empty();
    }
  }

  /** Writes a probe down; its number. */
  int write(
      String method,
      String url,
      Headers headers,
      Optional<WireResponse> response,
      Optional<String> failure) {
    return chart.add(
        new Step(
            Step.Kind.PROBE, method, url, headers, response, failure, List.of(), Verdict.PROBED));
  }
}
