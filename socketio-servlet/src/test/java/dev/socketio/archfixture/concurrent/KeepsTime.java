package dev.socketio.archfixture.concurrent;

/** Allowed: this is where time comes from. */
public final class KeepsTime {
  long nanos() {
    return System.nanoTime();
  }
}
