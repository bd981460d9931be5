package dev.socketio.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;

/**
 * Every thread for handlers is blocked by a handler that waits for something made from an answer,
 * and that something needs a thread too.
 */
@Timeout(60)
class BlockedByFollowersTest {
  private static final Duration LIMIT = Duration.ofHours(1);

  /** As many spare threads there are without anybody said to be blocked. */
  private static final int SPARES = 32;

  private final ExecutorService handlers = Executors.newSingleThreadExecutor();
  private final ExecutorService background = Executors.newSingleThreadExecutor();
  private final ServerWorld world = new ServerWorld(options -> {}, handlers, background);
  private final BlockingQueue<Socket> joined = new LinkedBlockingQueue<>();

  private interface Way {
    String wait(Socket socket) throws Exception;
  }

  private record Named(String name, Way way) {}

  private static CompletionStage<Arguments> ask(Socket socket) {
    return socket.timeout(LIMIT).emitWithAck("question");
  }

  private static String text(Arguments arguments) {
    return arguments.get(0, String.class);
  }

  private static String get(CompletionStage<String> stage) throws Exception {
    return stage.toCompletableFuture().get();
  }

  private Stream<Named> ways() {
    return Stream.of(
        new Named("get", s -> get(ask(s).thenApply(BlockedByFollowersTest::text))),
        new Named(
            "get with a limit",
            s -> ask(s).thenApply(a -> text(a)).toCompletableFuture().get(1, TimeUnit.HOURS)),
        new Named("join", s -> ask(s).thenApply(a -> text(a)).toCompletableFuture().join()),
        new Named("three steps", s -> get(ask(s).thenApply(a -> a).thenApply(a -> text(a)))),
        new Named(
            "allOf",
            s -> {
              var answer = ask(s).thenApply(a -> text(a)).toCompletableFuture();
              CompletableFuture.allOf(answer).get();
              return answer.join();
            }),
        new Named(
            "a latch",
            s -> {
              CountDownLatch latch = new CountDownLatch(1);
              var unused = ask(s).thenAccept(a -> latch.countDown());
              latch.await();
              return "yes";
            }),
        new Named("a remote socket", s -> get(remote(s).thenApply(a -> text(a)))),
        new Named(
            "a remote socket without a step of the application's",
            s -> text(remote(s).toCompletableFuture().get())));
  }

  private CompletionStage<Arguments> remote(Socket socket) throws Exception {
    return world
        .main
        .to(socket.id())
        .fetchSockets()
        .toCompletableFuture()
        .get()
        .get(0)
        .emitWithAck(LIMIT, "question");
  }

  @BeforeEach
  void clientsMayJoin() {
    world.main.onConnection(joined::add);
  }

  @AfterEach
  void shutDown() {
    handlers.shutdownNow();
    background.shutdownNow();
  }

  @TestFactory
  Stream<DynamicTest> theAnswerWakesIt() {
    return ways().map(way -> DynamicTest.dynamicTest(way.name, () -> assertWakes(way.way)));
  }

  private FakeConnection client() {
    FakeConnection connection = world.open();
    connection.sends("0");
    return connection;
  }

  private void assertWakes(Way way) throws Exception {
    FakeConnection connection = client();
    Socket socket = joined.take();
    CompletableFuture<String> outcome = new CompletableFuture<>();
    socket.on("ask", (arguments, ack) -> outcome.complete(way.wait(socket)));
    answerNext(connection);
    connection.sends("2[\"ask\"]");
    assertThat(patiently(outcome)).isEqualTo("yes");
  }

  /** Once the question is there and the handler's thread blocked, answers it. */
  private static void answerNext(FakeConnection connection) {
    connection.received();
    connection.afterFlush = () -> answer(connection);
  }

  /** Answers the latest question. */
  private static void answer(FakeConnection connection) {
    List<String> received = connection.received();
    String question = received.get(received.size() - 1);
    connection.sends("3" + question.substring(1, question.indexOf('[')) + "[\"yes\"]");
  }

  /** The clock goes on as long as nothing happens. */
  private <T> T patiently(CompletableFuture<T> outcome) throws Exception {
    for (int i = 0; i < 100; i++) {
      try {
        return outcome.get(20, TimeUnit.MILLISECONDS);
      } catch (TimeoutException blocked) {
        world.timer.advance(Duration.ofMillis(100));
      }
    }
    throw new AssertionError("everything is blocked for good");
  }

  @Test
  void stepsThatWaitForStepsFindThreadsHoweverManyTheyAre() throws Exception {
    int clients = 5 * SPARES;
    List<FakeConnection> connections = new ArrayList<>();
    List<CompletableFuture<String>> outcomes = new ArrayList<>();
    CountDownLatch waiting = new CountDownLatch(clients);
    for (int i = 0; i < clients; i++) {
      CompletableFuture<String> outcome = new CompletableFuture<>();
      connections.add(client());
      Socket socket = joined.take();
      var unused =
          ask(socket)
              .thenAccept(
                  first -> {
                    var second = ask(socket).thenApply(a -> text(a)).toCompletableFuture();
                    waiting.countDown();
                    outcome.complete(second.join());
                  });
      outcomes.add(outcome);
    }
    connections.forEach(BlockedByFollowersTest::answer);
    patiently(CompletableFuture.runAsync(() -> awaitAll(waiting), background));
    connections.forEach(BlockedByFollowersTest::answer);
    for (CompletableFuture<String> outcome : outcomes) {
      assertThat(patiently(outcome)).isEqualTo("yes");
    }
  }

  private static void awaitAll(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
