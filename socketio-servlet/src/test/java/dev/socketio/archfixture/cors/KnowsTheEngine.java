package dev.socketio.archfixture.cors;

import dev.socketio.archfixture.engine.Session;

/** Violation: CORS stands alone. */
public final class KnowsTheEngine {
  Session session = new Session();
}
