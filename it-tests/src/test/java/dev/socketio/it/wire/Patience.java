package dev.socketio.it.wire;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * How long a test waits for what must come. Far more than needed, so that only a defect runs into
 * it.
 */
public final class Patience {

  /** The limit for one answer. */
  public static final Duration LIMIT = Duration.ofSeconds(20);

  private Patience() {}

  /**
   * Waits for a stage.
   *
   * @param what what is waited for, for the message
   * @param stage the stage
   * @return its value
   */
  public static <T> T await(String what, CompletionStage<T> stage) {
    try {
      return stage.toCompletableFuture().get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new AssertionError("Waited " + LIMIT + " in vain for " + what, e);
    } catch (ExecutionException e) {
      throw new AssertionError("No " + what + ": " + e.getCause(), e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("Interrupted while waiting for " + what, e);
    }
  }

  /**
   * Waits for the next element of a queue.
   *
   * @param what what is waited for, for the message
   * @param queue the queue
   * @return its head
   */
  public static <T> T take(String what, BlockingQueue<T> queue) {
    try {
      T head = queue.poll(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
      if (head == null) {
        throw new AssertionError("Waited " + LIMIT + " in vain for " + what);
      }
      return head;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("Interrupted while waiting for " + what, e);
    }
  }
}
