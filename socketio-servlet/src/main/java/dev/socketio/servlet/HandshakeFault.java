package dev.socketio.servlet;

import dev.socketio.engine.ConnectionError;
import dev.socketio.engine.EngineError;
import dev.socketio.engine.HandshakeRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Map;

/**
 * Why a WebSocket handshake ends on the container's side, before the engine has seen it or after it
 * has agreed.
 *
 * @param error the protocol's error
 * @param status HTTP status to answer
 * @param message text to answer
 * @param context what led to it, for connection-error listeners; keys as in the reference
 */
record HandshakeFault(EngineError error, int status, String message, Map<String, String> context) {

  private static final int UPGRADE_REQUIRED = 426;

  private static final HandshakeFault WRONG_VERSION =
      new HandshakeFault(
          EngineError.BAD_REQUEST,
          UPGRADE_REQUIRED,
          "Upgrade Required",
          handshakeError("Sec-WebSocket-Version is not " + WebSocketHandshake.VERSION));

  private static final HandshakeFault NO_WEB_SOCKETS =
      of(EngineError.UNKNOWN_TRANSPORT, Map.of("transport", "websocket"));

  static HandshakeFault wrongMethod(String method) {
    return of(EngineError.BAD_HANDSHAKE_METHOD, Map.of("method", method));
  }

  static HandshakeFault wrongVersion() {
    return WRONG_VERSION;
  }

  static HandshakeFault malformed(String what) {
    return of(EngineError.BAD_REQUEST, handshakeError(what));
  }

  static HandshakeFault noWebSockets() {
    return NO_WEB_SOCKETS;
  }

  static HandshakeFault undecided(Duration limit) {
    return forbidden("no decision within " + limit);
  }

  static HandshakeFault undecided(Throwable failure) {
    return forbidden(failure.toString());
  }

  static HandshakeFault notUpgraded(Throwable failure) {
    return of(EngineError.BAD_REQUEST, handshakeError(failure.toString()));
  }

  private static HandshakeFault forbidden(String why) {
    EngineError error = EngineError.FORBIDDEN;
    return of(error, Map.of("message", error.message(), "error", why));
  }

  private static Map<String, String> handshakeError(String what) {
    return Map.of("name", "TRANSPORT_HANDSHAKE_ERROR", "error", what);
  }

  /** A WebSocket handshake is refused with 400 whatever the error. */
  private static HandshakeFault of(EngineError error, Map<String, String> context) {
    return new HandshakeFault(error, HttpServletResponse.SC_BAD_REQUEST, error.message(), context);
  }

  ConnectionError toConnectionError(HandshakeRequest request) {
    return new ConnectionError(error, message, context, request);
  }
}
