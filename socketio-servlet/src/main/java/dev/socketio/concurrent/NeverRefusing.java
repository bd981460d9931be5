package dev.socketio.concurrent;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Somebody else's executor, and what stands in when that takes no more work: it may be full, or
 * shut down, or fail in any other way. Handlers must then neither get lost nor run on the threads
 * of the container or of the timer. Some have taken the task when they fail, and run it later; it
 * runs once all the same.
 *
 * <p>Threading: safe for use by any thread.
 */
final class NeverRefusing implements Executor {
  private static final Logger LOGGER = System.getLogger(NeverRefusing.class.getName());

  private final Executor given;
  private final Executor standIn;
  private final AtomicBoolean warned = new AtomicBoolean();

  NeverRefusing(Executor given, Executor standIn) {
    this.given = given;
    this.standIn = standIn;
  }

  @Override
  public void execute(Runnable work) {
    RunOnce task = work instanceof RunOnce once ? once : RunOnce.of(work);
    try {
      given.execute(task);
    } catch (RuntimeException | Error refused) {
      LOGGER.log(
          warned.compareAndSet(false, true) ? Level.WARNING : Level.DEBUG,
          "The executor for handlers takes no more work; a pool of the server stands in. Give the"
              + " executor a queue or more threads: "
              + given,
          refused);
      standIn.execute(task);
    }
  }
}
