package dev.socketio.servlet;

import dev.socketio.concurrent.DaemonThreads;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Closes WebSockets whose client does not read. That may block for a moment in some containers, and
 * must not hold the timer or an emitter. Threads come when they are needed and go soon after.
 *
 * <p>Threading: safe for use by any thread. After {@link #close} tasks run on the caller's thread.
 */
final class ConnectionCloser implements Executor, AutoCloseable {

  private static final int THREADS = 4;
  private static final long IDLE_SECONDS = 5;

  private final ThreadPoolExecutor pool;

  /**
   * Makes a closer without any thread.
   *
   * @param name part of the names of its threads
   */
  ConnectionCloser(String name) {
    pool =
        new ThreadPoolExecutor(
            THREADS,
            THREADS,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            DaemonThreads.numbered("socketio-closer-" + name + "-"),
            (task, closed) -> task.run());
    pool.allowCoreThreadTimeOut(true);
  }

  @Override
  public void execute(Runnable task) {
    pool.execute(task);
  }

  /** Runs what is waiting, for a few seconds at most, and ends the threads. */
  @Override
  public void close() {
    pool.shutdown();
    try {
      if (!pool.awaitTermination(IDLE_SECONDS, TimeUnit.SECONDS)) {
        pool.shutdownNow();
      }
    } catch (InterruptedException stopping) {
      pool.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
