package dev.socketio.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.socketio.concurrent.ManualTimer;
import dev.socketio.servlet.EngineEndpoint.Arrival;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PendingUpgradesTest {

  private Instant now = Instant.EPOCH;
  private final PendingUpgrades pending = new PendingUpgrades(() -> now);
  private final Arrival arrival =
      new Arrival(
          new FakeReceiver(), new WebSocketSettings(1, false, Runnable::run, new ManualTimer()));

  @Test
  void arrivalIsHandedOverOnce() {
    String nonce = pending.put(arrival);

    assertThat(pending.take(nonce)).isSameAs(arrival);
    assertThat(pending.take(nonce)).isNull();
  }

  @Test
  void guessedOrMissingNonceFindsNothing() {
    pending.put(arrival);

    assertThat(pending.take("x")).isNull();
    assertThat(pending.take(null)).isNull();
  }

  @Test
  void noncesDiffer() {
    assertThat(pending.put(arrival)).isNotEqualTo(pending.put(arrival)).hasSize(24);
  }

  @Test
  void upgradeThatNeverOpensIsForgotten() {
    String nonce = pending.put(arrival);
    now = now.plus(PendingUpgrades.LIFETIME).plusMillis(1);

    assertThat(pending.take(nonce)).isNull();
  }

  @Test
  void forgottenUpgradesCostNoMemory() {
    pending.put(arrival);
    now = now.plus(PendingUpgrades.LIFETIME).plusMillis(1);
    pending.put(arrival);

    assertThat(pending.size()).isEqualTo(1);
  }
}
