package dev.socketio.concurrent;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An executor that does nothing until told, and threads that do so neither. */
class UnstarvedExecutorTest {
  @RegisterExtension final CapturedLog log = new CapturedLog();

  private final Deque<Runnable> usual = new ArrayDeque<>();
  private final Deque<Runnable> threads = new ArrayDeque<>();
  private final ManualTimer timer = new ManualTimer();
  private final UnstarvedExecutor executor = new UnstarvedExecutor(usual::add, timer, threads::add);
  private final List<Integer> seen = new ArrayList<>();

  private void give(int... numbers) {
    IntStream.of(numbers).forEach(number -> executor.execute(() -> seen.add(number)));
  }

  private static void run(Deque<Runnable> tasks) {
    while (!tasks.isEmpty()) {
      tasks.remove().run();
    }
  }

  @Test
  void whatBeginsInTimeNeedsNoSpareThread() {
    give(1, 2);
    timer.advance(UnstarvedExecutor.PATIENCE.minusNanos(1));
    run(usual);
    timer.advance(UnstarvedExecutor.PATIENCE);
    assertThat(threads).isEmpty();
    assertThat(seen).containsExactly(1, 2);
    assertThat(timer.scheduled()).isZero();
  }

  @Test
  void whatRunsOnTheSpotNeedsNoClock() {
    UnstarvedExecutor direct = new UnstarvedExecutor(Runnable::run, timer, threads::add);
    direct.execute(() -> seen.add(1));
    assertThat(seen).containsExactly(1);
    assertThat(timer.scheduled()).isZero();
  }

  @Test
  void whatIsLateRunsOnASpareThreadAndNotTwice() {
    give(1, 2);
    timer.advance(UnstarvedExecutor.PATIENCE);
    run(threads);
    assertThat(seen).containsExactly(1, 2);
    run(usual);
    assertThat(seen).containsExactly(1, 2);
  }

  @Test
  void whatCameLaterHasItsTime() {
    give(1);
    timer.advance(Duration.ofMillis(30));
    give(2);
    timer.advance(Duration.ofMillis(20));
    run(threads);
    assertThat(seen).containsExactly(1);
    timer.advance(UnstarvedExecutor.PATIENCE);
    run(threads);
    assertThat(seen).containsExactly(1, 2);
  }

  @Test
  void whatComesAfterAQuietTimeIsWatchedToo() {
    give(1);
    timer.advance(UnstarvedExecutor.PATIENCE);
    run(threads);
    timer.advance(Duration.ofHours(1));
    give(2);
    timer.advance(UnstarvedExecutor.PATIENCE);
    run(threads);
    assertThat(seen).containsExactly(1, 2);
  }

  @Test
  void spareThreadsAreNotWithoutNumber() {
    give(IntStream.range(0, 500).toArray());
    timer.advance(Duration.ofSeconds(5));
    assertThat(threads).hasSize(UnstarvedExecutor.SPARES);
    threads.remove().run();
    assertThat(seen).hasSize(500);
  }

  @Test
  void whoeverBlocksIsMadeUpFor() {
    give(IntStream.range(0, 500).toArray());
    timer.advance(Duration.ofSeconds(5));
    executor.blocks();
    executor.blocks();
    executor.goesOn();
    timer.advance(UnstarvedExecutor.PATIENCE);
    assertThat(threads).hasSize(UnstarvedExecutor.SPARES + 1);
  }

  @Test
  void aSpareThreadThatEndsMakesRoomForAnother() {
    for (int i = 0; i < 3 * UnstarvedExecutor.SPARES; i++) {
      give(i);
      timer.advance(UnstarvedExecutor.PATIENCE);
      run(threads);
    }
    assertThat(seen).hasSize(3 * UnstarvedExecutor.SPARES);
  }

  @Test
  void threadsThatAreRefusedAreAskedForAgain() {
    Deque<Runnable> granted = new ArrayDeque<>();
    List<Runnable> refused = new ArrayList<>();
    UnstarvedExecutor poor =
        new UnstarvedExecutor(
            usual::add,
            timer,
            task -> {
              if (refused.size() < 100) {
                refused.add(task);
                throw new OutOfMemoryError("unable to create native thread");
              }
              granted.add(task);
            });
    poor.execute(() -> seen.add(1));
    timer.advance(UnstarvedExecutor.PATIENCE.multipliedBy(101));
    run(granted);
    assertThat(seen).containsExactly(1);
  }

  @Test
  void aTaskThatFailsCostsTheOthersNothing() {
    executor.execute(
        () -> {
          throw new IllegalStateException("broken");
        });
    give(1);
    timer.advance(UnstarvedExecutor.PATIENCE);
    threads.remove().run();
    assertThat(seen).containsExactly(1);
  }

  @Test
  void anExecutorThatTakesATaskAndFailsDoesNotMakeItRunTwice() {
    UnstarvedExecutor failing =
        new UnstarvedExecutor(
            task -> {
              usual.add(task);
              task.run();
            },
            timer,
            threads::add);
    failing.execute(() -> seen.add(1));
    run(usual);
    assertThat(seen).containsExactly(1);
  }
}
