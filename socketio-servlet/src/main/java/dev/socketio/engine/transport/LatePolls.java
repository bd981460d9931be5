package dev.socketio.engine.transport;

import dev.socketio.concurrent.TaskTimer;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Polls that a closing client has sent but that are not here yet. A client closes with a POST while
 * its poll waits, on another TCP connection; where threads serve both, the POST may overtake the
 * poll. Then the poll, and no other, still gets its noop instead of "Session ID unknown".
 *
 * <p>Threading: safe for use by any thread. Holds the newest few sessions only, so that nobody can
 * fill it.
 */
final class LatePolls {
  /** How late a poll may be. */
  static final Duration PATIENCE = Duration.ofSeconds(1);

  /** How many sessions are remembered. */
  static final int CAPACITY = 256;

  private final TaskTimer timer;
  private final ReentrantLock lock = new ReentrantLock();

  /** Guarded by the lock: session ids and when each session closed. */
  private final Map<String, Long> closed = new Newest();

  LatePolls(TaskTimer timer) {
    this.timer = timer;
  }

  /** A client has closed its session while no poll of its was waiting. */
  void expect(String sid) {
    lock.lock();
    try {
      closed.put(sid, timer.nanoTime());
    } finally {
      lock.unlock();
    }
  }

  /** {@return whether this is the poll that was expected} */
  boolean tryTake(String sid) {
    lock.lock();
    try {
      Long since = closed.remove(sid);
      return since != null && timer.nanoTime() - since <= PATIENCE.toNanos();
    } finally {
      lock.unlock();
    }
  }

  /** Forgets the oldest entry when it grows too large. */
  private static final class Newest extends LinkedHashMap<String, Long> {
    private static final long serialVersionUID = 1L;

    @Override
    protected boolean removeEldestEntry(Map.@Nullable Entry<String, Long> eldest) {
      return size() > CAPACITY;
    }
  }
}
