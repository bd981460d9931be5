package dev.socketio.benchmarks;

import dev.socketio.benchmarks.load.LoadResult;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

/**
 * The windows of one server in one scenario, and those of its raw counterpart in the same rounds.
 *
 * <p>Threading: for one thread.
 */
final class Figures {
  private final List<LoadResult> own = new ArrayList<>();
  private final List<LoadResult> reference = new ArrayList<>();

  /** Adds the results of one round. */
  void add(LoadResult result, LoadResult referenceResult) {
    own.add(result);
    reference.add(referenceResult);
  }

  boolean isEmpty() {
    return own.isEmpty();
  }

  /** {@return median of one figure} */
  double median(ToDoubleFunction<LoadResult> figure) {
    return median(own.stream().mapToDouble(figure));
  }

  /** {@return median, least and greatest of the ratios to the raw server of the same round} */
  double[] ratios() {
    double[] ratios = new double[own.size()];
    for (int round = 0; round < ratios.length; round++) {
      ratios[round] = own.get(round).cpuPerMessage() / reference.get(round).cpuPerMessage();
    }
    return new double[] {
      median(DoubleStream.of(ratios)),
      DoubleStream.of(ratios).min().orElse(Double.NaN),
      DoubleStream.of(ratios).max().orElse(Double.NaN)
    };
  }

  long errors() {
    return own.stream().mapToLong(LoadResult::errors).sum();
  }

  /** {@return the first error of any round, empty if there was none} */
  String firstError() {
    return own.stream()
        .map(LoadResult::firstError)
        .filter(error -> !error.isEmpty())
        .findFirst()
        .orElse("");
  }

  private static double median(DoubleStream values) {
    double[] sorted = values.sorted().toArray();
    if (sorted.length == 0) {
      return Double.NaN;
    }
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
