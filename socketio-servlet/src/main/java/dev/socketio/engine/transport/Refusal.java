package dev.socketio.engine.transport;

import dev.socketio.engine.ConnectionError;
import dev.socketio.engine.EngineError;
import dev.socketio.engine.HandshakeRequest;
import java.util.Map;

/**
 * Why a request is not served.
 *
 * @param error the protocol's error
 * @param message text to answer
 * @param context what led to it, for connection-error listeners; keys as in the reference
 */
record Refusal(EngineError error, String message, Map<String, String> context) {

  static Refusal unknownTransport(String transport) {
    return of(EngineError.UNKNOWN_TRANSPORT, Map.of("transport", transport));
  }

  static Refusal invalidOrigin(String origin) {
    return of(EngineError.BAD_REQUEST, Map.of("name", "INVALID_ORIGIN", "origin", origin));
  }

  static Refusal unknownSid(String sid) {
    return of(EngineError.UNKNOWN_SID, Map.of("sid", sid));
  }

  static Refusal transportMismatch(String transport, String previous) {
    return of(
        EngineError.BAD_REQUEST,
        Map.of(
            "name", "TRANSPORT_MISMATCH", "transport", transport, "previousTransport", previous));
  }

  static Refusal protocolMismatch(String revision) {
    return of(
        EngineError.BAD_REQUEST,
        Map.of("name", "PROTOCOL_MISMATCH", "protocol", revision, "previousProtocol", "4"));
  }

  static Refusal badMethod(String method) {
    return of(EngineError.BAD_HANDSHAKE_METHOD, Map.of("method", method));
  }

  static Refusal handshakeError() {
    return of(EngineError.BAD_REQUEST, Map.of("name", "TRANSPORT_HANDSHAKE_ERROR"));
  }

  static Refusal handshakeError(String error) {
    return of(EngineError.BAD_REQUEST, Map.of("name", "TRANSPORT_HANDSHAKE_ERROR", "error", error));
  }

  static Refusal unsupportedVersion(String revision) {
    return of(EngineError.UNSUPPORTED_PROTOCOL_VERSION, Map.of("protocol", revision));
  }

  static Refusal forbidden(String message) {
    return new Refusal(EngineError.FORBIDDEN, message, Map.of("message", message));
  }

  /** The client learns no more than it would from a plain refusal. */
  static Refusal gateFailed(Throwable failure) {
    return of(
        EngineError.FORBIDDEN,
        Map.of("message", EngineError.FORBIDDEN.message(), "error", failure.toString()));
  }

  private static Refusal of(EngineError error, Map<String, String> context) {
    return new Refusal(error, error.message(), context);
  }

  ConnectionError toConnectionError(HandshakeRequest request) {
    return new ConnectionError(error, message, context, request);
  }
}
