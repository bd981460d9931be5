package dev.socketio.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.socketio.engine.CloseReason;
import dev.socketio.server.ServerWorld.Peer;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Every thread for handlers is blocked by one that waits for an answer of its client. */
@Timeout(60)
class BlockedHandlersTest {
  private final ExecutorService handlers = Executors.newSingleThreadExecutor();
  private final ExecutorService background = Executors.newSingleThreadExecutor();
  private final ServerWorld world = new ServerWorld(options -> {}, handlers, background);
  private final CompletableFuture<Object> outcome = new CompletableFuture<>();
  private final BlockingQueue<String> sent = new LinkedBlockingQueue<>();
  private Peer peer;

  @BeforeEach
  void aHandlerWaits() throws Exception {
    FakeConnection connection = world.open();
    CompletableFuture<Socket> joined = new CompletableFuture<>();
    world.main.onConnection(joined::complete);
    connection.sends("0");
    peer = new Peer(connection, joined.get());
    handlers.submit(() -> {}).get();
    connection.received();
    peer.socket().on("ask", (arguments, ack) -> waitForAnAnswer());
    connection.afterFlush = () -> connection.received().forEach(sent::add);
    peer.sends("2[\"ask\"]");
    assertThat(sent.take()).isEqualTo("20[\"question\"]");
  }

  private void waitForAnAnswer() throws InterruptedException {
    try {
      outcome.complete(
          peer.socket()
              .timeout(Duration.ofSeconds(9))
              .emitWithAck("question")
              .toCompletableFuture()
              .get()
              .get(0, String.class));
    } catch (ExecutionException failed) {
      outcome.complete(failed.getCause());
    }
  }

  @AfterEach
  void shutDown() {
    handlers.shutdownNow();
    background.shutdownNow();
  }

  /** Failures are handed to the handlers' threads first, since the application may hang on them. */
  private void spareThreadsStepIn() throws Exception {
    background.submit(() -> {}).get();
    world.timer.advance(Duration.ofMillis(50));
  }

  @Test
  void theAnswerWakesIt() throws Exception {
    peer.sends("30[\"yes\"]");
    assertThat(outcome.get(30, TimeUnit.SECONDS)).isEqualTo("yes");
  }

  @Test
  void theTimeOutWakesIt() throws Exception {
    world.timer.advance(Duration.ofSeconds(9));
    spareThreadsStepIn();
    assertThat(outcome.get(30, TimeUnit.SECONDS)).isInstanceOf(AckTimeoutException.class);
  }

  @Test
  void theEndOfTheSessionWakesIt() throws Exception {
    peer.connection().ends(CloseReason.TRANSPORT_CLOSE);
    spareThreadsStepIn();
    assertThat(outcome.get(30, TimeUnit.SECONDS)).isInstanceOf(DisconnectedException.class);
  }
}
