package dev.socketio.benchmarks.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Connections that each keep a number of messages in flight and await the same message back. */
public final class EchoLoad extends Load<EchoLoad.Echo> {
  private final int depth;
  private final ByteBuffer expected;
  private final ByteBuffer frames;
  private final int frameBytes;
  private long inFlight;

  private EchoLoad(Target target, int connections, int depth, int bytes) throws IOException {
    super(target, connections);
    this.depth = depth;
    String message = Dialect.message("echo", bytes);
    this.expected = ByteBuffer.wrap(message.getBytes(UTF_8));
    this.frames = Frames.text(message, depth);
    this.frameBytes = frames.limit() / depth;
  }

  /**
   * Runs it.
   *
   * @param target server
   * @param connections number of connections
   * @param depth messages in flight on each
   * @param bytes size of a message
   * @param pace times
   * @return what was seen
   * @throws IOException if the connections cannot be made
   */
  public static LoadResult run(Target target, int connections, int depth, int bytes, Pace pace)
      throws IOException {
    try (EchoLoad load = new EchoLoad(target, connections, depth, bytes)) {
      return load.run(pace);
    }
  }

  @Override
  Echo open(int index) throws IOException {
    Echo connection = new Echo(index);
    connection.connect(target().address());
    return connection;
  }

  @Override
  void start() throws IOException {
    for (Echo connection : connections()) {
      connection.send(depth);
    }
  }

  @Override
  boolean isQuiet() {
    return inFlight == 0;
  }

  @Override
  void leave(Echo connection) throws IOException {
    connection.sayGoodbye();
  }

  @Override
  boolean hasLeft(Echo connection) {
    return connection.isClosed();
  }

  /** One of the connections. */
  final class Echo extends WebSocketConnection {
    private final int index;
    private final long[] sentAt = new long[depth];
    private int oldest;
    private int free;
    private int due;

    Echo(int index) throws IOException {
      super(loop(), target().dialect(), target().dialect().echoPath(), EchoLoad.this.meter());
      this.index = index;
    }

    void send(int count) throws IOException {
      long now = meter().now();
      for (int i = 0; i < count; i++) {
        sentAt[free] = now;
        free = free + 1 == depth ? 0 : free + 1;
      }
      inFlight += count;
      write(frames.clear().limit(count * frameBytes));
    }

    @Override
    void onMessage(ByteBuffer message) {
      if (!expected.equals(message)) {
        meter().error("unexpected message " + HttpText.string(message, message.limit(), UTF_8));
        return;
      }
      meter().count(index, sentAt[oldest]);
      oldest = oldest + 1 == depth ? 0 : oldest + 1;
      inFlight--;
      due++;
    }

    @Override
    void onBatchEnd() throws IOException {
      int count = due;
      due = 0;
      if (count > 0 && !meter().draining()) {
        send(count);
      }
    }
  }
}
