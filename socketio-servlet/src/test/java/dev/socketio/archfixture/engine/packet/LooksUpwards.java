package dev.socketio.archfixture.engine.packet;

import dev.socketio.archfixture.engine.Session;

/** Violation: packets know nobody. */
public final class LooksUpwards {
  Session session = new Session();
}
