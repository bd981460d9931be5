package dev.socketio.servlet;

import dev.socketio.engine.transport.EngineDispatcher;
import dev.socketio.engine.transport.HttpExchange;
import dev.socketio.engine.transport.UpgradeDecision;
import java.util.concurrent.CompletionStage;

/** Where requests leave for the engine; the two entrances of an {@link EngineDispatcher}. */
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
   * @param exchange to look at
   * @return whether to upgrade
   */
  CompletionStage<UpgradeDecision> dispatchUpgrade(HttpExchange exchange);

  /**
   * {@return the entrances of a dispatcher}
   *
   * @param dispatcher the engine's
   */
  static EngineDoor of(EngineDispatcher dispatcher) {
    return new EngineDoor() {
      @Override
      public void dispatch(HttpExchange exchange) {
        dispatcher.dispatch(exchange);
      }

      @Override
      public CompletionStage<UpgradeDecision> dispatchUpgrade(HttpExchange exchange) {
        return dispatcher.dispatchUpgrade(exchange);
      }
    };
  }
}
