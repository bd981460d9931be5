package dev.socketio.benchmarks.load;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * The selector loop of one load; connections act while the caller turns it.
 *
 * <p>Threading: for one thread.
 */
final class LoadLoop implements AutoCloseable {
  private static final int BUFFER_BYTES = 256 * 1024;
  private static final long SELECT_MILLIS = 20;

  private final Selector selector = Selector.open();
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);

  LoadLoop() throws IOException {}

  /** Prepares a channel, which shall be connected next. */
  SelectionKey register(SocketChannel channel, Connection connection) throws IOException {
    channel.configureBlocking(false);
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    return channel.register(selector, SelectionKey.OP_CONNECT, connection);
  }

  /** Lets the connections act for some time. */
  void turn(Duration time) throws IOException {
    turnUntil(() -> false, time);
  }

  /**
   * Lets the connections act until a condition holds.
   *
   * @return whether it held before the time was over
   */
  boolean turnUntil(BooleanSupplier condition, Duration limit) throws IOException {
    long end = System.nanoTime() + limit.toNanos();
    while (!condition.getAsBoolean()) {
      long left = end - System.nanoTime();
      if (left <= 0) {
        return false;
      }
      long millis = Math.max(1, Math.min(SELECT_MILLIS, Duration.ofNanos(left).toMillis()));
      selector.select(key -> ((Connection) key.attachment()).ready(buffer), millis);
    }
    return true;
  }

  @Override
  public void close() throws IOException {
    for (SelectionKey key : List.copyOf(selector.keys())) {
      ((Connection) key.attachment()).close();
    }
    selector.close();
  }
}
