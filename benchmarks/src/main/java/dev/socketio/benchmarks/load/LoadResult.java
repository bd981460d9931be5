package dev.socketio.benchmarks.load;

/**
 * What was seen in one window.
 *
 * @param messages whole exchanges; deliveries where one message goes to many
 * @param nanos length of the window
 * @param cpuMicros CPU time of the server in the window
 * @param errors wrong or missing answers and lost connections, from the first handshake to the last
 *     close
 * @param firstError the first of them, empty if there was none
 * @param fairness messages of the connection at the 5th percentile, relative to the mean of all
 *     connections
 * @param p50Millis median latency
 * @param p99Millis latency at the 99th percentile
 */
public record LoadResult(
    long messages,
    long nanos,
    long cpuMicros,
    long errors,
    String firstError,
    double fairness,
    double p50Millis,
    double p99Millis) {

  /** {@return the result of a load that could not be run} */
  public static LoadResult failed(String error) {
    return new LoadResult(0, 1, 0, 1, error, 0, 0, 0);
  }

  /** {@return CPU microseconds of the server for each message} */
  public double cpuPerMessage() {
    return messages == 0 ? Double.NaN : (double) cpuMicros / messages;
  }

  /** {@return messages per second} */
  public double rate() {
    return messages * 1e9 / nanos;
  }

  /** {@return share of one core that the server used; near 1 when it was the bottleneck} */
  public double busy() {
    return cpuMicros * 1e3 / nanos;
  }
}
