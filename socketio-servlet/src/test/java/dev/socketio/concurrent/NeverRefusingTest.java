package dev.socketio.concurrent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An executor that takes a task and fails all the same: it could not start a thread for it. */
class NeverRefusingTest {
  @RegisterExtension final CapturedLog log = new CapturedLog();

  private final Deque<Runnable> taken = new ArrayDeque<>();
  private final List<String> seen = new ArrayList<>();
  private final Executor takesAndFails =
      task -> {
        taken.add(task);
        throw new OutOfMemoryError("unable to create native thread");
      };

  private void laterTheExecutorRunsWhatItTook() {
    while (!taken.isEmpty()) {
      taken.remove().run();
    }
  }

  @Test
  void aTaskThatTheStandInHasRunIsNotRunAgain() {
    Executor executor = new NeverRefusing(takesAndFails, Runnable::run);
    executor.execute(() -> seen.add("one"));
    laterTheExecutorRunsWhatItTook();
    assertThat(seen).containsExactly("one");
    assertThat(log.warnings()).hasSize(1);
  }

  @Test
  void aLaneGoesOnInOrder() {
    SerialExecutor lane = new SerialExecutor(takesAndFails);
    lane.execute(() -> seen.add("one"));
    laterTheExecutorRunsWhatItTook();
    lane.execute(() -> seen.add("two"));
    laterTheExecutorRunsWhatItTook();
    assertThat(seen).containsExactly("one", "two");
  }

  @Test
  void aLaneThatQueuesUpAgainGoesOnInOrder() {
    Deque<Runnable> first = new ArrayDeque<>();
    SerialExecutor lane =
        new SerialExecutor(
            task -> {
              if (first.isEmpty() && taken.isEmpty()) {
                first.add(task);
              } else {
                takesAndFails.execute(task);
              }
            });
    List<String> expected = new ArrayList<>();
    for (int i = 0; i <= SerialExecutor.BATCH; i++) {
      String name = "task " + i;
      expected.add(name);
      lane.execute(() -> seen.add(name));
    }
    first.element().run();
    laterTheExecutorRunsWhatItTook();
    assertThat(seen).isEqualTo(expected);
  }
}
