package dev.socketio.server;

import org.jspecify.annotations.Nullable;

/**
 * Answers an event, if the client asked for an answer. The first answer counts; later ones do
 * nothing, and so does an answer after the socket has disconnected.
 *
 * <p>Threading: safe for use by any thread, during the handler's call or later.
 */
public interface Ack {

  /** {@return whether the client waits for an answer} */
  boolean isRequested();

  /**
   * Answers.
   *
   * @param arguments any JSON-like or binary values, as with {@link Socket#emit}
   * @throws ArgumentException if an argument cannot be written
   */
  void send(@Nullable Object... arguments);
}
