package dev.socketio.benchmarks.load;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What all connections of one load count together.
 *
 * <p>Threading: for one thread.
 */
final class Meter {
  private final LatencyHistogram latencies = new LatencyHistogram();
  private final long[] perConnection;
  private boolean measuring;
  private boolean draining;
  private long now = System.nanoTime();
  private long messages;
  private long errors;
  private @Nullable String firstError;
  private int ready;
  private long startNanos;
  private long endNanos;
  private long startCpu;
  private long endCpu;

  Meter(int connections) {
    this.perConnection = new long[connections];
  }

  /** Looks at the clock, once for all that one read brings. */
  long tick() {
    now = System.nanoTime();
    return now;
  }

  /** {@return the time of the last {@link #tick}} */
  long now() {
    return now;
  }

  /** Counts a connection that has finished its handshakes. */
  void ready() {
    ready++;
  }

  /** {@return how many connections are ready} */
  int readyCount() {
    return ready;
  }

  /** {@return whether anything went wrong} */
  boolean hasErrors() {
    return errors > 0;
  }

  /** {@return whether all connections are ready} */
  boolean allReady() {
    return ready == perConnection.length;
  }

  /**
   * Counts one whole exchange.
   *
   * @param connection index of the connection
   * @param sentNanos when it began
   */
  void count(int connection, long sentNanos) {
    if (measuring) {
      messages++;
      perConnection[connection]++;
      latencies.record(now - sentNanos);
    }
  }

  /**
   * Counts what went wrong.
   *
   * @param what description
   */
  void error(String what) {
    errors++;
    if (firstError == null) {
      firstError = what;
    }
  }

  /** {@return whether nothing new shall be sent} */
  boolean draining() {
    return draining;
  }

  void startWindow(long cpuMicros) {
    startCpu = cpuMicros;
    startNanos = tick();
    measuring = true;
  }

  void endWindow(long cpuMicros) {
    endCpu = cpuMicros;
    endNanos = tick();
    measuring = false;
    draining = true;
  }

  LoadResult result() {
    return new LoadResult(
        messages,
        endNanos - startNanos,
        endCpu - startCpu,
        errors,
        firstError == null ? "" : firstError,
        fairness(perConnection),
        latencies.quantile(0.5) / 1e6,
        latencies.quantile(0.99) / 1e6);
  }

  /** {@return the 5th percentile relative to the mean} */
  static double fairness(long[] counts) {
    long[] sorted = counts.clone();
    Arrays.sort(sorted);
    double mean = Arrays.stream(sorted).average().orElse(0);
    return mean == 0 ? 0 : sorted[sorted.length / 20] / mean;
  }
}
