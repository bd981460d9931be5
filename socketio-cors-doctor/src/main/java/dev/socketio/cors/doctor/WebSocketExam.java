package dev.socketio.cors.doctor;

import dev.socketio.cors.doctor.wire.Headers;
import dev.socketio.cors.doctor.wire.HttpWire;
import dev.socketio.cors.doctor.wire.WebSocketAttempt;
import dev.socketio.cors.doctor.wire.WebSocketConnection;
import dev.socketio.cors.doctor.wire.WebUrl;
import dev.socketio.cors.doctor.wire.WireFailure;
import dev.socketio.cors.doctor.wire.WireRequest;
import dev.socketio.cors.doctor.wire.WireResponse;
import java.util.List;
import java.util.Optional;

/**
 * Opens a WebSocket as the client does: to upgrade a session, or to begin with.
 *
 * <p>Threading: for use by one thread.
 */
final class WebSocketExam {

  private static final int MOST_MESSAGES = 5;

  private final Chart chart;
  private final CorsDoctorRequest page;
  private final HttpWire wire;
  private final Probes probes;
  private final PageHeaders headers;

  WebSocketExam(Chart chart, HttpWire wire, Probes probes, PageHeaders headers) {
    this.chart = chart;
    this.page = chart.page();
    this.wire = wire;
    this.probes = probes;
    this.headers = headers;
  }

  /**
   * Opens a WebSocket and speaks over it.
   *
   * @param sid the session to upgrade, or empty to begin with a WebSocket
   * @return whether that worked
   */
  boolean run(String sid) {
    WebUrl url = page.urls().webSocket(sid);
    if (page.origin().forbidsMixedContent() && !PageOrigin.isTrustworthy(url)) {
      return mixedContent(url, sid);
    }
    Headers sent = headers.webSocket(url);
    try {
      WebSocketAttempt attempt = wire.open(new WireRequest("GET", url, sent, ""));
      int step = write(url, attempt.sent(), Optional.of(attempt.response()), Optional.empty());
      if (attempt.connection().isEmpty()) {
        return refused(url, sid, step, attempt);
      }
      try (WebSocketConnection connection = attempt.connection().get()) {
        return sid.isEmpty() ? connect(connection, step) : probe(connection, step, sid);
      }
    } catch (WireFailure failure) {
      return failed(url, sid, sent, failure);
    }
  }

  /** Whether a page of somebody else opens a WebSocket, with these cookies; a probe. */
  boolean opensForStranger(String origin, String cookies) {
    return opens(headers.stranger("websocket", origin, cookies, page.urls().webSocket("")));
  }

  /** Whether a handshake with these headers is accepted; written down as a probe. */
  private boolean opens(Headers sent) {
    WebUrl url = page.urls().webSocket("");
    try {
      WebSocketAttempt attempt = wire.open(new WireRequest("GET", url, sent, ""));
      attempt.connection().ifPresent(WebSocketConnection::close);
      probes.write(
          "GET",
          url.toWebSocketString(),
          attempt.sent(),
          Optional.of(attempt.response()),
          Optional.empty());
      return attempt.connection().isPresent();
    } catch (WireFailure failure) {
      Optional<String> why = Optional.of(String.valueOf(failure.getMessage()));
      probes.write("GET", url.toWebSocketString(), sent, Optional.empty(), why);
      return false;
    }
  }

  private boolean mixedContent(WebUrl url, String sid) {
    String why = "A page of https may not open " + url.toWebSocketString() + ".";
    int step = write(url, Headers.none(), Optional.empty(), Optional.of("not sent: " + why));
    report(
        Diagnosis.MIXED_CONTENT,
        sid,
        step,
        why,
        new ConsoleEvent.MixedContent(page.origin(), url, true));
    return false;
  }

  private boolean refused(WebUrl url, String sid, int step, WebSocketAttempt attempt) {
    ConsoleEvent event = new ConsoleEvent.WebSocketFailed(url, attempt.fault().orElse(""));
    Diagnosis diagnosis = diagnosis(attempt.response(), sid);
    String seen = Details.answer(attempt.response());
    if (diagnosis == Diagnosis.WEBSOCKET_REFUSED && page.probes()) {
      Headers compared = PageHeaders.without(headers.webSocket(url), "Origin");
      boolean origin = opens(compared);
      diagnosis = origin ? Diagnosis.WEBSOCKET_ORIGIN_REFUSED : diagnosis;
      seen += origin ? Details.SUCCEEDS : Details.neither(compared, true);
    }
    report(diagnosis, sid, step, seen, event);
    return false;
  }

