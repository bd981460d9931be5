package dev.socketio.engine;

/**
 * What runs on top of the engine: the Socket.IO server, or anything else that speaks Engine.IO.
 *
 * <p>Threading: called on container threads, concurrently for different sessions.
 */
@FunctionalInterface
public interface EngineApplication {

  /**
   * A session was opened; its open packet is queued already, so what is sent from here follows it.
   *
   * @param connection the session
   * @return who receives what the session brings
   */
  EngineListener onConnection(EngineConnection connection);

  /**
   * A request was refused.
   *
   * @param error what was answered, and why
   */
  default void onConnectionError(ConnectionError error) {}
}
