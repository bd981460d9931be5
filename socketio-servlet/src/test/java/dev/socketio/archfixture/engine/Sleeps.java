package dev.socketio.archfixture.engine;

/** Violation: nobody sleeps. */
public final class Sleeps {
  void doze() throws InterruptedException {
    Thread.sleep(1);
  }
}
