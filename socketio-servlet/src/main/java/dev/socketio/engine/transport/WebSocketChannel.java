package dev.socketio.engine.transport;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * An open WebSocket, free of any container. The engine keeps at most one send in flight; an
 * implementation need not queue. No method throws: what goes wrong with a send is told to its
 * completion.
 *
 * <p>Threading: sends come one at a time, from any thread; {@link #close} may come at any time.
 */
public interface WebSocketChannel {

  /**
   * Sends a text message.
   *
   * @param text whole message
   * @param done called exactly once when the container has taken it or failed; possibly before this
   *     method returns
   */
  void sendText(String text, HttpExchange.Completion done);

  /**
   * Sends a binary message.
   *
   * @param data whole message; not changed
   * @param done as with text
   */
  void sendBinary(ByteBuffer data, HttpExchange.Completion done);

  /**
   * Closes the WebSocket; further calls do nothing.
   *
   * @param code close code of RFC 6455 section 7.4, or {@link #NO_CODE} for a close frame without
   *     one
   * @param reason short text for the close frame, {@code null} for none
   */
  void close(int code, @Nullable String reason);

  /** Close frame without a code; the peer reports 1005. */
  int NO_CODE = 1005;

  /** Message too big (RFC 6455). */
  int TOO_BIG = 1009;
}
