package dev.socketio.concurrent;

import java.time.Duration;

/**
 * The only source of time and of delayed work in the server, so that a test can hold the clock in
 * its hand.
 *
 * <p>Threading: safe for use by any thread. Tasks run on the timer's own thread and must neither
 * block nor run application code; they hand such work to an executor.
 */
public interface TaskTimer {

  /**
   * Runs a task once, not before the delay has passed.
   *
   * @param delay how long to wait; zero or negative means as soon as possible
   * @param task what to run; what it throws is logged and costs no other task anything
   * @return a handle to cancel it
   */
  Cancellable schedule(Duration delay, Runnable task);

  /**
   * {@return the timer's clock in nanoseconds; only differences have a meaning, as with {@link
   * System#nanoTime}}
   */
  long nanoTime();
}
