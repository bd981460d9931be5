package dev.socketio.concurrent;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/**
 * Where the application's handlers run: an executor that was given, the calling thread, or the best
 * that can be found here.
 *
 * <p>Threading: safe for use by any thread.
 */
public final class HandlerExecutors implements AutoCloseable {
  private static final Logger LOGGER = System.getLogger(HandlerExecutors.class.getName());

  /** Runs a task on the thread that brings it. */
  static final Executor CALLER = Runnable::run;

  private static final String MANAGED_EXECUTOR = "java:comp/DefaultManagedExecutorService";
  private static final int POOL_THREADS =
      Math.max(32, 8 * Runtime.getRuntime().availableProcessors());
  private static final Duration POOL_THREAD_IDLE = Duration.ofSeconds(30);

  /** For handlers that still run when the server has waited for them already; and once more. */
  private static final Duration CLOSE_GRACE = Duration.ofSeconds(1);

  private final Executor executor;
  private final String description;
  private final Optional<ExecutorService> owned;

  private HandlerExecutors(Executor executor, String description, Optional<ExecutorService> owned) {
    this.executor = executor;
    this.description = description;
    this.owned = owned;
  }

  /**
   * Handlers run on an executor that somebody else owns, and in a pool of ours when that refuses.
   *
   * @param executor where to run them
   * @return the choice
   */
  public static HandlerExecutors using(Executor executor) {
    ExecutorService standIn = threads(POOL_THREADS, "socketio-handler-");
    return new HandlerExecutors(
        new NeverRefusing(executor, standIn), "given executor " + executor, Optional.of(standIn));
  }

  /**
   * {@return a choice that runs handlers on the thread that brings the message} That is the fastest
   * way and only good for handlers that never block: they would hold a thread of the container, and
   * the answers they wait for may need that very thread.
   */
  public static HandlerExecutors direct() {
    return new HandlerExecutors(CALLER, "calling thread", Optional.empty());
  }

  /**
   * Takes the first there is of: the managed executor of the container ({@code
   * java:comp/DefaultManagedExecutorService}, so call this where the application's names are
   * visible, as the context of now is what all handlers run in), virtual threads (JDK 21 and
   * later), a pool of daemon threads, at most 32 or eight for each processor.
   *
   * @return the choice
   */
  public static HandlerExecutors automatic() {
    HandlerExecutors choice =
        managed().or(HandlerExecutors::virtualThreads).orElseGet(HandlerExecutors::pool);
    LOGGER.log(Level.DEBUG, "Handlers run on: {0}", choice.description);
    return choice;
  }

  /** {@return the executor} */
  public Executor executor() {
    return executor;
  }

  /** {@return what was chosen, for logs} */
  public String description() {
    return description;
  }

  /**
   * Shuts down an executor that was made here: waits a second for handlers that run, interrupts
   * them, and waits another one. Any other executor is left to its owner.
   */
  @Override
  public void close() {
    owned.ifPresent(HandlerExecutors::shutDown);
  }

