package dev.socketio.engine;

/** Makes the first transport of a session, and ties the two together. */
@FunctionalInterface
public interface TransportFactory {

  /**
   * Makes the transport.
   *
   * @param session whom it is for; not to be called yet
   * @return the transport
   */
  Transport create(EngineSession session);
}
