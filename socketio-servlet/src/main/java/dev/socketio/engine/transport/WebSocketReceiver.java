package dev.socketio.engine.transport;

import java.nio.ByteBuffer;

/**
 * What the container tells of one WebSocket; implemented by the engine, called by the JSR-356
 * endpoint.
 *
 * <p>Threading: the container calls for one WebSocket never overlap, except {@link #onError} and
 * {@link #onClose}. No method throws.
 */
public interface WebSocketReceiver {

  /**
   * The WebSocket is open; called before anything else.
   *
   * @param channel where to send
   */
  void onOpen(WebSocketChannel channel);

  /**
   * Part of a text message; the size limit is enforced here, while the parts arrive.
   *
   * @param part next piece
   * @param last whether it ends the message
   */
  void onText(String part, boolean last);

  /**
   * Part of a binary message.
   *
   * @param part next piece; only valid during the call
   * @param last whether it ends the message
   */
  void onBinary(ByteBuffer part, boolean last);

  /**
   * The container reports a fault; {@link #onClose} follows.
   *
   * @param cause the fault
   */
  void onError(Throwable cause);

  /** The WebSocket is gone, by whichever side. */
  void onClose();
}