  private static Diagnosis diagnosis(WireResponse response, String sid) {
    int status = response.status();
    if (status == 101) {
      return Diagnosis.WEBSOCKET_HANDSHAKE_INVALID;
    }
    if (status == 400 || status == 401 || status == 403) {
      return refusal(response);
    }
    return switch (status) {
      case 404 -> sid.isEmpty() ? Diagnosis.NOT_FOUND : Diagnosis.WEBSOCKET_NOT_UPGRADED;
      case 502, 503, 504 -> Diagnosis.PROXY_ERROR;
      default -> Diagnosis.WEBSOCKET_NOT_UPGRADED;
    };
  }

  private static Diagnosis refusal(WireResponse response) {
    Optional<Integer> code = EngineBody.errorCode(response.body());
    if (response.body().startsWith("Transport unknown") || code.equals(Optional.of(0))) {
      return Diagnosis.TRANSPORT_DISABLED;
    }
    if (response.body().startsWith("Session ID unknown") || code.equals(Optional.of(1))) {
      return Diagnosis.STICKY_SESSION_LOST;
    }
    return code.equals(Optional.of(3))
        ? Diagnosis.WEBSOCKET_NOT_UPGRADED // The server saw a GET without an upgrade.
        : Diagnosis.WEBSOCKET_REFUSED;
  }

  private boolean failed(WebUrl url, String sid, Headers sent, WireFailure failure) {
    String message = String.valueOf(failure.getMessage());
    int step = write(url, sent, Optional.empty(), Optional.of(message));
    report(
        TroubleDiagnosis.of(failure.kind()),
        sid,
        step,
        message,
        new ConsoleEvent.WebSocketFailed(url, why(failure)));
    return false;
  }

  private static String why(WireFailure failure) {
    return switch (failure.kind()) {
      case CLOSED -> "Connection closed before receiving a handshake response";
      case ANSWER_TIMED_OUT -> "WebSocket opening handshake timed out";
      case NOT_HTTP, RESET -> "Error during WebSocket handshake: " + failure.kind().chromeName();
      default -> "Error in connection establishment: " + failure.kind().chromeName();
    };
  }

  /** Begins a session (Engine.IO protocol, "WebSocket"). */
  private boolean connect(WebSocketConnection connection, int step) {
    try {
      String open = connection.receive();
      if (EngineBody.sid(open).isEmpty()) {
        return silent(step, "", "The first message is " + EngineBody.excerpt(open));
      }
      connection.send(page.connectPacket());
      Optional<String> answer = await(connection, "4");
      if (answer.filter(packet -> packet.startsWith("44")).isPresent()) {
        chart.find(
            Diagnosis.CONNECT_REFUSED,
            step,
            "The answer to CONNECT is " + EngineBody.excerpt(answer.get()),
            new ConsoleEvent.Silence());
      }
      return true;
    } catch (WireFailure failure) {
      return silent(step, "", String.valueOf(failure.getMessage()));
    }
  }

  /** Probes a WebSocket for an upgrade (Engine.IO protocol, "Upgrade"), which is not completed. */
  private boolean probe(WebSocketConnection connection, int step, String sid) {
    try {
      connection.send("2probe");
      Optional<String> answer = await(connection, "3probe");
      return answer.isPresent() || silent(step, sid, "The probe is not answered by 3probe.");
    } catch (WireFailure failure) {
      return silent(step, sid, String.valueOf(failure.getMessage()));
    }
  }

  /** The next message with a certain beginning; pings are answered on the way. */
  private static Optional<String> await(WebSocketConnection connection, String start)
      throws WireFailure {
    for (int i = 0; i < MOST_MESSAGES; i++) {
      String message = connection.receive();
      if (message.startsWith(start)) {
        return Optional.of(message);
      }
      if (message.equals("2")) {
        connection.send("3");
      }
    }
    return Optional.empty();
  }

  private boolean silent(int step, String sid, String detail) {
    report(Diagnosis.WEBSOCKET_SILENT, sid, step, detail, new ConsoleEvent.Silence());
    return false;
  }

  /** A failed upgrade only warns: the session stays on polling. */
  private void report(
      Diagnosis diagnosis, String sid, int step, String detail, ConsoleEvent event) {
    if (sid.isEmpty()) {
      chart.find(diagnosis, step, detail, event);
    } else {
      chart.warn(diagnosis, step, detail + " The session stays on polling.", event);
    }
  }

  private int write(
      WebUrl url, Headers sent, Optional<WireResponse> response, Optional<String> failure) {
    return chart.add(
        new Step(
            Step.Kind.WEBSOCKET,
            "GET",
            url.toWebSocketString(),
            sent,
            response,
            failure,
            List.of(new Check("WebSockets standard, opening handshake", true, "no CORS check")),
            Verdict.PASSED));
  }
}
