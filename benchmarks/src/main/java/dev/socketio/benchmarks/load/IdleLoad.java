package dev.socketio.benchmarks.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** WebSockets that only stay open and answer pings, to see how much memory they take. */
public final class IdleLoad extends Load<IdleLoad.Idle> {
  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(60);

  /**
   * What the connections take.
   *
   * @param heap bytes of live heap for each
   * @param outside bytes of resident memory outside the heap for each
   * @param errors lost connections
   */
  public record Memory(double heap, double outside, long errors) {}

  private record Usage(long heap, long outside) {}

  private final int wanted;
  private @Nullable String answer;

  private IdleLoad(Target target, int connections) throws IOException {
    super(target, connections);
    this.wanted = connections;
  }

  /**
   * Asks the server for its memory before and after the connections are there.
   *
   * @param target server
   * @param connections number of connections
   * @return what they take
   * @throws IOException if the connections cannot be made or the server does not answer
   */
  public static Memory run(Target target, int connections) throws IOException {
    try (IdleLoad load = new IdleLoad(target, connections)) {
      return load.run();
    }
  }

  private Memory run() throws IOException {
    Usage before = usage();
    connectAll();
    Usage after = usage();
    leaveAll();
    return new Memory(
        (double) (after.heap - before.heap) / wanted,
        (double) (after.outside - before.outside) / wanted,
        meter().result().errors());
  }

  private Usage usage() throws IOException {
    answer = null;
    HttpConnection control = new HttpConnection(loop(), meter());
    control.connect(target().address());
    control.send(HttpConnection.get("/control/memory"), body -> answer = HttpConnection.text(body));
    loop().turnUntil(() -> answer != null || control.isClosed(), ANSWER_LIMIT);
    String text = answer;
    if (text == null) {
      throw new IOException("no answer from /control/memory");
    }
    control.close();
    String[] numbers = text.trim().split(" ", -1);
    return new Usage(Long.parseLong(numbers[0]), Long.parseLong(numbers[1]));
  }

  @Override
  Idle open(int index) throws IOException {
    Idle connection = new Idle();
    connection.connect(target().address());
    return connection;
  }

  @Override
  void start() {}

  @Override
  boolean isQuiet() {
    return true;
  }

  @Override
  void leave(Idle connection) throws IOException {
    connection.sayGoodbye();
  }

  @Override
  boolean hasLeft(Idle connection) {
    return connection.isClosed();
  }

  /** One of the connections. */
  final class Idle extends WebSocketConnection {
    Idle() throws IOException {
      super(loop(), target().dialect(), target().dialect().echoPath(), IdleLoad.this.meter());
    }

    @Override
    void onMessage(ByteBuffer message) {
      meter().error("unexpected message of " + message.remaining() + " bytes");
    }

    @Override
    void onBatchEnd() {}
  }
}
