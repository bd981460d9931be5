package dev.socketio.archfixture.engine;

import dev.socketio.archfixture.engine.transport.Polling;

/** Violation: the engine does not know what carries it. */
public final class KnowsItsTransport {
  Polling polling = new Polling();
}
