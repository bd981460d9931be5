package dev.socketio.servlet;

import dev.socketio.engine.ConnectionError;
import dev.socketio.engine.EngineSessions;
import dev.socketio.engine.transport.EngineDispatcher;
import dev.socketio.engine.transport.HttpExchange;
import dev.socketio.engine.transport.IncomingRequest;
import dev.socketio.engine.transport.UpgradeDecision;
import java.util.concurrent.CompletionStage;

/**
 * Where requests leave for the engine: the two entrances of an {@link EngineDispatcher}, and the
 * way to tell of handshakes that end outside of it.
 */
interface EngineDoor {

  /**
   * Takes an ordinary request.
   *
   * @param exchange will be answered now or later
   */
  void dispatch(HttpExchange exchange);

  /**
   * Takes a valid WebSocket handshake.
   *
   * @param request to look at
   * @return whether to upgrade
   */
  CompletionStage<UpgradeDecision> dispatchUpgrade(IncomingRequest request);

  /**
   * Tells the application of a handshake that the container's side has refused; what the dispatcher
   * refuses, it reports itself.
   *
   * @param error what is answered, and why
   */
  void report(ConnectionError error);

  /**
   * {@return the door to a registry of sessions}
   *
   * @param sessions the engine's
   */
  static EngineDoor of(EngineSessions sessions) {
    EngineDispatcher dispatcher = new EngineDispatcher(sessions);
    return new EngineDoor() {
      @Override
      public void dispatch(HttpExchange exchange) {
        dispatcher.dispatch(exchange);
      }

      @Override
      public CompletionStage<UpgradeDecision> dispatchUpgrade(IncomingRequest request) {
        return dispatcher.dispatchUpgrade(request);
      }

      @Override
      public void report(ConnectionError error) {
        sessions.report(error);
      }
    };
  }
}
