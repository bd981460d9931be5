package dev.socketio.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.socketio.concurrent.Cancellable;
import dev.socketio.concurrent.ManualTimer;
import dev.socketio.concurrent.TaskTimer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A pong that comes when the task that looks for it has been started, but has not looked yet. */
class HeartbeatRaceTest {
  private final ManualTimer clock = new ManualTimer();
  private final List<Runnable> started = new ArrayList<>();

  /** Its tasks have always been started when somebody wants to cancel them. */
  private final TaskTimer timer =
      new TaskTimer() {
        @Override
        public Cancellable schedule(Duration delay, Runnable task) {
          started.add(task);
          return () -> false;
        }

        @Override
        public long nanoTime() {
          return clock.nanoTime();
        }
      };

  private final List<String> calls = new ArrayList<>();
  private final Heartbeat heartbeat =
      new Heartbeat(
          EngineOptions.defaults(), timer, () -> calls.add("ping"), () -> calls.add("expired"));

  @Test
  void theLateTaskDoesNothingAndStartsNoSecondRowOfTasks() {
    heartbeat.start();
    clock.advance(Duration.ofSeconds(25));
    started.get(0).run();
    heartbeat.onPong();
    assertThat(calls).containsExactly("ping");
    assertThat(started).hasSize(3);
    started.get(1).run();
    assertThat(started).as("tasks after the late one").hasSize(3);
    clock.advance(Duration.ofSeconds(25));
    started.get(2).run();
    assertThat(calls).containsExactly("ping", "ping");
  }
}
