package dev.socketio.engine;

import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Where a session is in its life. A transition tells its caller whether it was the one that made
 * it, and so has to act on it.
 *
 * <pre>
 * OPEN    -- tryBeginClose --> CLOSING   takes and delivers nothing more, still writes what is queued
 * OPEN    -- tryClose      --> CLOSED
 * CLOSING -- tryClose      --> CLOSED    for the reason that was given first
 * </pre>
 *
 * <p>Threading: safe for use by any thread.
 */
final class SessionState {
  private static final Step OPEN = new Step(Phase.OPEN, null);

  private final AtomicReference<Step> step = new AtomicReference<>(OPEN);

  private enum Phase {
    OPEN,
    CLOSING,
    CLOSED
  }

  /** Begins an orderly close; {@code true} if this call did. */
  boolean tryBeginClose(CloseReason reason) {
    return step.compareAndSet(OPEN, new Step(Phase.CLOSING, reason));
  }

  /** Closes; the reason to be told if this call did, empty if the session was closed before. */
  Optional<CloseReason> tryClose(CloseReason reason) {
    Step before = now();
    while (before.phase != Phase.CLOSED) {
      CloseReason first = before.reason == null ? reason : before.reason;
      if (step.compareAndSet(before, new Step(Phase.CLOSED, first))) {
        return Optional.of(first);
      }
      before = now();
    }
    return Optional.empty();
  }

  boolean isOpen() {
    return now().phase == Phase.OPEN;
  }

  boolean isClosing() {
    return now().phase == Phase.CLOSING;
  }

  boolean isClosed() {
    return now().phase == Phase.CLOSED;
  }

  private Step now() {
    return Objects.requireNonNull(step.get());
  }

  private record Step(Phase phase, @Nullable CloseReason reason) {}
}
