package dev.socketio.engine.transport;

import dev.socketio.engine.EngineError;

/** Whether a WebSocket handshake goes ahead. */
public sealed interface UpgradeDecision {

  /**
   * It does: the servlet performs the upgrade and hands the WebSocket to the receiver.
   *
   * @param receiver who gets the WebSocket
   */
  record Accepted(WebSocketReceiver receiver) implements UpgradeDecision {}

  /**
   * It does not: answer 400, {@code text/html}, {@code Connection: close}, with the message as
   * body.
   *
   * @param error the protocol's error
   * @param message text to answer, the error's own or that of the gate
   */
  record Refused(EngineError error, String message) implements UpgradeDecision {}
}
