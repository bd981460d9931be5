package dev.socketio.archfixture.engine;

import dev.socketio.archfixture.engine.packet.Packet;

/** Allowed: a session knows packets. */
public final class Session {
  Packet packet = new Packet();
}
