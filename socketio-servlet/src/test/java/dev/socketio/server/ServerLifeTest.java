package dev.socketio.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.socketio.engine.CloseReason;
import dev.socketio.engine.ConnectionError;
import dev.socketio.engine.EngineError;
import dev.socketio.json.JsonCodec;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A whole server, from its creation to its end. */
class ServerLifeTest {

  private static Set<Thread> ownThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("socketio-"))
        .collect(Collectors.toSet());
  }

  private static void closeAndWait(SocketIoServer server) throws Exception {
    server.close().toCompletableFuture().get(30, TimeUnit.SECONDS);
  }

  @Test
  void closingLeavesNoThreadBehind() throws Exception {
    Set<Thread> before = ownThreads();
    SocketIoServer server = SocketIoServer.create();
    CompletableFuture<Thread> handlerThread = new CompletableFuture<>();
    CompletableFuture<DisconnectReason> left = new CompletableFuture<>();
    server.onConnection(
        socket -> {
          socket.onDisconnect(left::complete);
          handlerThread.complete(Thread.currentThread());
        });
    FakeConnection client = new FakeConnection();
    client.listener(clientsOf(server).onConnection(client));
    client.sends("0");
    Thread handler = handlerThread.get(30, TimeUnit.SECONDS);
    Set<Thread> started = ownThreads();
    started.removeAll(before);
    started.add(handler);
    assertThat(started).as("the timer's and the handler's").hasSizeGreaterThanOrEqualTo(2);
    client.ends(CloseReason.SERVER_SHUTTING_DOWN);
    closeAndWait(server);
    assertThat(left).isCompletedWithValue(DisconnectReason.SERVER_SHUTTING_DOWN);
    for (Thread thread : started) {
      thread.join(TimeUnit.SECONDS.toMillis(10));
      assertThat(thread.isAlive()).as(thread.getName()).isFalse();
    }
  }

  @Test
  void closingTwiceIsClosingOnce() throws Exception {
    SocketIoServer server =
        SocketIoServer.create(SocketIoOptions.builder().dispatch(Dispatch.direct()).build());
    CompletionStage<Void> first = server.close();
    assertThat(server.close()).isSameAs(first);
    closeAndWait(server);
    assertThat(server.engineSessions().isOpen()).isFalse();
  }

  @Test
  void aHandlerMayCloseTheServer() throws Exception {
    BlockingQueue<CompletionStage<Void>> closed = new LinkedBlockingQueue<>();
    SocketIoServer server = SocketIoServer.create();
    server.onConnectionError(error -> closed.add(server.close()));
    server
        .engineSessions()
        .report(
            new ConnectionError(
                EngineError.BAD_REQUEST, "x", Map.of(), new FakeConnection().handshake));
    closed.poll(30, TimeUnit.SECONDS).toCompletableFuture().get(30, TimeUnit.SECONDS);
  }

  @Test
  void anExecutorOrCodecOfTheApplicationIsLeftAlone() throws Exception {
    List<Runnable> tasks = new ArrayList<>();
    CompletableFuture<Void> codecClosed = new CompletableFuture<>();
    JsonCodec standard = JsonCodec.standard();
    JsonCodec codec =
        (JsonCodec)
            Proxy.newProxyInstance(
                JsonCodec.class.getClassLoader(),
                new Class<?>[] {JsonCodec.class},
                (proxy, method, arguments) ->
                    method.getName().equals("close")
                        ? codecClosed.complete(null)
                        : method.invoke(standard, arguments));
    SocketIoServer server =
        SocketIoServer.create(
            SocketIoOptions.builder().dispatch(Dispatch.executor(tasks::add)).json(codec).build());
    closeAndWait(server);
    assertThat(codecClosed).isNotDone();
  }

  @Test
  void theShortcutsMeanTheMainNamespace() throws Exception {
    SocketIoServer server =
        SocketIoServer.create(SocketIoOptions.builder().dispatch(Dispatch.direct()).build());
    List<String> log = new ArrayList<>();
    server
        .use(socket -> log.add("use"))
        .useAsync(socket -> CompletableFuture.completedFuture(log.add("async")));
    server.onConnection(
        socket -> {
          log.add("connection");
          socket.join("r");
          socket.on(
              "a",
              (arguments, ack) -> {
                throw new IllegalStateException("to the server's listener");
              });
        });
    server.onError((socket, failure) -> log.add(failure.getMessage()));
    FakeConnection client = new FakeConnection();
    client.listener(clientsOf(server).onConnection(client));
    client.sends("0", "2[\"a\"]");
    client.received();
    assertThat(log).containsExactly("use", "async", "connection", "to the server's listener");
    server.emit("1");
    server.to("r").emit("2");
    server.in("r").emit("3");
    server.except("r").emit("not");
    server.local().emit("4");
    server.asVolatile().emit("5");
    assertThat(client.received())
        .containsExactly("2[\"1\"]", "2[\"2\"]", "2[\"3\"]", "2[\"4\"]", "2[\"5\"]");
    var answers = server.emitWithAck("q").toCompletableFuture();
    client.sends("30[]");
    assertThat(answers.join()).hasSize(1);
    assertThat(
            server
                .timeout(Duration.ofSeconds(1))
                .to("nobody")
                .emitWithAck("q")
                .toCompletableFuture()
                .join())
        .isEmpty();
    assertThat(server.sockets()).isSameAs(server.of("/")).isSameAs(server.of(""));
    assertThat(server.of("chat").name()).isEqualTo("/chat");
    assertThat(server.connectionCount()).isZero();
    closeAndWait(server);
  }

  private static ClientRegistry clientsOf(SocketIoServer server)
      throws ReflectiveOperationException {
    var field = SocketIoServer.class.getDeclaredField("clients");
    field.setAccessible(true);
    return (ClientRegistry) field.get(server);
  }

  /** Where it sends from is then a thread of the container, or of another client. */
  @Test
  void withDirectDispatchALargeRoomStillDoesNotHoldItsEmitter() throws Exception {
    SocketIoServer server =
        SocketIoServer.create(SocketIoOptions.builder().dispatch(Dispatch.direct()).build());
    BlockingQueue<Thread> writers = new LinkedBlockingQueue<>();
    for (int i = 0; i <= NamespaceSockets.CHUNK; i++) {
      FakeConnection client = new FakeConnection();
      client.listener(clientsOf(server).onConnection(client));
      client.sends("0");
      client.afterFlush = () -> writers.add(Thread.currentThread());
    }
    server.emit("news");
    for (int i = 0; i <= NamespaceSockets.CHUNK; i++) {
      Thread writer = writers.poll(30, TimeUnit.SECONDS);
      assertThat(writer).isNotNull().isNotSameAs(Thread.currentThread());
    }
    closeAndWait(server);
  }

  @Test
  void theLastDisconnectListenerIsWaitedFor() throws Exception {
    SocketIoServer server = SocketIoServer.create();
    CompletableFuture<Void> release = new CompletableFuture<>();
    CompletableFuture<Void> inListener = new CompletableFuture<>();
    server.onConnection(
        socket ->
            socket.onDisconnect(
                reason -> {
                  inListener.complete(null);
                  release.join();
                }));
    FakeConnection client = new FakeConnection();
    client.listener(clientsOf(server).onConnection(client));
    CompletableFuture<Void> joined = new CompletableFuture<>();
    server.onConnection(socket -> joined.complete(null));
    client.sends("0");
    joined.get(30, TimeUnit.SECONDS);
    client.ends(CloseReason.SERVER_SHUTTING_DOWN);
    inListener.get(30, TimeUnit.SECONDS);
    CompletionStage<Void> closing = server.close();
    assertThat(closing.toCompletableFuture()).isNotDone();
    release.complete(null);
    closing.toCompletableFuture().get(30, TimeUnit.SECONDS);
  }
}
