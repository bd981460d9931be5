package dev.socketio.engine;

/**
 * Sees the sessions of a registry come and go, besides the application that they belong to.
 *
 * <p>Threading: called by any thread, concurrently for different sessions; must not block.
 */
public interface SessionObserver {

  /**
   * A session is about to be opened. {@link EngineSession#dismiss} may be called from here on.
   *
   * @param session the session
   */
  void onOpening(EngineSession session);

  /**
   * A session has ended; called once for each, after {@link #onOpening} has returned.
   *
   * @param session the session
   */
  void onEnded(EngineSession session);
}
