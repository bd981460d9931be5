package dev.socketio.cors;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/** Waiting for what completes later, for a bounded time. */
final class Stages {

  private Stages() {}

  /**
   * Waits for a stage. An interrupted thread stays interrupted and gets what {@code otherwise}
   * makes of it.
   *
   * @param stage what is waited for
   * @param limit how long
   * @param otherwise the result when there is none: given the failure, the time-out or the
   *     interruption
   */
  static <T> T await(CompletionStage<T> stage, Duration limit, Function<Throwable, T> otherwise) {
    CompletableFuture<T> result = new CompletableFuture<>();
    stage.whenComplete(
        (value, failure) -> {
          if (failure == null) {
            result.complete(value);
          } else {
            result.completeExceptionally(failure);
          }
        });
    try {
      return result.get(limit.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException late) {
      return otherwise.apply(
          new IllegalStateException("no answer within " + limit.toMillis() + " ms", late));
    } catch (ExecutionException failure) {
      return otherwise.apply(cause(failure));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return otherwise.apply(interrupted);
    }
  }

  /** What really went wrong, out of the wrappers of the concurrency classes. */
  static Throwable cause(Throwable failure) {
    boolean wrapper =
        failure instanceof CompletionException || failure instanceof ExecutionException;
    Throwable cause = failure.getCause();
    return wrapper && cause != null ? cause : failure;
  }
}
