package dev.socketio.concurrent;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A future for the application. Who blocks on it wakes as soon as it is completed, on whatever
 * thread; what the application attaches to it always runs on the handler executor.
 *
 * <p>Completing a plain future on the handler executor would not do: where that is a bounded pool
 * whose threads all wait for such futures, none is left to complete them. Completing a plain one on
 * the container's thread, or on the timer's, would run the application's code there.
 *
 * <p>Who blocks on what is made from it, {@code thenApply(…).get()}, does need a thread that runs
 * the step in between. That is why steps run on an {@link UnstarvedExecutor}, which hears of each
 * thread that blocks here.
 *
 * <p>What is attached to a combination made by {@link CompletableFuture#allOf} or {@link
 * CompletableFuture#anyOf} is out of reach: it runs where the last one was completed, unless its
 * name ends in {@code Async}. {@link #fail} completes on the handler executor for that reason.
 *
 * <p>Threading: safe for use by any thread.
 *
 * @param <T> what it brings
 */
public final class HandlerFuture<T extends @Nullable Object> extends CompletableFuture<T> {
  private final UnstarvedExecutor handlers;

  /**
   * Makes an incomplete future.
   *
   * @param handlers where to run what is attached
   */
  public HandlerFuture(UnstarvedExecutor handlers) {
    this.handlers = handlers;
  }

  /**
   * Runs something of ours on the thread that completes this, or now if it is complete.
   *
   * @param action must be short and not throw
   */
  public void onSettled(Runnable action) {
    onSettled((value, failure) -> action.run());
  }

  /**
   * Runs something of ours on the thread that completes this, or now if it is complete.
   *
   * @param action must be short and not throw; gets the value or the failure
   */
  public void onSettled(BiConsumer<? super T, ? super @Nullable Throwable> action) {
    CompletionStage<T> unused = super.whenComplete(action);
  }

  /**
   * Fails this on the handler executor: where the caller runs, on the timer's thread or among tasks
   * that must not wait, a combination of futures must run nothing.
   *
   * @param failure why
   */
  public void fail(Throwable failure) {
    handlers.execute(() -> completeExceptionally(failure));
  }

  // Waiting

  @Override
  public T get() throws InterruptedException, ExecutionException {
    if (isDone()) {
      return super.get();
    }
    handlers.blocks();
    try {
      return super.get();
    } finally {
      handlers.goesOn();
    }
  }

  @Override
  public T get(long timeout, TimeUnit unit)
      throws InterruptedException, ExecutionException, TimeoutException {
    if (isDone()) {
      return super.get(timeout, unit);
    }
    handlers.blocks();
    try {
      return super.get(timeout, unit);
    } finally {
      handlers.goesOn();
    }
  }

  @Override
  public T join() {
    if (isDone()) {
      return super.join();
    }
    handlers.blocks();
    try {
      return super.join();
    } finally {
      handlers.goesOn();
    }
  }

  @Override
  public <U extends @Nullable Object> CompletableFuture<U> newIncompleteFuture() {
    return new HandlerFuture<>(handlers);
  }

  @Override
  public Executor defaultExecutor() {
    return handlers;
  }

  // One to one

  @Override
  public <U extends @Nullable Object> CompletableFuture<U> thenApply(
      Function<? super T, ? extends U> function) {
    return thenApplyAsync(function);
  }

  @Override
  public CompletableFuture<Void> thenAccept(Consumer<? super T> action) {
    return thenAcceptAsync(action);
  }

  @Override
  public CompletableFuture<Void> thenRun(Runnable action) {
    return thenRunAsync(action);
  }

  @Override
  public <U extends @Nullable Object> CompletableFuture<U> thenCompose(
      Function<? super T, ? extends CompletionStage<U>> function) {
    return thenComposeAsync(function);
  }

  @Override
  public CompletableFuture<T> whenComplete(
      BiConsumer<? super T, ? super @Nullable Throwable> action) {
    return whenCompleteAsync(action);
  }

  @Override
  public <U extends @Nullable Object> CompletableFuture<U> handle(
      BiFunction<? super T, Throwable, ? extends U> function) {
    return handleAsync(function);
  }

  @Override
  public CompletableFuture<T> exceptionally(Function<Throwable, ? extends T> function) {
    return exceptionallyAsync(function);
  }

  @Override
  public CompletableFuture<T> exceptionallyCompose(
      Function<Throwable, ? extends CompletionStage<T>> function) {
    return exceptionallyComposeAsync(function);
  }

  // Two to one

  @Override
  public <U extends @Nullable Object, V extends @Nullable Object> CompletableFuture<V> thenCombine(
      CompletionStage<? extends U> other, BiFunction<? super T, ? super U, ? extends V> function) {
    return thenCombineAsync(other, function);
  }

  @Override
  public <U extends @Nullable Object> CompletableFuture<Void> thenAcceptBoth(
      CompletionStage<? extends U> other, BiConsumer<? super T, ? super U> action) {
    return thenAcceptBothAsync(other, action);
  }

  @Override
  public CompletableFuture<Void> runAfterBoth(CompletionStage<?> other, Runnable action) {
    return runAfterBothAsync(other, action);
  }

  @Override
  public <U extends @Nullable Object> CompletableFuture<U> applyToEither(
      CompletionStage<? extends T> other, Function<? super T, U> function) {
    return applyToEitherAsync(other, function);
  }

  @Override
  public CompletableFuture<Void> acceptEither(
      CompletionStage<? extends T> other, Consumer<? super T> action) {
    return acceptEitherAsync(other, action);
  }

  @Override
  public CompletableFuture<Void> runAfterEither(CompletionStage<?> other, Runnable action) {
    return runAfterEitherAsync(other, action);
  }
}
