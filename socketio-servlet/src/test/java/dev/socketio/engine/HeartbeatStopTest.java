package dev.socketio.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.socketio.concurrent.ManualTimer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What comes too late for a heartbeat, because the session ended on another thread. */
class HeartbeatStopTest {
  private final ManualTimer timer = new ManualTimer();
  private final List<String> calls = new ArrayList<>();
  private final Heartbeat heartbeat =
      new Heartbeat(
          EngineOptions.defaults(), timer, () -> calls.add("ping"), () -> calls.add("expired"));

  @Test
  void aStartAfterTheStopStartsNothing() {
    heartbeat.stop();
    heartbeat.start();
    assertThat(timer.scheduled()).isZero();
  }

  @Test
  void aPongAfterTheStopStartsNothing() {
    heartbeat.start();
    timer.advance(Duration.ofSeconds(25));
    heartbeat.stop();
    heartbeat.onPong();
    heartbeat.onTraffic();
    timer.advance(Duration.ofHours(1));
    assertThat(calls).containsExactly("ping");
    assertThat(timer.scheduled()).isZero();
  }
}
