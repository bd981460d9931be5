package dev.socketio.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ContestantTest {

  @Test
  void anApplicationNamesItsServersInAllContainers() {
    assertThat(Contestant.named("raw,jetty-direct"))
        .extracting(Contestant::name)
        .containsExactly("jetty-raw", "jetty-direct", "tomcat-raw");
  }

  @Test
  void oneUnknownNameAmongKnownOnesIsRefused() {
    assertThatThrownBy(() -> Contestant.named("raw,dirct"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("dirct")
        .hasMessageContaining("jetty-direct");
  }
}
