package dev.socketio.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.socketio.concurrent.ManualTimer;
import dev.socketio.engine.packet.EnginePacket.Message;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class QueueWatchdogTest {
  private final ManualTimer timer = new ManualTimer();
  private final OutboundQueue queue = new OutboundQueue(1024);
  private final List<String> calls = new ArrayList<>();
  private final QueueWatchdog watchdog =
      new QueueWatchdog(queue, Duration.ofSeconds(45), timer, () -> calls.add("expired"));

  @Test
  void nothingIsWatchedAfterTheStop() {
    queue.offer(List.of(new Message("a")), timer.nanoTime());
    watchdog.stop();
    watchdog.watch();
    assertThat(timer.scheduled()).isZero();
  }

  @Test
  void anExpiredPacketIsToldAndTheWatchGoesOnUntilItIsStopped() {
    queue.offer(List.of(new Message("a")), timer.nanoTime());
    watchdog.watch();
    watchdog.watch();
    assertThat(timer.scheduled()).isEqualTo(1);
    timer.advance(Duration.ofSeconds(45));
    assertThat(calls).containsExactly("expired");
    watchdog.stop();
    assertThat(timer.scheduled()).isZero();
  }
}
