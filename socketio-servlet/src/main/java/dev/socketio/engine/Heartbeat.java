package dev.socketio.engine;

import dev.socketio.concurrent.Cancellable;
import dev.socketio.concurrent.TaskTimer;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Pings the client and notices when no pong comes (Engine.IO protocol 4, "Heartbeat").
 *
 * <p>The next ping is due one interval after the last pong, asked for or not. A pong may take as
 * long as the timeout, counted from the ping; the first other packet that comes while a pong is
 * awaited starts that time anew, once for each ping, since a large message may be in the way of the
 * pong. Packets never touch the timer, except for the pong that answers a ping: they leave a date
 * behind, which the task that fires takes into account.
 *
 * <p>Threading: safe for use by any thread; calls back without holding its lock.
 */
final class Heartbeat {
  private final long intervalNanos;
  private final long timeoutNanos;
  private final TaskTimer timer;
  private final Runnable ping;
  private final Runnable expired;
  private final ReentrantLock lock = new ReentrantLock();

  /** Written under the lock: a pong is awaited and its deadline was not yet put off. */
  private volatile boolean mayPutOff;

  // All below is guarded by the lock.
  private boolean stopped;
  private boolean awaitingPong;
  private long due;
  private @Nullable Cancellable task;

  /** Tells the task that counts from one that could not be cancelled any more. */
  private int current;

  /**
   * Makes a heartbeat that has not started.
   *
   * @param options interval and timeout
   * @param timer the clock
   * @param ping sends a ping
   * @param expired told once, when a pong did not come
   */
  Heartbeat(EngineOptions options, TaskTimer timer, Runnable ping, Runnable expired) {
    this.intervalNanos = options.pingInterval().toNanos();
    this.timeoutNanos = options.pingTimeout().toNanos();
    this.timer = timer;
    this.ping = ping;
    this.expired = expired;
  }

  /** The session is open: the first ping is due one interval from now. */
  void start() {
    lock.lock();
    try {
      awaitLocked(false);
    } finally {
      lock.unlock();
    }
  }

  /** A pong came. */
  void onPong() {
    lock.lock();
    try {
      if (awaitingPong) {
        cancelLocked();
        awaitLocked(false);
      } else {
        due = timer.nanoTime() + intervalNanos;
      }
    } finally {
      lock.unlock();
    }
  }

  /** Any other packet came. */
  void onTraffic() {
    if (mayPutOff) {
      lock.lock();
      try {
        if (mayPutOff) {
          mayPutOff = false;
          due = timer.nanoTime() + timeoutNanos;
        }
      } finally {
        lock.unlock();
      }
    }
  }

  /** The session is closed. */
  void stop() {
    lock.lock();
    try {
      stopped = true;
      mayPutOff = false;
      cancelLocked();
    } finally {
      lock.unlock();
    }
  }

  private void onTimer(int number) {
    Runnable after = lookAtClock(number);
    after.run();
  }

  /** Decides what is to be done, once the lock is gone. */
  private Runnable lookAtClock(int number) {
    lock.lock();
    try {
      if (stopped || number != current) {
        return () -> {};
      }
      long left = due - timer.nanoTime();
      if (left > 0) {
        scheduleLocked(left);
        return () -> {};
      }
      if (awaitingPong) {
        stopped = true;
        mayPutOff = false;
        return expired;
      }
      awaitLocked(true);
      return ping;
    } finally {
      lock.unlock();
    }
  }

  private void awaitLocked(boolean pong) {
    if (stopped) {
      return;
    }
    long wait = pong ? timeoutNanos : intervalNanos;
    awaitingPong = pong;
    mayPutOff = pong;
    due = timer.nanoTime() + wait;
    scheduleLocked(wait);
  }

  private void scheduleLocked(long nanos) {
    int number = ++current;
    task = timer.schedule(Duration.ofNanos(nanos), () -> onTimer(number));
  }

  private void cancelLocked() {
    Cancellable running = task;
    if (running != null) {
      running.cancel();
    }
  }
}
