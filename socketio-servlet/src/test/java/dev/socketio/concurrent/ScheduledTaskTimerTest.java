package dev.socketio.concurrent;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(60)
class ScheduledTaskTimerTest {
  @RegisterExtension final CapturedLog log = new CapturedLog();

  @Test
  void runsTasksOnOneDaemonThreadWithTheGivenName() throws Exception {
    try (ScheduledTaskTimer timer = ScheduledTaskTimer.start("a timer")) {
      AtomicReference<Thread> thread = new AtomicReference<>();
      CountDownLatch ran = new CountDownLatch(1);
      timer.schedule(
          Duration.ZERO,
          () -> {
            thread.set(Thread.currentThread());
            ran.countDown();
          });
      ran.await();
      assertThat(thread.get().getName()).isEqualTo("a timer");
      assertThat(thread.get().isDaemon()).isTrue();
    }
  }

  @Test
  void waitsAtLeastTheDelay() throws Exception {
    try (ScheduledTaskTimer timer = ScheduledTaskTimer.start("timer")) {
      CountDownLatch ran = new CountDownLatch(1);
      List<Long> at = Collections.synchronizedList(new ArrayList<>());
      long before = timer.nanoTime();
      timer.schedule(
          Duration.ofMillis(20),
          () -> {
            at.add(timer.nanoTime());
            ran.countDown();
          });
      ran.await();
      assertThat(at.get(0) - before).isGreaterThanOrEqualTo(Duration.ofMillis(20).toNanos());
    }
  }

  @Test
  void aCancelledTaskDoesNotRun() throws Exception {
    try (ScheduledTaskTimer timer = ScheduledTaskTimer.start("timer")) {
      List<String> ran = Collections.synchronizedList(new ArrayList<>());
      // Keeps the timer's thread, so that the task cannot run before it is cancelled.
      CountDownLatch cancelled = new CountDownLatch(1);
      timer.schedule(Duration.ZERO, () -> SerialExecutorTest.awaitUninterrupted(cancelled));
      Cancellable task = timer.schedule(Duration.ofMillis(5), () -> ran.add("cancelled"));
      assertThat(task.cancel()).isTrue();
      assertThat(task.cancel()).isFalse();
      cancelled.countDown();
      CountDownLatch later = new CountDownLatch(1);
      timer.schedule(Duration.ofMillis(10), later::countDown);
      later.await();
      assertThat(ran).isEmpty();
    }
  }

  @Test
  void aTaskThatThrowsIsLoggedAndCostsNoOtherTaskAnything() throws Exception {
    try (ScheduledTaskTimer timer = ScheduledTaskTimer.start("timer")) {
      timer.schedule(
          Duration.ZERO,
          () -> {
            throw new IllegalStateException("no");
          });
      CountDownLatch later = new CountDownLatch(1);
      timer.schedule(Duration.ofMillis(1), later::countDown);
      assertThat(later.await(30, TimeUnit.SECONDS)).isTrue();
      assertThat(log.errors()).containsExactly("A timer task failed");
    }
  }

  @Test
  void closingEndsTheThreadAndForgetsWhatWasScheduled() throws Exception {
    ScheduledTaskTimer timer = ScheduledTaskTimer.start("closing timer");
    AtomicReference<Thread> thread = new AtomicReference<>();
    CountDownLatch ran = new CountDownLatch(1);
    timer.schedule(
        Duration.ZERO,
        () -> {
          thread.set(Thread.currentThread());
          ran.countDown();
        });
    ran.await();
    timer.schedule(Duration.ofHours(1), () -> {});
    timer.close();
    assertThat(thread.get().isAlive()).isFalse();
    assertThat(timer.schedule(Duration.ZERO, () -> {}).cancel()).isFalse();
  }

  @Test
  void aTaskMayCloseItsOwnTimer() throws Exception {
    ScheduledTaskTimer timer = ScheduledTaskTimer.start("timer that closes itself");
    CompletableFuture<Duration> took = new CompletableFuture<>();
    timer.schedule(
        Duration.ZERO,
        () -> {
          long start = System.nanoTime();
          timer.close();
          took.complete(Duration.ofNanos(System.nanoTime() - start));
        });
    assertThat(took.get()).isLessThan(Duration.ofSeconds(1));
  }

  @Test
  void aDelayBeyondAllNanosecondsIsALongOne() {
    try (ScheduledTaskTimer timer = ScheduledTaskTimer.start("timer")) {
      Cancellable scheduled =
          timer.schedule(ChronoUnit.FOREVER.getDuration(), () -> log.errors().add("ran"));
      assertThat(scheduled.cancel()).isTrue();
    }
  }
}
