package dev.socketio.concurrent;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs the tasks given to it one at a time and in order, on another executor: the lane of one
 * client.
 *
 * <p>A burst is worked off without going back to the other executor for each task, but after a
 * batch the lane queues up again behind everybody else, so that one busy client does not hold a
 * thread of a pool. With an executor that runs tasks on the calling thread the lane is a
 * trampoline: whoever finds it idle runs the task at once, and tasks that come in the meantime,
 * from that task or from other threads, are run by the same thread afterwards.
 *
 * <p>Threading: safe for use by any thread. What one task did is visible to the next. A task that
 * throws, or leaves its thread interrupted, is logged and costs no other task anything. Where the
 * other executor refuses work, as it does once it is shut down, the calling thread runs the tasks,
 * so that none is lost.
 */
public final class SerialExecutor implements Executor {
  private static final Logger LOGGER = System.getLogger(SerialExecutor.class.getName());

  /** Tasks run in a row before the lane queues up again. */
  static final int BATCH = 64;

  private final Executor delegate;
  private final Queue<Runnable> tasks;

  /** Tasks taken and not yet finished; whoever raises it from zero is responsible for the lane. */
  private final AtomicInteger pending = new AtomicInteger();

  /**
   * Makes an idle lane.
   *
   * @param delegate where tasks run
   */
  public SerialExecutor(Executor delegate) {
    this(delegate, new ConcurrentLinkedQueue<>());
  }

  /** For tests, which hold threads up inside the queue. */
  SerialExecutor(Executor delegate, Queue<Runnable> tasks) {
    this.delegate = delegate;
    this.tasks = tasks;
  }

  /** {@return an idle lane that runs tasks on the threads that bring them} */
  public static SerialExecutor inline() {
    return new SerialExecutor(HandlerExecutors.CALLER);
  }

  @Override
  public void execute(Runnable task) {
    if (delegate == HandlerExecutors.CALLER) {
      executeInline(task);
      return;
    }
    tasks.add(task);
    if (pending.getAndIncrement() == 0) {
      submit(new Drain());
    }
  }

  /**
   * An idle lane needs no queue. But it may look idle while a task waits: another one, queued and
   * not yet counted, was run in its place. Then the queue decides, or the order of one thread would
   * break.
   */
  private void executeInline(Runnable task) {
    boolean idle = pending.compareAndSet(0, 1);
    if (idle && tasks.isEmpty()) {
      runLogged(task);
    } else {
      tasks.add(task);
      if (!idle && pending.getAndIncrement() != 0) {
        return;
      }
      runNext();
    }
    while (pending.decrementAndGet() != 0) {
      runNext();
    }
  }

  private void submit(RunOnce drain) {
    try {
      delegate.execute(drain);
    } catch (RuntimeException | Error refused) {
      LOGGER.log(
          Level.DEBUG, "The executor takes no more work; the calling thread does it", refused);
      drain.run();
    }
  }

  private void drainBatch() {
    for (; ; ) {
      for (int done = 0; done < BATCH; done++) {
        runNext();
        if (pending.decrementAndGet() == 0) {
          return;
        }
      }
      Resumption resumption = new Resumption();
      submit(resumption);
      if (!resumption.cameBack()) {
        return;
      }
    }
  }

  private void runNext() {
    Runnable task = tasks.poll();
    if (task != null) {
      runLogged(task);
    }
  }

  private void runLogged(Runnable task) {
    Thread thread = Thread.currentThread();
    boolean interruptedBefore = thread.isInterrupted();
    try {
      task.run();
    } catch (RuntimeException | Error failure) {
      LOGGER.log(Level.ERROR, "A task failed", failure);
    }
    if (!interruptedBefore && thread.isInterrupted() && !isShuttingDown()) {
      boolean cleared = Thread.interrupted();
      LOGGER.log(Level.DEBUG, "A task left its thread interrupted; the next is not: {0}", cleared);
    }
  }

  /** Then the interruption is meant for all that still runs. */
  private boolean isShuttingDown() {
    return delegate instanceof ExecutorService service && service.isShutdown();
  }

  /** The first batch. Run twice it would count tasks that are not there. */
  private final class Drain extends RunOnce {
    private static final long serialVersionUID = 1L;

    @Override
    void once() {
      drainBatch();
    }
  }

  /**
   * The next batch. An executor may run it on the spot, inside the batch that asked for it; then it
   * only says so and lets that batch go on, or the stack would grow with every batch.
   */
  private final class Resumption extends RunOnce {
    private static final long serialVersionUID = 1L;
    private final transient Thread submitter = Thread.currentThread();

    /** Only touched by the submitter. */
    private boolean submitted;

    /** Only touched by the submitter. */
    private boolean nested;

    @Override
    void once() {
      if (Thread.currentThread() == submitter && !submitted) {
        nested = true;
      } else {
        drainBatch();
      }
    }

    boolean cameBack() {
      submitted = true;
      return nested;
    }
  }
}