  private static void shutDown(ExecutorService service) {
    service.shutdown();
    try {
      if (hasEnded(service)) {
        return;
      }
      LOGGER.log(
          Level.WARNING, "Handlers still run after the server was closed; they are interrupted");
      service.shutdownNow();
      if (!hasEnded(service)) {
        LOGGER.log(
            Level.WARNING, "Handlers do not end when interrupted; their threads are left behind");
      }
    } catch (InterruptedException interrupted) {
      service.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }

  private static boolean hasEnded(ExecutorService service) throws InterruptedException {
    return service.awaitTermination(CLOSE_GRACE.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** Looks up one fixed name of the platform in the application's own naming context. */
  @SuppressWarnings("BanJNDI")
  private static Optional<HandlerExecutors> managed() {
    try {
      Object found = new InitialContext().lookup(MANAGED_EXECUTOR);
      if (found instanceof ExecutorService service) {
        return inOneContext(service);
      }
      LOGGER.log(Level.WARNING, "{0} is no ExecutorService but {1}", MANAGED_EXECUTOR, found);
    } catch (NamingException none) {
      LOGGER.log(Level.DEBUG, "The container has no managed executor: {0}", none.toString());
    }
    return Optional.empty();
  }

  /**
   * {@return what runs tasks on the thread that calls it, in the container's context of now, if the
   * container can do that} To be called where the application's names are visible.
   */
  public static Optional<Executor> currentContext() {
    return CapturedContext.capture();
  }

  /** Handlers would else run as whoever happens to submit them, so it is that or nothing. */
  private static Optional<HandlerExecutors> inOneContext(ExecutorService managed) {
    Optional<Executor> context = currentContext();
    if (context.isEmpty()) {
      LOGGER.log(
          Level.WARNING,
          "{0} is not used: the container has no context service to run all handlers in the same"
              + " context. It needs Jakarta Concurrency 3.0",
          MANAGED_EXECUTOR);
      return Optional.empty();
    }
    ExecutorService standIn = threads(POOL_THREADS, "socketio-handler-");
    Executor captured = new CapturedContext(managed, context.get(), standIn);
    return Optional.of(
        new HandlerExecutors(
            new NeverRefusing(captured, new CapturedContext(standIn, context.get(), standIn)),
            "managed executor " + MANAGED_EXECUTOR,
            Optional.of(standIn)));
  }

  static Optional<HandlerExecutors> virtualThreads() {
    if (Runtime.version().feature() < 21) {
      return Optional.empty();
    }
    try {
      // Thread.ofVirtual().inheritInheritableThreadLocals(false).factory()
      Class<?> type = Class.forName("java.lang.Thread$Builder");
      Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
      type.getMethod("inheritInheritableThreadLocals", boolean.class).invoke(builder, false);
      ThreadFactory factory = (ThreadFactory) type.getMethod("factory").invoke(builder);
      ExecutorService service =
          (ExecutorService)
              Executors.class
                  .getMethod("newThreadPerTaskExecutor", ThreadFactory.class)
                  .invoke(null, DaemonThreads.named("").readying(factory));
      return Optional.of(owning(service, "virtual threads"));
    } catch (ReflectiveOperationException | RuntimeException unavailable) {
      LOGGER.log(Level.WARNING, "This JDK offers no virtual threads", unavailable);
      return Optional.empty();
    }
  }

  /**
   * {@return a pool for code of the application, which may block} It has daemon threads, at most 32
   * or eight for each processor, and none while it has nothing to do.
   */
  public static HandlerExecutors pool() {
    return pool(POOL_THREADS, "socketio-handler-");
  }

  /**
   * {@return a pool for what must hold up nobody and does not block, such as writing to many
   * clients} It has daemon threads, at most one for each processor, and none while it has nothing
   * to do.
   */
  public static HandlerExecutors background() {
    return pool(Runtime.getRuntime().availableProcessors(), "socketio-background-");
  }

  /**
   * {@return a thread for each task, at once and without limit: who uses it sets one} Daemon
   * threads, and none while there is nothing to do; with the container's context of now, like those
   * of a managed executor.
   */
  public static HandlerExecutors spares() {
    ExecutorService threads =
        threads(0, Integer.MAX_VALUE, new SynchronousQueue<>(), "socketio-spare-");
    Executor executor = threads;
    Optional<Executor> context = currentContext();
    if (context.isPresent()) {
      executor = new CapturedContext(threads, context.get(), threads);
    }
    return new HandlerExecutors(executor, "spare daemon threads", Optional.of(threads));
  }

  private static HandlerExecutors pool(int threads, String prefix) {
    return owning(threads(threads, prefix), "pool of at most " + threads + " daemon threads");
  }

  private static HandlerExecutors owning(ExecutorService service, String description) {
    return new HandlerExecutors(service, description, Optional.of(service));
  }

  private static ExecutorService threads(int threads, String prefix) {
    ThreadPoolExecutor pool = threads(threads, threads, new LinkedBlockingQueue<>(), prefix);
    pool.allowCoreThreadTimeOut(true);
    return pool;
  }

  private static ThreadPoolExecutor threads(
      int least, int most, BlockingQueue<Runnable> queue, String prefix) {
    return new ThreadPoolExecutor(
        least,
        most,
        POOL_THREAD_IDLE.toNanos(),
        TimeUnit.NANOSECONDS,
        queue,
        DaemonThreads.numbered(prefix));
  }
}
