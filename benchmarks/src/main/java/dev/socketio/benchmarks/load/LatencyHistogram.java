package dev.socketio.benchmarks.load;

/**
 * Counts durations in buckets that are at most 1/32 of their value wide.
 *
 * <p>Threading: for one thread.
 */
final class LatencyHistogram {
  private static final int SUB_BITS = 5;
  private static final int SUB_BUCKETS = 1 << SUB_BITS;

  private final long[] counts = new long[(Long.SIZE - SUB_BITS) * SUB_BUCKETS];
  private long total;

  /**
   * Counts one.
   *
   * @param nanos duration, not negative
   */
  void record(long nanos) {
    counts[bucket(nanos)]++;
    total++;
  }

  /**
   * {@return upper bound of the bucket in which a quantile falls, in nanoseconds; 0 if nothing was
   * recorded}
   *
   * @param quantile between 0 and 1
   */
  long quantile(double quantile) {
    long wanted = (long) Math.ceil(quantile * total);
    long seen = 0;
    for (int bucket = 0; bucket < counts.length; bucket++) {
      seen += counts[bucket];
      if (seen >= wanted && seen > 0) {
        return upperBound(bucket);
      }
    }
    return 0;
  }

  private static int bucket(long nanos) {
    if (nanos < SUB_BUCKETS) {
      return (int) nanos;
    }
    int shift = Long.SIZE - 1 - SUB_BITS - Long.numberOfLeadingZeros(nanos);
    return shift * SUB_BUCKETS + (int) (nanos >>> shift);
  }

  private static long upperBound(int bucket) {
    if (bucket < SUB_BUCKETS) {
      return bucket;
    }
    int shift = bucket / SUB_BUCKETS - 1;
    long top = bucket - (long) shift * SUB_BUCKETS;
    return ((top + 1) << shift) - 1;
  }
}
