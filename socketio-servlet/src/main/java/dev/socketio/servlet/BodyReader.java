package dev.socketio.servlet;

import dev.socketio.engine.transport.HttpExchange.BodyReceiver;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Reads a request body as it arrives, up to a limit. The buffer grows with what is there, never
 * with what {@code Content-Length} promises. Of a body over the limit, as much again is read and
 * dropped, so that most clients get to read the refusal instead of a broken connection; then the
 * connection is given up.
 *
 * <p>Threading: called by the container, one call at a time, except for {@link #fail}.
 */
final class BodyReader implements ReadListener {

  private static final int FIRST_BUFFER = 2 * 1024;
  private static final int LEAST_DRAINED = 64 * 1024;

  private final ServletInputStream in;
  private final int limit;
  private final long readAtMost;
  private final BodyReceiver receiver;
  private final Consumer<Throwable> receiverFailed;
  private final AtomicBoolean told = new AtomicBoolean();
  private byte[] buffer;
  private int buffered;
  private volatile long total;
  private volatile boolean atEnd;

  /**
   * Prepares to read.
   *
   * @param limit greatest number of bytes handed on
   * @param receiver told once how it went
   * @param receiverFailed gets what the receiver throws
   */
  BodyReader(
      ServletInputStream in, int limit, BodyReceiver receiver, Consumer<Throwable> receiverFailed) {
    this.in = in;
    this.limit = limit;
    this.readAtMost = limit + (long) Math.max(limit, LEAST_DRAINED);
    this.receiver = receiver;
    this.receiverFailed = receiverFailed;
    this.buffer = new byte[(int) Math.min(FIRST_BUFFER, limit + 1L)];
  }

  /**
   * Starts to read.
   *
   * @throws IllegalStateException if the container does not allow asynchronous reading
   */
  void start() {
    in.setReadListener(this);
  }

  /** {@return whether the whole body was read, so that the connection can carry another request} */
  boolean isAtEnd() {
    return atEnd;
  }

  @Override
  public void onDataAvailable() throws IOException {
    while (!told.get() && in.isReady()) {
      makeRoom();
      int count = in.read(buffer, buffered, buffer.length - buffered);
      if (count < 0) {
        return;
      }
      take(count);
    }
  }

  private void makeRoom() {
    if (total > limit) {
      buffered = 0;
    } else if (buffered == buffer.length) {
      long doubled = Math.min(2L * buffer.length, limit + 1L);
      buffer = Arrays.copyOf(buffer, (int) doubled);
    }
  }

  private void take(int count) {
    buffered += count;
    long now = total + count;
    total = now;
    if (now > readAtMost) {
      tell(receiver::onTooLarge);
    }
  }

  @Override
  public void onAllDataRead() {
    atEnd = true;
    if (total > limit) {
      tell(receiver::onTooLarge);
    } else {
      byte[] body = buffered == buffer.length ? buffer : Arrays.copyOf(buffer, buffered);
      tell(() -> receiver.onBody(body));
    }
  }

  @Override
  public void onError(Throwable failure) {
    fail(failure);
  }

  /**
   * Gives up, unless the receiver knows already how it went.
   *
   * @param cause why
   */
  void fail(Throwable cause) {
    if (total > limit) {
      tell(receiver::onTooLarge);
    } else {
      tell(() -> receiver.onFailure(cause));
    }
  }

  private void tell(Runnable call) {
    if (!told.compareAndSet(false, true)) {
      return;
    }
    try {
      call.run();
    } catch (RuntimeException | Error failure) {
      receiverFailed.accept(failure);
    }
  }
}
