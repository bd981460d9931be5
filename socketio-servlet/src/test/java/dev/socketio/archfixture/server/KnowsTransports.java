package dev.socketio.archfixture.server;

import dev.socketio.archfixture.engine.transport.Polling;

/** Violation: the Socket.IO layer does not look below the engine. */
public final class KnowsTransports {
  Polling polling = new Polling();
}
