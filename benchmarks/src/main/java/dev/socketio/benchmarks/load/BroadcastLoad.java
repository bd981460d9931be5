package dev.socketio.benchmarks.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Connections that all receive what the first one asks the server to broadcast; a number of
 * broadcasts is kept under way. One message of the result is one delivery.
 */
public final class BroadcastLoad extends Load<BroadcastLoad.Listener> {
  private final ByteBuffer expected;
  private final ByteBuffer trigger;
  private final int receivers;
  private final int underWay;
  // Broadcasts end in the order in which they began, so a place is free again when its broadcast
  // has ended.
  private final long[] sentAt;
  private final int[] missing;
  private int begun;
  private int ended;

  private BroadcastLoad(Target target, int receivers, int underWay, int bytes) throws IOException {
    super(target, receivers);
    String message = Dialect.message("cast", bytes);
    this.expected = ByteBuffer.wrap(message.getBytes(UTF_8));
    this.trigger = Frames.text(message, 1);
    this.receivers = receivers;
    this.underWay = underWay;
    this.sentAt = new long[underWay];
    this.missing = new int[underWay];
  }

  /**
   * Runs it.
   *
   * @param target server
   * @param receivers number of connections
   * @param underWay broadcasts under way at the same time
   * @param bytes size of a message
   * @param pace times
   * @return what was seen
   * @throws IOException if the connections cannot be made
   */
  public static LoadResult run(Target target, int receivers, int underWay, int bytes, Pace pace)
      throws IOException {
    try (BroadcastLoad load = new BroadcastLoad(target, receivers, underWay, bytes)) {
      return load.run(pace);
    }
  }

  @Override
  Listener open(int index) throws IOException {
    Listener connection = new Listener(index);
    connection.connect(target().address());
    return connection;
  }

  @Override
  void start() throws IOException {
    for (int i = 0; i < underWay; i++) {
      broadcast();
    }
  }

  @Override
  boolean isQuiet() {
    return ended == begun;
  }

  @Override
  void leave(Listener connection) throws IOException {
    connection.sayGoodbye();
  }

  @Override
  boolean hasLeft(Listener connection) {
    return connection.isClosed();
  }

  private void broadcast() throws IOException {
    int place = begun++ % underWay;
    sentAt[place] = meter().now();
    missing[place] = receivers;
    connections().get(0).write(trigger.rewind());
  }

  /** One of the connections. */
  final class Listener extends WebSocketConnection {
    private final int index;
    private int next;

    Listener(int index) throws IOException {
      super(
          loop(),
          target().dialect(),
          target().dialect().broadcastPath(),
          BroadcastLoad.this.meter());
      this.index = index;
    }

    @Override
    void onMessage(ByteBuffer message) throws IOException {
      if (!expected.equals(message)) {
        meter().error("unexpected message " + HttpText.string(message, message.limit(), UTF_8));
        return;
      }
      int place = next++ % underWay;
      meter().count(index, sentAt[place]);
      missing[place]--;
      if (missing[place] == 0) {
        ended++;
        if (!meter().draining()) {
          broadcast();
        }
      }
    }

    @Override
    void onBatchEnd() {}
  }
}
