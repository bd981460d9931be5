package dev.socketio.concurrent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** A future whose followers run on an executor of the test, which does nothing until told. */
class HandlerFutureTest {
  private final Deque<Runnable> handlers = new ArrayDeque<>();
  private final UnstarvedExecutor executor =
      new UnstarvedExecutor(handlers::add, new ManualTimer(), Runnable::run);
  private final HandlerFuture<String> future = new HandlerFuture<>(executor);
  private final List<String> seen = new ArrayList<>();

  private void runHandlers() {
    while (!handlers.isEmpty()) {
      handlers.remove().run();
    }
  }

  @Test
  void whoBlocksOnItNeedsNoHandlerThread() throws Exception {
    future.complete("a");
    assertThat(future.get(0, TimeUnit.SECONDS)).isEqualTo("a");
    assertThat(handlers).isEmpty();
  }

  @Test
  void whatIsOursRunsAtOnce() {
    future.onSettled(() -> seen.add("settled"));
    future.complete("a");
    assertThat(seen).containsExactly("settled");
    assertThat(handlers).isEmpty();
  }

  private record Follower(String name, Consumer<CompletableFuture<String>> attach) {}

  /** All ways to attach something that do not name an executor and do not end in "Async". */
  private Stream<Follower> followers() {
    CompletableFuture<String> other = CompletableFuture.completedFuture("b");
    CompletableFuture<String> never = new CompletableFuture<>();
    Runnable see = () -> seen.add("run");
    return Stream.of(
        new Follower("thenApply", f -> f.thenApply(x -> seen.add(x))),
        new Follower("thenAccept", f -> f.thenAccept(seen::add)),
        new Follower("thenRun", f -> f.thenRun(see)),
        new Follower(
            "thenCompose",
            f ->
                f.thenCompose(
                    x -> {
                      see.run();
                      return other;
                    })),
        new Follower("whenComplete", f -> f.whenComplete((x, e) -> see.run())),
        new Follower("handle", f -> f.handle((x, e) -> seen.add("run"))),
        new Follower("thenCombine", f -> f.thenCombine(other, (x, y) -> seen.add(x + y))),
        new Follower("thenAcceptBoth", f -> f.thenAcceptBoth(other, (x, y) -> see.run())),
        new Follower("runAfterBoth", f -> f.runAfterBoth(other, see)),
        new Follower("applyToEither", f -> f.applyToEither(never, x -> seen.add(x))),
        new Follower("acceptEither", f -> f.acceptEither(never, seen::add)),
        new Follower("runAfterEither", f -> f.runAfterEither(never, see)));
  }

  private Stream<Follower> followersOfFailure() {
    return Stream.of(
        new Follower(
            "exceptionally",
            f ->
                f.exceptionally(
                    e -> {
                      seen.add("run");
                      return "x";
                    })),
        new Follower(
            "exceptionallyCompose",
            f ->
                f.exceptionallyCompose(
                    e -> {
                      seen.add("run");
                      return CompletableFuture.completedFuture("x");
                    })));
  }

  @TestFactory
  Stream<DynamicTest> whatFollowsRunsOnTheHandlerExecutor() {
    return Stream.concat(
        followers().map(each -> test(each, awaited -> awaited.complete("a"))),
        followersOfFailure()
            .map(each -> test(each, awaited -> awaited.completeExceptionally(new Exception()))));
  }

  private DynamicTest test(Follower follower, Consumer<HandlerFuture<String>> completing) {
    return DynamicTest.dynamicTest(
        follower.name,
        () -> {
          HandlerFuture<String> awaited = new HandlerFuture<>(executor);
          seen.clear();
          follower.attach.accept(awaited);
          completing.accept(awaited);
          assertThat(seen).as("before a handler thread is there").isEmpty();
          runHandlers();
          assertThat(seen).hasSize(1);
        });
  }

  @Test
  void whatFollowsASecondAnswerRunsOnTheHandlerExecutorToo() {
    HandlerFuture<String> second = new HandlerFuture<>(executor);
    future.thenCompose(first -> second).thenAccept(seen::add);
    future.complete("a");
    runHandlers();
    second.complete("b");
    assertThat(seen).isEmpty();
    runHandlers();
    assertThat(seen).containsExactly("b");
  }
}
