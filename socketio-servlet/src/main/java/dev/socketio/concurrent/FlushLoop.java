package dev.socketio.concurrent;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Keeps at most one asynchronous write in flight, and starts the next when it has ended. A write
 * that ends before the call that started it returns costs no stack: the loop goes round instead.
 *
 * <pre>
 * IDLE      nothing to write, or nothing may be written now
 * RUNNING   a thread looks for something to write
 * AGAIN     the same, and somebody asked for another look meanwhile
 * ENDED     the same, and the write it started has ended already
 * WRITING   a write is in flight, no thread is here
 * </pre>
 *
 * <p>Threading: safe for use by any thread; the writer is never called by two threads at once, and
 * what one call did is visible to the next.
 */
public final class FlushLoop {
  private static final int IDLE = 0;
  private static final int RUNNING = 1;
  private static final int AGAIN = 2;
  private static final int ENDED = 3;
  private static final int WRITING = 4;

  private final Writer writer;
  private final AtomicInteger state = new AtomicInteger(IDLE);

  /**
   * Makes an idle loop.
   *
   * @param writer starts the writes
   */
  public FlushLoop(Writer writer) {
    this.writer = writer;
  }

  /** Starts writing if no write is in flight; otherwise the end of that write does. */
  public void flush() {
    for (; ; ) {
      int now = state.get();
      if (now == IDLE) {
        if (state.compareAndSet(IDLE, RUNNING)) {
          run();
          return;
        }
      } else if (now != RUNNING || state.compareAndSet(RUNNING, AGAIN)) {
        return;
      }
    }
  }

  /**
   * The write in flight has ended, well or badly; to be called once for each write that was
   * started.
   */
  public void written() {
    for (; ; ) {
      int now = state.get();
      if (now == WRITING) {
        if (state.compareAndSet(WRITING, RUNNING)) {
          run();
          return;
        }
      } else if (now == IDLE || now == ENDED || state.compareAndSet(now, ENDED)) {
        return;
      }
    }
  }

  private void run() {
    try {
      boolean mine = true;
      while (mine) {
        mine = writer.writeNext() ? endedOrLeave() : askedOrLeave();
      }
    } catch (RuntimeException | Error failure) {
      state.set(IDLE);
      throw failure;
    }
  }

  /**
   * After a write was started: {@code true} if it has ended already, so that this thread goes on.
   */
  private boolean endedOrLeave() {
    for (; ; ) {
      int now = state.get();
      if (now == ENDED) {
        state.set(RUNNING);
        return true;
      }
      if (state.compareAndSet(now, WRITING)) {
        return false;
      }
    }
  }

  /** After nothing was written: {@code true} if somebody asked for another look. */
  private boolean askedOrLeave() {
    if (state.compareAndSet(RUNNING, IDLE)) {
      return false;
    }
    state.set(RUNNING);
    return true;
  }

  /** Starts one write after another. */
  @FunctionalInterface
  public interface Writer {

    /**
     * Starts the next write, if there is something to write and it may be written now.
     *
     * @return {@code true} if a write was started: then {@link FlushLoop#written} is called when it
     *     ends, possibly before this method returns
     */
    boolean writeNext();
  }
}
