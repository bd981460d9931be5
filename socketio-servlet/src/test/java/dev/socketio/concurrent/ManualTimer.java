package dev.socketio.concurrent;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A clock that stands still until a test moves it. Tasks run on the thread that calls {@link
 * #advance}, in the order they are due, with the clock showing that time.
 *
 * <p>Threading: safe for use by any thread; tasks run without the lock.
 */
public final class ManualTimer implements TaskTimer {
  private final List<Task> tasks = new ArrayList<>();
  private long now = 1_000_000_000L;
  private long sequence;

  @Override
  public synchronized Cancellable schedule(Duration delay, Runnable task) {
    Task scheduled = new Task(now + Math.max(0, delay.toNanos()), sequence++, task);
    tasks.add(scheduled);
    return () -> remove(scheduled);
  }

  @Override
  public synchronized long nanoTime() {
    return now;
  }

  /**
   * Moves the clock on and runs what falls due, tasks that were scheduled on the way included.
   *
   * @param duration how far
   */
  public void advance(Duration duration) {
    long end = nanoTime() + duration.toNanos();
    for (Optional<Task> due = nextDue(end); due.isPresent(); due = nextDue(end)) {
      due.get().work.run();
    }
    setNow(end);
  }

  /** {@return how many tasks wait: none after everything was closed} */
  public synchronized int scheduled() {
    return tasks.size();
  }

  private synchronized Optional<Task> nextDue(long end) {
    Optional<Task> next =
        tasks.stream()
            .filter(task -> task.at <= end)
            .min(Comparator.comparingLong(Task::at).thenComparingLong(Task::order));
    next.ifPresent(
        task -> {
          tasks.remove(task);
          now = Math.max(now, task.at);
        });
    return next;
  }

  private synchronized void setNow(long time) {
    now = Math.max(now, time);
  }

  private synchronized boolean remove(Task task) {
    return tasks.remove(task);
  }

  private record Task(long at, long order, Runnable work) {}
}
