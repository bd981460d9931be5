package dev.socketio.cors.doctor;

import dev.socketio.cors.doctor.wire.WireFailure;
import dev.socketio.cors.doctor.wire.WireResponse;
import java.util.Locale;
import java.util.Optional;

/**
 * Tells what is behind an answer that a page may not read or cannot use. Browsers know only that a
 * header is missing; the status and the body tell more.
 */
final class TroubleDiagnosis {

  private TroubleDiagnosis() {}

  /** What is behind trouble. */
  static Diagnosis of(Trouble trouble) {
    return switch (trouble.kind()) {
      case MIXED_CONTENT -> Diagnosis.MIXED_CONTENT;
      case REDIRECT -> Diagnosis.REDIRECTED;
      case NETWORK -> of(trouble.failure().orElseThrow());
      case CORS ->
          ofFault(
              trouble.fault().orElseThrow(), trouble.response().orElseThrow(), trouble.preflight());
    };
  }

  /** What is behind a failed connection. */
  static Diagnosis of(WireFailure.Kind kind) {
    return switch (kind) {
      case UNKNOWN_HOST -> Diagnosis.HOST_UNKNOWN;
      case REFUSED, UNREACHABLE -> Diagnosis.CONNECTION_REFUSED;
      case CONNECT_TIMED_OUT, ANSWER_TIMED_OUT -> Diagnosis.TIMED_OUT;
      case CERTIFICATE_DATE, CERTIFICATE_NAME, CERTIFICATE_AUTHORITY, TLS_PROTOCOL ->
          Diagnosis.TLS_FAILED;
      case CLOSED, RESET -> Diagnosis.CONNECTION_LOST;
      case NOT_HTTP -> Diagnosis.NOT_HTTP;
    };
  }

  /** What is behind a failed check. */
  static Diagnosis ofFault(CorsFault fault, WireResponse response, boolean preflight) {
    if (!preflight && response.isRedirect()) {
      return Diagnosis.REDIRECTED;
    }
    if (fault.kind() != CorsFault.Kind.ORIGIN_MISSING) {
      return fault.kind().diagnosis();
    }
    Optional<Diagnosis> error = ofStatus(response);
    if (error.equals(Optional.of(Diagnosis.HANDSHAKE_REFUSED))
        && knowsCors(response)
        && !isFailure(response)) {
      return Diagnosis.ORIGIN_NOT_ALLOWED; // Refused by a CORS policy that speaks Engine.IO.
    }
    if (error.isPresent()) {
      boolean unexplained = error.get() == Diagnosis.SERVER_ERROR && response.status() < 500;
      return preflight && unexplained ? Diagnosis.PREFLIGHT_STATUS : error.get();
    }
    if (!preflight && EngineBody.sid(response.body()).isEmpty() && !isSent(response)) {
      return EngineBody.isVersion3(response.body())
          ? Diagnosis.PROTOCOL_UNSUPPORTED
          : Diagnosis.NOT_SOCKET_IO;
    }
    return knowsCors(response) ? Diagnosis.ORIGIN_NOT_ALLOWED : Diagnosis.CORS_NOT_ENABLED;
  }

  /** Whether it is the answer to a POST, or to a poll that is not the first. */
  private static boolean isSent(WireResponse response) {
    String body = response.body();
    return body.equals("ok") || body.matches("(?s)[1-6].*");
  }

  /** What is behind an error, if the answer is one. */
  static Optional<Diagnosis> ofStatus(WireResponse response) {
    if (response.isOk()) {
      return Optional.empty();
    }
    Optional<Integer> code = EngineBody.errorCode(response.body());
    return code.isPresent() ? code.map(TroubleDiagnosis::ofCode) : Optional.of(plain(response));
  }

  private static Diagnosis ofCode(int code) {
    return switch (code) {
      case 0 -> Diagnosis.TRANSPORT_DISABLED;
      case 1 -> Diagnosis.STICKY_SESSION_LOST;
      // The server took a preflight for a handshake.
      case 2 -> Diagnosis.CORS_NOT_ENABLED;
      case 5 -> Diagnosis.PROTOCOL_UNSUPPORTED;
      default -> Diagnosis.HANDSHAKE_REFUSED;
    };
  }

  /**
   * Whether the server says that it could not decide: a CORS function has failed. A refusal has
   * another code.
   */
  static boolean isFailure(WireResponse response) {
    return EngineBody.errorCode(response.body()).equals(Optional.of(3));
  }

  private static Diagnosis plain(WireResponse response) {
    return switch (response.status()) {
      case 401, 403, 407 -> Diagnosis.REFUSED_BEFORE_CORS;
      case 404, 410 -> Diagnosis.NOT_FOUND;
      case 502, 503, 504 -> Diagnosis.PROXY_ERROR;
      default -> Diagnosis.SERVER_ERROR;
    };
  }

  /** Whether an answer comes from something that has a CORS policy. */
  static boolean knowsCors(WireResponse response) {
    return response.headers().lines().stream()
            .anyMatch(
                line -> line.name().toLowerCase(Locale.ROOT).startsWith("access-control-allow-"))
        || response.headers().all("Vary").stream()
            .anyMatch(value -> value.toLowerCase(Locale.ROOT).contains("origin"));
  }
}
