package dev.socketio.cors;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * Logs denied origins with the setting that would allow them: each origin once a minute, and no
 * more than {@value #MAX_ORIGINS} of them, so that neither the log nor the memory grows with what
 * strangers send. What is left out is counted and told when there is room again.
 *
 * <p>Threading: safe for any thread. Decides under a lock, logs after it.
 */
final class RefusalLog {

  static final int MAX_ORIGINS = 256;

  private static final long PERIOD = TimeUnit.MINUTES.toNanos(1);

  private final Logger logger;
  private final LongSupplier nanos;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<String, Long> logged = new HashMap<>();
  private long leftOut;

  /**
   * A log.
   *
   * @param logger where to
   * @param nanos the time in nanoseconds, from any start
   */
  RefusalLog(Logger logger, LongSupplier nanos) {
    this.logger = logger;
    this.nanos = nanos;
  }

  /** Logs a denial, unless its origin was logged within the last minute. */
  void log(Place place, CorsPolicy policy, CorsRequest request, CorsDecision.Denied denied) {
    long suppressed = admit(Text.printable(String.valueOf(denied.origin())));
    if (suppressed < 0) {
      return;
    }
    if (suppressed > 0) {
      logger.log(
          Level.WARNING,
          "CORS: " + suppressed + " requests of further origins were denied and not logged.");
    }
    String text = RefusalText.message(place, policy, request, denied);
    Throwable cause = denied.cause();
    if (cause == null) {
      logger.log(Level.WARNING, text);
    } else {
      logger.log(Level.ERROR, text, cause);
    }
  }

  /** How many were left out since the last line, or -1 if this one is to be left out as well. */
  private long admit(String origin) {
    long now = nanos.getAsLong();
    lock.lock();
    try {
      Long last = logged.get(origin);
      if (last != null && now - last < PERIOD) {
        return -1;
      }
      if (last == null && logged.size() >= MAX_ORIGINS) {
        logged.values().removeIf(time -> now - time >= PERIOD);
        if (logged.size() >= MAX_ORIGINS) {
          leftOut++;
          return -1;
        }
      }
      logged.put(origin, now);
      long count = leftOut;
      leftOut = 0;
      return count;
    } finally {
      lock.unlock();
    }
  }

  /** How many origins are remembered. */
  int size() {
    lock.lock();
    try {
      return logged.size();
    } finally {
      lock.unlock();
    }
  }
}
