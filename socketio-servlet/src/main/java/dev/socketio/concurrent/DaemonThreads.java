package dev.socketio.concurrent;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Makes the threads of a server. They have the context class loader of whoever made the factory,
 * the application while it starts, and nothing of whoever happens to need a thread first:
 * frameworks for security keep the user of a request in inheritable thread locals.
 *
 * <p>Threading: safe for use by any thread.
 */
public final class DaemonThreads implements ThreadFactory {

  private final Supplier<String> names;
  private final ClassLoader loader = Thread.currentThread().getContextClassLoader();

  private DaemonThreads(Supplier<String> names) {
    this.names = names;
  }

  /**
   * {@return a factory of threads with numbers in their names}
   *
   * @param prefix of the names
   */
  public static DaemonThreads numbered(String prefix) {
    AtomicInteger number = new AtomicInteger();
    return new DaemonThreads(() -> prefix + number.incrementAndGet());
  }

  /**
   * {@return a factory of threads with the same name}
   *
   * @param name of each
   */
  public static DaemonThreads named(String name) {
    return new DaemonThreads(() -> name);
  }

  @Override
  public Thread newThread(Runnable task) {
    return ready(new Thread(null, task, names.get(), 0, false));
  }

  /** {@return a factory that makes those of another one ready for the application} */
  ThreadFactory readying(ThreadFactory others) {
    return task -> {
      Thread thread = others.newThread(task);
      thread.setContextClassLoader(loader);
      return thread;
    };
  }

  private Thread ready(Thread thread) {
    thread.setDaemon(true);
    thread.setContextClassLoader(loader);
    return thread;
  }
}
