package dev.socketio.concurrent;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs tasks on an executor, or on spare threads when that has not begun them in time. For tasks
 * that the executor's own threads may be waiting for: when all of those are blocked, none is left
 * to run what would wake them.
 *
 * <p>There are at most {@link #SPARES} spare threads, and one more for each thread that has said by
 * {@link #blocks} that it waits; so those who wait for such tasks, in whatever number, and tasks
 * that do so themselves, cannot use up all threads that would run them. Whoever waits in another
 * way can count on {@link #SPARES} threads only.
 *
 * <p>A task that begins in time costs a place in a queue. The clock runs only while there are
 * tasks, and once for all of them.
 *
 * <p>Threading: safe for use by any thread. A task runs once.
 */
public final class UnstarvedExecutor implements Executor {
  private static final Logger LOGGER = System.getLogger(UnstarvedExecutor.class.getName());

  /** How long a task waits for the executor before spare threads may take it. */
  static final Duration PATIENCE = Duration.ofMillis(50);

  /** Spare threads at most, when nobody is blocked. */
  static final int SPARES = 32;

  private final Executor usual;
  private final TaskTimer timer;
  private final Executor threads;

  /** In the order they came; those that have begun are taken out later. */
  private final Queue<Task> tasks = new ConcurrentLinkedQueue<>();

  private final AtomicBoolean watching = new AtomicBoolean();
  private final AtomicInteger blocked = new AtomicInteger();
  private final AtomicInteger spares = new AtomicInteger();
  private final AtomicBoolean warned = new AtomicBoolean();

  /**
   * Wraps an executor.
   *
   * @param usual where tasks run
   * @param timer tells when a task is late
   * @param threads gives a thread to each task it is handed, at once
   */
  public UnstarvedExecutor(Executor usual, TaskTimer timer, Executor threads) {
    this.usual = usual;
    this.timer = timer;
    this.threads = threads;
  }

  @Override
  public void execute(Runnable work) {
    Task task = new Task(work, timer.nanoTime());
    usual.execute(task);
    if (!task.hasBegun()) {
      tasks.add(task);
      watch();
    }
  }

  /** The calling thread is about to wait for what comes of a task; {@link #goesOn} must follow. */
  void blocks() {
    blocked.incrementAndGet();
  }

  /** The calling thread waits no more. */
  void goesOn() {
    blocked.decrementAndGet();
  }

  private void watch() {
    if (watching.compareAndSet(false, true)) {
      timer.schedule(PATIENCE, this::look);
    }
  }

  private void look() {
    watching.set(false);
    try {
      tasks.removeIf(Task::hasBegun);
      for (long late = countLate(); late > 0 && startSpare(); ) {
        late--;
      }
    } finally {
      if (!tasks.isEmpty()) {
        watch();
      }
    }
  }

  private long countLate() {
    return tasks.stream().takeWhile(this::isLate).count();
  }

  private boolean isLate(Task task) {
    return timer.nanoTime() - task.since >= PATIENCE.toNanos();
  }

  private boolean startSpare() {
    if (spares.incrementAndGet() > SPARES + blocked.get()) {
      spares.decrementAndGet();
      return false;
    }
    LOGGER.log(
        warned.compareAndSet(false, true) ? Level.WARNING : Level.DEBUG,
        "All threads for handlers are taken, perhaps by handlers that wait; spare threads run what"
            + " follows acknowledgements. Let handlers not wait for it, or give them more threads");
    try {
      threads.execute(this::help);
      return true;
    } catch (RuntimeException | Error refused) {
      spares.decrementAndGet();
      LOGGER.log(Level.WARNING, "There are no spare threads", refused);
      return false;
    }
  }

  private void help() {
    try {
      for (Task head = tasks.peek(); head != null && mayTake(head); head = tasks.peek()) {
        tasks.remove(head);
        head.run();
      }
    } finally {
      spares.decrementAndGet();
    }
  }

  private boolean mayTake(Task task) {
    return task.hasBegun() || isLate(task);
  }

  private static final class Task extends RunOnce {
    private static final long serialVersionUID = 1L;
    private final transient Runnable work;
    private final long since;

    Task(Runnable work, long since) {
      this.work = work;
      this.since = since;
    }

    @Override
    void once() {
      try {
        work.run();
      } catch (RuntimeException | Error failure) {
        LOGGER.log(Level.ERROR, "A task failed", failure);
      }
    }
  }
}
