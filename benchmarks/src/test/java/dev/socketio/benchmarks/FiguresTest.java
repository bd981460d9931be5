package dev.socketio.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.socketio.benchmarks.load.LoadResult;
import org.junit.jupiter.api.Test;

class FiguresTest {

  @Test
  void ratiosAreOfTheSameRoundSoThatASlowRoundDoesNotCount() {
    Figures figures = new Figures();
    figures.add(costing(20), costing(10));
    figures.add(costing(200), costing(100));
    figures.add(costing(36), costing(12));

    assertThat(figures.ratios()).containsExactly(2, 2, 3);
    assertThat(figures.median(LoadResult::cpuPerMessage)).isEqualTo(36);
  }

  @Test
  void theFirstErrorOfAnyRoundIsKept() {
    Figures figures = new Figures();
    figures.add(costing(1), costing(1));
    figures.add(LoadResult.failed("refused"), costing(1));

    assertThat(figures.errors()).isEqualTo(1);
    assertThat(figures.firstError()).isEqualTo("refused");
  }

  private static LoadResult costing(long micros) {
    return new LoadResult(1, 1_000_000_000, micros, 0, "", 1, 1, 1);
  }
}
