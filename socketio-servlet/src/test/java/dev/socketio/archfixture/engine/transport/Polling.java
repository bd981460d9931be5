package dev.socketio.archfixture.engine.transport;

import dev.socketio.archfixture.engine.Session;

/** Allowed: a transport knows its session. */
public final class Polling {
  Session session = new Session();
}
