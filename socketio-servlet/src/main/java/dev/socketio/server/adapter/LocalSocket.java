package dev.socketio.server.adapter;

/**
 * A socket of this server as adapters see it. Equal only to itself.
 *
 * <p>Threading: safe for use by any thread.
 */
public interface LocalSocket {

  /** {@return public id, also the name of the room that is the socket's own} */
  String id();
}
