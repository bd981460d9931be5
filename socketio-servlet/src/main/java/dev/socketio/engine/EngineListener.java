package dev.socketio.engine;

import java.nio.ByteBuffer;

/**
 * Receives what one Engine.IO session brings. Implemented above this package.
 *
 * <p>Threading: calls for one session never overlap: messages one by one in the order sent, then
 * {@link #onClose} exactly once and nothing after it. They come on container or timer threads, so
 * an implementation hands application code to its own executor (unless told to run it right here).
 */
public interface EngineListener {

  /**
   * A text message.
   *
   * @param text payload of the message packet, without the packet type
   */
  void onText(String text);

  /**
   * A binary message.
   *
   * @param data payload; the listener may keep it
   */
  void onBinary(ByteBuffer data);

  /**
   * The session moved from polling to WebSocket.
   *
   * @param transport the new transport
   */
  default void onUpgrade(TransportName transport) {}

  /**
   * The connection is to end, since what it was opened with counts no more. By default it is
   * closed.
   *
   * @param connection the session
   */
  default void onDismissed(EngineConnection connection) {
    connection.close(CloseReason.FORCED_CLOSE);
  }

  /**
   * The session is over.
   *
   * @param reason why
   * @param description more about it for logs and listeners, may be empty
   */
  void onClose(CloseReason reason, String description);
}
