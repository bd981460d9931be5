package dev.socketio.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ScenariosTest {

  @Test
  void theBeginningOfANameStandsForAllThatBeginSo() {
    assertThat(Scenarios.chosen(List.of("echo-100")))
        .extracting(Scenario::name)
        .containsExactly("echo-100-1-32", "echo-100-1-1024", "echo-100-16-32", "echo-100-16-1024");
  }

  @Test
  void everyNameOfTheQuickGroupIsKnown() {
    assertThat(Scenarios.chosen(List.of(Scenarios.QUICK))).hasSize(5);
  }

  @Test
  void anUnknownNameIsRefusedWithThoseThereAre() {
    assertThatThrownBy(() -> Scenarios.chosen(List.of("ecko")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("ecko")
        .hasMessageContaining("echo-100-1-32")
        .hasMessageContaining("jmh");
  }

  @Test
  void idleAloneChoosesNoLoad() {
    assertThat(Scenarios.chosen(List.of(Scenarios.IDLE))).isEmpty();
    assertThat(Scenarios.idle(List.of(Scenarios.IDLE))).isTrue();
  }
}
