package dev.socketio.cdifixture;

import dev.socketio.engine.EngineSessions;
import dev.socketio.engine.HandshakeRequest;

/** May know the handshake, but not the sessions. */
interface LooksBelow {
  EngineSessions sessions();

  HandshakeRequest handshake();
}
