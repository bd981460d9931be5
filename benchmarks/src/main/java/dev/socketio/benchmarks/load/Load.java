package dev.socketio.benchmarks.load;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * The course that all loads take: connect, warm up, measure, await what is under way, close.
 *
 * @param <C> kind of connection
 */
abstract class Load<C> implements AutoCloseable {
  /**
   * How many connect at the same time; beyond the accept queue of a server one would measure lost
   * packets.
   */
  private static final int CONNECTING = 64;

  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(60);
  private static final Duration DRAIN_LIMIT = Duration.ofSeconds(10);
  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(3);

  private final LoadLoop loop = new LoadLoop();
  private final List<C> connections = new ArrayList<>();
  private final Target target;
  private final Meter meter;
  private final int wanted;

  Load(Target target, int wanted) throws IOException {
    this.target = target;
    this.wanted = wanted;
    this.meter = new Meter(wanted);
  }

  /** {@return a new connection that has begun to connect} */
  abstract C open(int index) throws IOException;

  /** Sends the first messages. */
  abstract void start() throws IOException;

  /** {@return whether every message has got its answer} */
  abstract boolean isQuiet();

  /** Says goodbye on one connection. */
  abstract void leave(C connection) throws IOException;

  /** {@return whether the goodbye has been answered} */
  abstract boolean hasLeft(C connection);

  /** Runs the load to its end. */
  final LoadResult run(Pace pace) throws IOException {
    connectAll();
    start();
    loop.turn(pace.warmUp());
    meter.startWindow(target.cpuMicros().getAsLong());
    loop.turn(pace.window());
    meter.endWindow(target.cpuMicros().getAsLong());
    if (!loop.turnUntil(this::isQuiet, DRAIN_LIMIT)) {
      meter.error("answers still missing after " + DRAIN_LIMIT);
    }
    leaveAll();
    return meter.result();
  }

  final void connectAll() throws IOException {
    long end = System.nanoTime() + CONNECT_LIMIT.toNanos();
    while (!meter.allReady()) {
      while (connections.size() < wanted && connections.size() - meter.readyCount() < CONNECTING) {
        connections.add(open(connections.size()));
      }
      int known = meter.readyCount();
      BooleanSupplier progress = () -> meter.readyCount() > known || meter.hasErrors();
      loop.turnUntil(progress, Duration.ofSeconds(1));
      if (meter.hasErrors() || System.nanoTime() > end) {
        throw new IOException(
            "%d of %d connections ready; first error: %s"
                .formatted(meter.readyCount(), wanted, meter.result().firstError()));
      }
    }
  }

  final void leaveAll() throws IOException {
    for (C connection : connections) {
      leave(connection);
    }
    loop.turnUntil(() -> connections.stream().allMatch(this::hasLeft), CLOSE_LIMIT);
  }

  final LoadLoop loop() {
    return loop;
  }

  final Target target() {
    return target;
  }

  final Meter meter() {
    return meter;
  }

  final List<C> connections() {
    return connections;
  }

  @Override
  public void close() throws IOException {
    loop.close();
  }
}
