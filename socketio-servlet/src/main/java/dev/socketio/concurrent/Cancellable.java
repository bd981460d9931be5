package dev.socketio.concurrent;

/** Something that was put on a {@link TaskTimer} and may still be taken off it. */
@FunctionalInterface
public interface Cancellable {

  /**
   * Takes the task off the timer.
   *
   * @return {@code true} if the task will not run any more because of this call; {@code false} if
   *     it ran, runs or had been cancelled before
   */
  boolean cancel();
}
