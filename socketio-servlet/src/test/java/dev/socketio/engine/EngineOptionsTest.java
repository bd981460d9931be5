package dev.socketio.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class EngineOptionsTest {
  @Test
  void theDefaultsAreThoseOfTheReference() {
    EngineOptions options = EngineOptions.defaults();
    assertThat(options.pingInterval()).isEqualTo(Duration.ofSeconds(25));
    assertThat(options.pingTimeout()).isEqualTo(Duration.ofSeconds(20));
    assertThat(options.upgradeTimeout()).isEqualTo(Duration.ofSeconds(10));
    assertThat(options.maxHttpBufferSize()).isEqualTo(1_000_000);
    assertThat(options.transports()).isEqualTo(EnumSet.allOf(TransportName.class));
    assertThat(options.allowUpgrades()).isTrue();
    assertThat(options.closeTimeout()).isEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void whatTheReferenceDoesNotLimitIsLimited() {
    EngineOptions options = EngineOptions.defaults();
    assertThat(options.bodyTimeout()).isEqualTo(Duration.ofSeconds(30));
    assertThat(options.sendQueueBytes()).isEqualTo(8 * 1024 * 1024);
    assertThat(options.sendQueueAge()).isEqualTo(Duration.ofSeconds(45));
  }

  static Stream<Arguments> refused() {
    return Stream.of(
        refused("pingInterval: PT0S is not allowed", o -> o.pingInterval(Duration.ZERO)),
        refused("pingTimeout: PT-1S is not allowed", o -> o.pingTimeout(Duration.ofSeconds(-1))),
        refused("upgradeTimeout: PT312H", o -> o.upgradeTimeout(Duration.ofDays(13))),
        refused("bodyTimeout: PT0.0009S", o -> o.bodyTimeout(Duration.ofNanos(900_000))),
        refused("closeTimeout: PT0S", o -> o.closeTimeout(Duration.ZERO)),
        refused("sendQueueAge: PT0S", o -> o.sendQueueAge(Duration.ZERO)),
        refused(
            "maxHttpBufferSize: 0 is not allowed; give 1 to 1073741824",
            o -> o.maxHttpBufferSize(0)),
        refused("maxHttpBufferSize: 1073741825", o -> o.maxHttpBufferSize((1 << 30) + 1)),
        refused("sendQueueBytes: 1023 is not allowed; give 1024", o -> o.sendQueueBytes(1023)),
        refused("transports: an empty set is not allowed", o -> o.transports(List.of())));
  }

  private static Arguments refused(
      String message, UnaryOperator<EngineOptions.Builder> configuration) {
    return Arguments.of(message, configuration);
  }

  @ParameterizedTest
  @MethodSource("refused")
  void aValueOutOfRangeIsRefusedWithOptionValueAndRange(
      String message, UnaryOperator<EngineOptions.Builder> configuration) {
    EngineOptions.Builder builder = configuration.apply(EngineOptions.builder());
    assertThatIllegalArgumentException()
        .isThrownBy(builder::build)
        .withMessageStartingWith(message);
  }

  @Test
  void theLimitsThemselvesAreAllowed() {
    EngineOptions options =
        EngineOptions.builder()
            .pingInterval(Duration.ofMillis(1))
            .pingTimeout(Duration.ofDays(12))
            .maxHttpBufferSize(1)
            .sendQueueBytes(1024)
            .transports(Set.of(TransportName.WEBSOCKET))
            .build();
    assertThat(options.pingInterval()).isEqualTo(Duration.ofMillis(1));
    assertThat(options.pingTimeout()).isEqualTo(Duration.ofDays(12));
    assertThat(options.maxHttpBufferSize()).isEqualTo(1);
    assertThat(options.sendQueueBytes()).isEqualTo(1024);
    assertThat(options.transports()).containsExactly(TransportName.WEBSOCKET);
  }
}
