package dev.socketio.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class MeterTest {

  @Test
  void quantilesAreAtMostAThirtySecondTooHigh() {
    LatencyHistogram histogram = new LatencyHistogram();
    LongStream.rangeClosed(1, 100_000).map(value -> value * 1_000).forEach(histogram::record);

    assertThat((double) histogram.quantile(0.5)).isBetween(50e6, 50e6 * 33 / 32);
    assertThat((double) histogram.quantile(0.99)).isBetween(99e6, 99e6 * 33 / 32);
  }

  @Test
  void durationsFromZeroToTheLongestHaveABucket() {
    LatencyHistogram histogram = new LatencyHistogram();
    histogram.record(0);
    assertThat(histogram.quantile(1)).isZero();

    histogram.record(Long.MAX_VALUE);
    assertThat(histogram.quantile(1)).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void fairnessIsOneWhereAllGetTheSameAndZeroWhereATwentiethStarves() {
    assertThat(Meter.fairness(LongStream.generate(() -> 7).limit(100).toArray())).isEqualTo(1);
    long[] starved = LongStream.generate(() -> 100).limit(100).toArray();
    java.util.Arrays.fill(starved, 0, 6, 0);
    assertThat(Meter.fairness(starved)).isZero();
  }

  @Test
  void onlyTheWindowCounts() {
    Meter meter = new Meter(2);
    meter.count(0, meter.tick());
    meter.startWindow(1_000);
    meter.count(1, meter.tick());
    meter.endWindow(3_000);
    meter.count(0, meter.tick());

    LoadResult result = meter.result();
    assertThat(result.messages()).isEqualTo(1);
    assertThat(result.cpuPerMessage()).isCloseTo(2_000, within(0.1));
  }
}
