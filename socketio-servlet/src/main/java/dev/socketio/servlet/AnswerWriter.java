package dev.socketio.servlet;

import dev.socketio.engine.transport.HttpExchange.Completion;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;

/**
 * Writes one answer as fast as the client takes it, without holding a thread. It goes out in
 * slices, since some containers copy whatever they cannot send at once.
 *
 * <p>Threading: called by the container, one call at a time.
 */
final class AnswerWriter implements WriteListener {

  private static final int SLICE = 64 * 1024;

  private final ServletOutputStream out;
  private final byte[] content;
  private final Completion done;
  private int written;

  private AnswerWriter(ServletOutputStream out, byte[] content, Completion done) {
    this.out = out;
    this.content = content;
    this.done = done;
  }

  /**
   * Starts to write.
   *
   * @param content at least one byte
   * @param done called when the container has taken the last byte, or with what went wrong;
   *     possibly several times
   * @throws IllegalStateException if the container does not allow asynchronous writing any more
   */
  static void start(ServletOutputStream out, byte[] content, Completion done) {
    out.setWriteListener(new AnswerWriter(out, content, done));
  }

  @Override
  public void onWritePossible() throws IOException {
    while (out.isReady()) {
      if (written == content.length) {
        done.completed(null);
        return;
      }
      int length = Math.min(SLICE, content.length - written);
      out.write(content, written, length);
      written += length;
    }
  }

  @Override
  public void onError(Throwable failure) {
    done.completed(failure);
  }
}
