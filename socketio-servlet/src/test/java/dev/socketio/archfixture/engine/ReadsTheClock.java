package dev.socketio.archfixture.engine;

import java.time.Instant;

/** Violation: time is handed in. */
public final class ReadsTheClock {
  long nanos() {
    return System.nanoTime();
  }

  Instant now() {
    return Instant.now();
  }
}
