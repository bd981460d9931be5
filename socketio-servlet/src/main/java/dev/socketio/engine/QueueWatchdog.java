package dev.socketio.engine;

import dev.socketio.concurrent.Cancellable;
import dev.socketio.concurrent.TaskTimer;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Notices packets that have been waiting for a client, or are being written, for too long. Watches
 * only from the moment a flush left something behind until the queue is found empty, with one timer
 * task for that whole time.
 *
 * <p>Threading: safe for use by any thread.
 */
final class QueueWatchdog {
  private final OutboundQueue queue;
  private final long limitNanos;
  private final TaskTimer timer;
  private final Runnable expired;
  private final ReentrantLock lock = new ReentrantLock();

  /** Written under the lock: the task under way, {@code null} when nothing is watched. */
  private volatile @Nullable Cancellable task;

  /** Guarded by the lock. */
  private boolean stopped;

  QueueWatchdog(OutboundQueue queue, Duration limit, TaskTimer timer, Runnable expired) {
    this.queue = queue;
    this.limitNanos = limit.toNanos();
    this.timer = timer;
    this.expired = expired;
  }

  /** Something was left in the queue. */
  void watch() {
    if (task != null) {
      return;
    }
    lock.lock();
    try {
      if (task == null && !stopped) {
        armLocked(limitNanos);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Watches no more, for good. */
  void stop() {
    lock.lock();
    try {
      stopped = true;
      Cancellable running = task;
      if (running != null) {
        running.cancel();
      }
    } finally {
      lock.unlock();
    }
  }

  private void check() {
    if (isExpired()) {
      expired.run();
    }
  }

  private boolean isExpired() {
    lock.lock();
    try {
      OptionalLong oldest = queue.oldest();
      if (stopped) {
        return false;
      }
      if (oldest.isPresent()) {
        long left = limitNanos - (timer.nanoTime() - oldest.getAsLong());
        armLocked(left > 0 ? left : limitNanos);
        return left <= 0;
      }
      task = null;
      // Who queued something since may have seen the task and left it to us.
      if (!queue.isDrained()) {
        armLocked(limitNanos);
      }
      return false;
    } finally {
      lock.unlock();
    }
  }

  private void armLocked(long nanos) {
    task = timer.schedule(Duration.ofNanos(nanos), this::check);
  }
}
