package dev.socketio.it.robustness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.socketio.it.container.EmbeddedContainer;
import dev.socketio.it.container.WebApplication;
import dev.socketio.it.wire.Endpoint;
import dev.socketio.it.wire.Patience;
import dev.socketio.it.wire.PollingProbe;
import dev.socketio.it.wire.RawWebSocket;
import dev.socketio.it.wire.WebSocketProbe;
import dev.socketio.server.DisconnectReason;
import dev.socketio.server.Socket;
import dev.socketio.server.SocketIoOptions;
import dev.socketio.server.SocketIoServer;
import dev.socketio.servlet.SocketIoServlet;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Clients that read too little, or send faster than they are handled. */
class SlowReaderIT {

  private static final int QUEUE_BYTES = 1_000_000;
  private static final int CHUNK = 64 * 1024;

  /** Far more than the kernel and the container hold for a connection. */
  private static final int MOST_CHUNKS = 1000;

  private final Map<String, CompletableFuture<DisconnectReason>> reasons =
      new ConcurrentHashMap<>();
  private final CompletableFuture<Void> handlerMayGoOn = new CompletableFuture<>();
  private final CompletableFuture<Void> handlerStarted = new CompletableFuture<>();
  private SocketIoServer byBytes;
  private SocketIoServer byAge;
  private SocketIoServer receiving;
  private EmbeddedContainer container;

  @BeforeEach
  void start() throws Exception {
    byBytes = serverWith(SocketIoOptions.builder().sendQueueBytes(QUEUE_BYTES));
    byAge =
        serverWith(
            SocketIoOptions.builder()
                .sendQueueBytes(1_000_000_000)
                .sendQueueAge(Duration.ofMillis(500)));
    receiving =
        serverWith(SocketIoOptions.builder().maxHttpBufferSize(10_000).receiveQueueBytes(100_000));
    WebApplication application =
        context -> {
          SocketIoServlet.register(context, "/bytes", byBytes);
          SocketIoServlet.register(context, "/age", byAge);
          SocketIoServlet.register(context, "/receiving", receiving);
        };
    container = EmbeddedContainer.start(application);
  }

  @AfterEach
  void stop() throws Exception {
    handlerMayGoOn.complete(null);
    container.close();
  }

  @Test
  void webSocketThatIsNotReadIsClosedOnceTooMuchWaits() throws Exception {
    try (RawWebSocket slow = RawWebSocket.openNarrow(at("bytes/"), Endpoint.WEBSOCKET);
        WebSocketProbe reader = WebSocketProbe.connected(at("bytes/"))) {
      String id = connect(slow);

      long most = feedUntilGone(byBytes, id, reader);

      assertThat(reasonFor(id)).isEqualTo(DisconnectReason.SEND_QUEUE_OVERFLOW);
      assertThat(most).isLessThanOrEqualTo(QUEUE_BYTES);
      expectWell(reader);
    }
  }

  @Test
  void sessionThatIsNotPolledIsClosedOnceTooMuchWaits() {
    PollingProbe slow = PollingProbe.open(at("bytes/"));
    String id = slow.connect();
    try (WebSocketProbe reader = WebSocketProbe.connected(at("bytes/"))) {

      long most = feedUntilGone(byBytes, id, reader);

      assertThat(reasonFor(id)).isEqualTo(DisconnectReason.SEND_QUEUE_OVERFLOW);
      assertThat(most).isLessThanOrEqualTo(QUEUE_BYTES);
      slow.expectGone();
      expectWell(reader);
    }
  }

  @Test
  void webSocketThatIsNotReadIsClosedOnceAPacketWaitedTooLong() throws Exception {
    try (RawWebSocket slow = RawWebSocket.openNarrow(at("age/"), Endpoint.WEBSOCKET);
        WebSocketProbe reader = WebSocketProbe.connected(at("age/"))) {
      String id = connect(slow);

      feedUntilGone(byAge, id, reader);

      assertThat(reasonFor(id)).isEqualTo(DisconnectReason.SEND_TIMEOUT);
      expectWell(reader);
    }
  }

  @Test
  void sessionThatIsNotPolledIsClosedOnceAPacketWaitedTooLong() {
    PollingProbe slow = PollingProbe.open(at("age/"));
    String id = slow.connect();

    socket(byAge, id).emit("chunk", 1);

    assertThat(reasonFor(id)).isEqualTo(DisconnectReason.SEND_TIMEOUT);
    slow.expectGone();
  }

  @Test
  void clientThatSendsFasterThanItIsHandledIsClosed() throws Exception {
    try (RawWebSocket flood = RawWebSocket.open(at("receiving/"), Endpoint.WEBSOCKET);
        WebSocketProbe other = WebSocketProbe.connected(at("receiving/"))) {
      String id = connect(flood);
      flood.send("42[\"block\"]");
      Patience.await("start of the handler", handlerStarted);
      String event = "42[\"ignored\",\"" + "x".repeat(9_000) + "\"]";

      for (int i = 0; i < 20; i++) {
        flood.send(event);
      }

      flood.awaitClose();
      expectWell(other);
      handlerMayGoOn.complete(null);
      assertThat(reasonFor(id)).isEqualTo(DisconnectReason.RECEIVE_QUEUE_OVERFLOW);
    }
  }

  /** Sends to everybody, as fast as the reader reads, until the slow one is gone. */
  private long feedUntilGone(SocketIoServer server, String slow, WebSocketProbe reader) {
    Socket socket = socket(server, slow);
    String chunk = "x".repeat(CHUNK);
    long most = 0;
    for (int i = 0; i < MOST_CHUNKS && socket.isConnected(); i++) {
      server.emit("chunk", i, chunk);
      most = Math.max(most, socket.connection().queuedBytes());
      assertThat(reader.nextText()).isEqualTo("42[\"chunk\"," + i + ",\"" + chunk + "\"]");
    }
    return most;
  }

  private static void expectWell(WebSocketProbe probe) {
    probe.send("42[\"echo\"]");
    assertThat(probe.nextText()).isEqualTo("42[\"echo\"]");
  }

  private static String connect(RawWebSocket socket) throws Exception {
    assertThat(socket.nextText()).startsWith("0{");
    socket.send("40");
    return PollingProbe.sidOf(socket.nextText());
  }

  private static Socket socket(SocketIoServer server, String id) {
    return server.sockets().sockets().get(id);
  }

  private DisconnectReason reasonFor(String id) {
    return Patience.await("disconnect of " + id, disconnect(id));
  }

  /** The client may know its id before the connection handler has run. */
  private CompletableFuture<DisconnectReason> disconnect(String id) {
    return reasons.computeIfAbsent(id, any -> new CompletableFuture<>());
  }

  private Endpoint at(String mount) {
    return new Endpoint(container.uri().resolve(mount));
  }

  private SocketIoServer serverWith(SocketIoOptions.Builder options) {
    SocketIoServer server = SocketIoServer.create(options.build());
    server.onConnection(
        socket -> {
          socket.onDisconnect(reason -> disconnect(socket.id()).complete(reason));
          socket.on("echo", (arguments, ack) -> socket.emit("echo"));
          socket.on(
              "block",
              (arguments, ack) -> {
                handlerStarted.complete(null);
                handlerMayGoOn.join();
              });
        });
    return server;
  }
}
