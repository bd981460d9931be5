package dev.socketio.concurrent;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A task that runs at most once, however often it is handed over: an executor may take a task and
 * fail all the same, say because it could not start a thread for it, and then the task is given to
 * another one.
 *
 * <p>Threading: safe for use by any thread.
 */
abstract class RunOnce extends AtomicBoolean implements Runnable {
  private static final long serialVersionUID = 1L;

  /** {@return a task that runs another one, once} */
  static RunOnce of(Runnable task) {
    return new Wrapper(task);
  }

  /** Does it. */
  abstract void once();

  /** {@return whether it has been begun} */
  final boolean hasBegun() {
    return get();
  }

  @Override
  public final void run() {
    if (compareAndSet(false, true)) {
      once();
    }
  }

  private static final class Wrapper extends RunOnce {
    private static final long serialVersionUID = 1L;
    private final transient Runnable task;

    Wrapper(Runnable task) {
      this.task = task;
    }

    @Override
    void once() {
      task.run();
    }
  }
}
