package dev.socketio.concurrent;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The timer of a running server: one daemon thread of its own, or an executor that somebody else
 * owns, such as the managed one of a container.
 *
 * <p>Threading: safe for use by any thread. After {@link #close} nothing that was scheduled runs
 * any more, and scheduling does nothing.
 */
public final class ScheduledTaskTimer implements TaskTimer, AutoCloseable {
  private static final Logger LOGGER = System.getLogger(ScheduledTaskTimer.class.getName());

  private final ScheduledExecutorService executor;
  private final boolean owned;

  private ScheduledTaskTimer(ScheduledExecutorService executor, boolean owned) {
    this.executor = executor;
    this.owned = owned;
  }

  /**
   * Starts a timer with a daemon thread of its own, which ends with {@link #close}.
   *
   * @param threadName name of the thread
   * @return the timer
   */
  public static ScheduledTaskTimer start(String threadName) {
    ScheduledThreadPoolExecutor own =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, threadName);
              thread.setDaemon(true);
              return thread;
            });
    own.setRemoveOnCancelPolicy(true);
    own.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    return new ScheduledTaskTimer(own, true);
  }

  /**
   * Wraps an executor, which {@link #close} leaves running.
   *
   * @param executor where tasks run
   * @return the timer
   */
  public static ScheduledTaskTimer using(ScheduledExecutorService executor) {
    return new ScheduledTaskTimer(executor, false);
  }

  @Override
  public Cancellable schedule(Duration delay, Runnable task) {
    try {
      Future<?> future =
          executor.schedule(() -> runLogged(task), delay.toNanos(), TimeUnit.NANOSECONDS);
      return () -> future.cancel(false);
    } catch (RejectedExecutionException closed) {
      LOGGER.log(Level.DEBUG, "The timer is closed; a task was not scheduled", closed);
      return () -> false;
    }
  }

  @Override
  public long nanoTime() {
    return System.nanoTime();
  }

  /** Ends the timer's own thread; a wrapped executor is left to its owner. */
  @Override
  public void close() {
    if (owned) {
      executor.shutdownNow();
    }
  }

  private static void runLogged(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException | Error failure) {
      LOGGER.log(Level.ERROR, "A timer task failed", failure);
    }
  }
}
