package dev.socketio.concurrent;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The timer of a running server: one daemon thread of its own.
 *
 * <p>Threading: safe for use by any thread. After {@link #close} nothing that was scheduled runs
 * any more, and scheduling does nothing.
 */
public final class ScheduledTaskTimer implements TaskTimer, AutoCloseable {
  private static final Logger LOGGER = System.getLogger(ScheduledTaskTimer.class.getName());

  /** Timer tasks take no time. */
  private static final Duration CLOSE_GRACE = Duration.ofSeconds(1);

  private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE);

  private final ScheduledExecutorService executor;

  /** The timer's thread once it runs. */
  private final AtomicReference<@Nullable Thread> own;

  private ScheduledTaskTimer(
      ScheduledExecutorService executor, AtomicReference<@Nullable Thread> own) {
    this.executor = executor;
    this.own = own;
  }

  /**
   * Starts a timer with a daemon thread of its own, which ends with {@link #close}.
   *
   * @param threadName name of the thread
   * @return the timer
   */
  public static ScheduledTaskTimer start(String threadName) {
    AtomicReference<@Nullable Thread> own = new AtomicReference<>();
    DaemonThreads threads = DaemonThreads.named(threadName);
    ScheduledThreadPoolExecutor executor =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = threads.newThread(task);
              own.set(thread);
              return thread;
            });
    executor.setRemoveOnCancelPolicy(true);
    executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    return new ScheduledTaskTimer(executor, own);
  }

  @Override
  public Cancellable schedule(Duration delay, Runnable task) {
    try {
      Future<?> future =
          executor.schedule(() -> runLogged(task), nanos(delay), TimeUnit.NANOSECONDS);
      return () -> future.cancel(false);
    } catch (RejectedExecutionException closed) {
      LOGGER.log(Level.DEBUG, "The timer is closed; a task was not scheduled", closed);
      return () -> false;
    }
  }

  /** In 292 years, the longest time in nanoseconds, nobody will see the difference. */
  private static long nanos(Duration delay) {
    return delay.compareTo(LONGEST) < 0 ? delay.toNanos() : Long.MAX_VALUE;
  }

  @Override
  public long nanoTime() {
    return System.nanoTime();
  }

  /** {@return whether the calling thread is the timer's} */
  public boolean isCalling() {
    return own.get() == Thread.currentThread();
  }

  /**
   * Ends the timer's thread, and waits a moment until it has: a container that takes an application
   * down looks for its threads right afterwards.
   */
  @Override
  public void close() {
    executor.shutdownNow();
    Thread thread = own.get();
    if (thread != null && thread != Thread.currentThread()) {
      awaitEnd(thread);
    }
  }

  private static void awaitEnd(Thread thread) {
    try {
      thread.join(CLOSE_GRACE.toMillis());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
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
