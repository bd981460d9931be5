package dev.socketio.cors.doctor;

import dev.socketio.cors.doctor.wire.Headers;
import dev.socketio.cors.doctor.wire.WireResponse;
import java.util.List;
import java.util.Optional;

/**
 * One request of an examination.
 *
 * @param kind what the request was for
 * @param method its method
 * @param url its URL
 * @param sent its headers, apart from {@code Host}, {@code Connection} and the length
 * @param answer the answer, or empty if there was none
 * @param failure why there was no answer, or why none was asked for; empty if there is an answer
 * @param checks what was checked, in order; the last one may have failed
 * @param verdict what came of it
 */
public record Step(
    Kind kind,
    String method,
    String url,
    Headers sent,
    Optional<WireResponse> answer,
    Optional<String> failure,
    List<Check> checks,
    Verdict verdict) {

  /** What a request is for. */
  public enum Kind {
    /** Asks whether the request behind it may be sent. */
    PREFLIGHT("preflight"),
    /** Opens a session by polling. */
    OPEN("polling: open"),
    /** Connects to a namespace, by a POST. */
    CONNECT("polling: send"),
    /** Fetches the answer to it. */
    RECEIVE("polling: receive"),
    /** Opens a WebSocket. */
    WEBSOCKET("websocket"),
    /** Ends the session. */
    CLOSE("polling: close"),
    /** Something that no browser would send. */
    PROBE("probe");

    private final String title;

    Kind(String title) {
      this.title = title;
    }

    /** {@return its name, for people} */
    public String title() {
      return title;
    }
  }

  /** Takes a copy of the checks. */
  public Step {
    checks = List.copyOf(checks);
  }

  /** This step with another verdict; what was a probe stays one. */
  Step with(Verdict other) {
    return verdict == Verdict.PROBED || verdict == Verdict.BLOCKED
        ? this
        : new Step(kind, method, url, sent, answer, failure, checks, other);
  }
}
