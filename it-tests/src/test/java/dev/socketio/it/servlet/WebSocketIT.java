package dev.socketio.it.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.socketio.engine.transport.HttpExchange.Completion;
import dev.socketio.engine.transport.WebSocketChannel;
import dev.socketio.it.container.EmbeddedContainer;
import dev.socketio.it.container.WebApplication;
import dev.socketio.it.wire.Endpoint;
import dev.socketio.it.wire.Patience;
import dev.socketio.it.wire.RawWebSocket;
import dev.socketio.it.wire.WebSocketProbe;
import dev.socketio.servlet.ScriptedServlet;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WebSocketIT {

  private static final String QUERY = "EIO=4&transport=websocket";

  private final RecordedReceiver receiver = new RecordedReceiver();
  private EmbeddedContainer container;
  private Endpoint endpoint;

  @BeforeEach
  void deploy() throws Exception {
    ScriptedServlet servlet = new ScriptedServlet().accept(receiver);
    container = EmbeddedContainer.start(WebApplication.of(servlet, "/socket.io/*"));
    endpoint = new Endpoint(container.uri().resolve("socket.io/"));
  }

  @AfterEach
  void stop() throws Exception {
    container.close();
  }

  @Test
  void messagesGoBothWays() {
    try (WebSocketProbe probe = WebSocketProbe.open(endpoint, QUERY)) {
      WebSocketChannel channel = receiver.channel();
      RecordedCompletion done = new RecordedCompletion();
      channel.sendText("4grüße 😀", done);
      assertThat(probe.nextText()).isEqualTo("4grüße 😀");
      assertThat(done.await()).isEmpty();

      ByteBuffer bytes = ByteBuffer.wrap(new byte[] {1, 2, 3}).asReadOnlyBuffer();
      channel.sendBinary(bytes, done);
      assertThat(probe.nextBytes()).containsExactly(1, 2, 3);
      assertThat(done.await()).isEmpty();
      assertThat(bytes.remaining()).isEqualTo(3);

      probe.send("2");
      assertThat(receiver.next()).isEqualTo("2");
      probe.send(new byte[] {65, 66});
      assertThat(receiver.next()).isEqualTo("AB");
    }
  }

  @Test
  void largeMessagesAndFragmentsArriveWhole() {
    try (WebSocketProbe probe = WebSocketProbe.open(endpoint, QUERY)) {
      receiver.channel();
      String large = "0123456789äöü€😀".repeat(40_000);
      probe.send(large);
      assertThat(receiver.next()).isEqualTo(large);
      probe.sendInPieces("4a", "b", "c");
      assertThat(receiver.next()).isEqualTo("4abc");
    }
  }

  @Test
  void largeMessageIsSentWhole() {
    try (WebSocketProbe probe = WebSocketProbe.open(endpoint, QUERY)) {
      String large = "0123456789äöü€😀".repeat(200_000);
      RecordedReceiver.echo(receiver.channel(), large);
      assertThat(probe.nextText()).isEqualTo(large);
    }
  }

  @Test
  void everyMessageOfABurstIsAnsweredInOrder() {
    try (WebSocketProbe probe = WebSocketProbe.open(endpoint, QUERY)) {
      WebSocketChannel channel = receiver.channel();
      SendInTurn turn = new SendInTurn(channel);
      receiver.onMessage(turn::send);
      int messages = 5_000;
      for (int i = 0; i < messages; i++) {
        probe.send("4" + i);
      }
      for (int i = 0; i < messages; i++) {
        assertThat(probe.nextText()).isEqualTo("4" + i);
      }
    }
  }

  @Test
  void handlerThatThrowsClosesItsWebSocketOnly() {
    try (WebSocketProbe other = WebSocketProbe.open(endpoint, QUERY);
        WebSocketProbe probe = WebSocketProbe.open(endpoint, QUERY)) {
      receiver.channel();
      receiver.channel();
      receiver.onMessage(
          text -> {
            throw new IllegalStateException("planted");
          });
      probe.send("x");
      assertThat(probe.awaitClose()).isEqualTo(1011);
      receiver.awaitClose();
      receiver.onMessage(receiver.events::add);
      other.send("still here");
      assertThat(receiver.next()).isEqualTo("still here");
    }
  }

  @Test
  void closeCodeAndReasonReachTheClient() {
    WebSocketProbe probe = WebSocketProbe.open(endpoint, QUERY);
    receiver.channel().close(WebSocketChannel.TOO_BIG, "x".repeat(200));

    assertThat(probe.awaitClose()).isEqualTo(1009);
    receiver.awaitClose();
  }

  @Test
  void closeWithoutCodeIsWithoutCodeOrNormal() throws Exception {
    try (RawWebSocket socket = RawWebSocket.open(endpoint, QUERY)) {
      receiver.channel().close(WebSocketChannel.NO_CODE, null);

      assertThat(socket.awaitClose()).isIn(1005, 1000);
      socket.frame(true, RawWebSocket.CLOSE, new byte[0]);
      socket.awaitEnd();
    }
    receiver.awaitClose();
    assertThat(receiver.events).isEmpty();
  }

  @Test
  void clientThatCutsTheConnectionIsClosedOnce() throws Exception {
    RawWebSocket socket = RawWebSocket.open(endpoint, QUERY);
    receiver.channel();
    socket.reset();

    receiver.awaitClose();
    assertThat(receiver.events).isEmpty();
  }

  @Test
  void invalidUtf8EndsTheWebSocket() throws Exception {
    try (RawWebSocket socket = RawWebSocket.open(endpoint, QUERY)) {
      receiver.channel();
      socket.frame(true, RawWebSocket.TEXT, new byte[] {'4', (byte) 0xff, (byte) 0xfe});

      assertThat(socket.awaitClose()).isEqualTo(1007);
    }
    receiver.awaitClose();
  }

  @Test
  void sendAfterTheEndFails() {
    WebSocketProbe probe = WebSocketProbe.open(endpoint, QUERY);
    WebSocketChannel channel = receiver.channel();
    probe.close();
    receiver.awaitClose();

    // Jetty tells of the end a moment before it stops taking messages.
    Instant limit = Instant.now().plus(Patience.LIMIT);
    Optional<Throwable> failure;
    do {
      RecordedCompletion done = new RecordedCompletion();
      channel.sendText("late", done);
      failure = done.await();
    } while (failure.isEmpty() && Instant.now().isBefore(limit));

    assertThat(failure).isPresent();
    channel.close(1000, null);
  }

  @Test
  void clientThatNeverReadsIsClosedWithoutHoldingTheCloser() throws Exception {
    try (RawWebSocket socket = RawWebSocket.openNarrow(endpoint, QUERY)) {
      WebSocketChannel channel = receiver.channel();
      RecordedCompletion done = new RecordedCompletion();
      channel.sendBinary(ByteBuffer.wrap(new byte[64 << 20]), done);

      Instant start = Instant.now();
      channel.close(WebSocketChannel.NO_CODE, null);
      assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofMillis(500));

      assertThat(done.await()).isPresent();
      receiver.awaitClose();
    }
  }

  /** The engine's rule in a nutshell: one send at a time, the next from the end of the last. */
  private static final class SendInTurn implements Completion {

    private final WebSocketChannel channel;
    private final java.util.Queue<String> waiting = new java.util.ArrayDeque<>();
    private boolean sending;

    SendInTurn(WebSocketChannel channel) {
      this.channel = channel;
    }

    void send(String text) {
      synchronized (this) {
        waiting.add(text);
        if (sending) {
          return;
        }
        sending = true;
      }
      next();
    }

    private void next() {
      String text;
      synchronized (this) {
        text = waiting.poll();
        sending = text != null;
      }
      if (text != null) {
        channel.sendText(text, this);
      }
    }

    @Override
    public void completed(Throwable failure) {
      next();
    }
  }
}
