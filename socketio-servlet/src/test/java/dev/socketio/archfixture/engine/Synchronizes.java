package dev.socketio.archfixture.engine;

/** Violation: a virtual thread that waits for this is pinned to its carrier. */
public final class Synchronizes {
  synchronized void change() {}
}
