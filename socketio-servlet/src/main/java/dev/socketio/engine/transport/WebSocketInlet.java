package dev.socketio.engine.transport;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Puts the messages of one WebSocket together and enforces their size while the parts arrive, in
 * bytes of UTF-8. The usual message comes in one part and is not copied.
 *
 * <p>Threading: as {@link WebSocketReceiver} says.
 */
final class WebSocketInlet implements WebSocketReceiver {
  private final int limit;
  private final Function<WebSocketChannel, Optional<WebSocketTransport>> opening;

  private volatile @Nullable WebSocketTransport transport;
  private volatile @Nullable String loss;

  // Touched by one thread at a time: the parts so far, null between messages.
  private @Nullable StringBuilder text;
  private long textBytes;
  private @Nullable ByteArrayOutputStream binary;

  /**
   * Makes the receiver of a WebSocket that is about to open.
   *
   * @param limit most bytes of a message
   * @param opening makes the transport, or nothing if the WebSocket is not wanted
   */
  WebSocketInlet(int limit, Function<WebSocketChannel, Optional<WebSocketTransport>> opening) {
    this.limit = limit;
    this.opening = opening;
  }

  @Override
  public void onOpen(WebSocketChannel channel) {
    Optional<WebSocketTransport> opened = opening.apply(channel);
    if (opened.isEmpty()) {
      channel.close(WebSocketChannel.NO_CODE, null);
      return;
    }
    transport = opened.get();
    String lost = loss;
    if (lost != null) {
      opened.get().onLost(lost);
    }
  }

  @Override
  public void onText(String part, boolean last) {
    WebSocketTransport target = transport;
    if (target == null || target.isClosed()) {
      return;
    }
    if (last && text == null) {
      if (Utf8.fits(part, limit)) {
        target.onText(part);
      } else {
        target.onTooBig(limit);
      }
      return;
    }
    appendText(target, part, last);
  }

  private void appendText(WebSocketTransport target, String part, boolean last) {
    StringBuilder message = text == null ? new StringBuilder() : text;
    textBytes += Utf8.length(part);
    if (textBytes > limit) {
      text = null;
      target.onTooBig(limit);
      return;
    }
    message.append(part);
    if (last) {
      text = null;
      textBytes = 0;
      target.onText(message.toString());
    } else {
      text = message;
    }
  }

  @Override
  public void onBinary(ByteBuffer part, boolean last) {
    WebSocketTransport target = transport;
    if (target == null || target.isClosed()) {
      return;
    }
    ByteArrayOutputStream before = binary;
    int size = before == null ? 0 : before.size();
    if (part.remaining() > limit - size) {
      binary = null;
      target.onTooBig(limit);
      return;
    }
    byte[] copy = new byte[part.remaining()];
    part.get(copy);
    if (last && before == null) {
      target.onBinary(ByteBuffer.wrap(copy));
      return;
    }
    ByteArrayOutputStream message = before == null ? new ByteArrayOutputStream() : before;
    message.writeBytes(copy);
    binary = last ? null : message;
    if (last) {
      target.onBinary(ByteBuffer.wrap(message.toByteArray()));
    }
  }

  @Override
  public void onError(Throwable cause) {
    lose(cause.toString());
  }

  @Override
  public void onClose() {
    lose("");
  }

  /** Both may come, and may come while the WebSocket is still being opened. */
  private void lose(String description) {
    loss = description;
    WebSocketTransport target = transport;
    if (target != null) {
      target.onLost(description);
    }
  }
}
