package dev.socketio.engine.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.socketio.concurrent.ManualTimer;
import dev.socketio.engine.ConnectionError;
import dev.socketio.engine.EngineApplication;
import dev.socketio.engine.EngineConnection;
import dev.socketio.engine.EngineListener;
import dev.socketio.engine.EngineOptions;
import dev.socketio.engine.EngineSessions;
import dev.socketio.engine.RecordingListener;
import dev.socketio.engine.packet.EnginePacket.Message;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** An engine with manual time, entered by its front door: what the situation tests play in. */
public class EngineWorld implements EngineApplication {
  static final String POLLING = "EIO=4&transport=polling";
  static final String WEBSOCKET = "EIO=4&transport=websocket";

  final ManualTimer timer = new ManualTimer();
  final EngineSessions sessions;
  final EngineDispatcher dispatcher;
  final List<EngineConnection> connections = new CopyOnWriteArrayList<>();
  final List<RecordingListener> listeners = new CopyOnWriteArrayList<>();
  final List<ConnectionError> errors = new CopyOnWriteArrayList<>();
  private Consumer<EngineConnection> onConnection = connection -> {};

  EngineWorld() {
    this(options -> {});
  }

  EngineWorld(Consumer<EngineOptions.Builder> configuration) {
    EngineOptions.Builder options = EngineOptions.builder();
    configuration.accept(options);
    sessions = new EngineSessions(options.build(), timer, this);
    dispatcher = new EngineDispatcher(sessions);
  }

  /** What the application does when a session opens. */
  EngineWorld onConnection(Consumer<EngineConnection> action) {
    onConnection = action;
    return this;
  }

  @Override
  public EngineListener onConnection(EngineConnection connection) {
    RecordingListener listener = new RecordingListener();
    connections.add(connection);
    listeners.add(listener);
    onConnection.accept(connection);
    return listener;
  }

  @Override
  public void onConnectionError(ConnectionError error) {
    errors.add(error);
  }

  // ---- Requests ----

  FakeHttpExchange send(FakeHttpExchange exchange) {
    dispatcher.dispatch(exchange);
    return exchange;
  }

  UpgradeDecision upgrade(String query) {
    return upgrade(FakeHttpExchange.get(query));
  }

  UpgradeDecision upgrade(FakeHttpExchange exchange) {
    return dispatcher.dispatchUpgrade(exchange).toCompletableFuture().join();
  }

  /** A session over polling, its open packet fetched. */
  Client openPolling() {
    FakeHttpExchange handshake = send(FakeHttpExchange.get(POLLING));
    assertThat(handshake.status()).isEqualTo(200);
    assertThat(handshake.answer()).startsWith("0{\"sid\":\"");
    return new Client(connections.size() - 1);
  }

  /** A session over WebSocket. */
  Socket openWebSocket() {
    return openWebSocket(new FakeWebSocketChannel());
  }

  /** A session over a given WebSocket. */
  Socket openWebSocket(FakeWebSocketChannel channel) {
    UpgradeDecision decision = upgrade(WEBSOCKET);
    assertThat(decision).isInstanceOf(UpgradeDecision.Accepted.class);
    Socket socket = new Socket(((UpgradeDecision.Accepted) decision).receiver(), channel);
    socket.receiver.onOpen(channel);
    socket.client = new Client(connections.size() - 1);
    return socket;
  }

  void advance(Duration duration) {
    timer.advance(duration);
  }

  /** Nothing is left: no session, no timer task. */
  void assertEmpty() {
    assertThat(sessions.count()).isZero();
    assertThat(timer.scheduled()).isZero();
  }

  /** One session and its client. */
  final class Client {
    final EngineConnection connection;
    final RecordingListener listener;
    final String query;

    Client(int index) {
      connection = connections.get(index);
      listener = listeners.get(index);
      query = POLLING + "&sid=" + connection.id();
    }

    FakeHttpExchange poll() {
      return send(FakeHttpExchange.get(query));
    }

    FakeHttpExchange post(String body) {
      return send(FakeHttpExchange.post(query, body));
    }

    FakeHttpExchange slowPost() {
      return send(FakeHttpExchange.slowPost(query));
    }

    boolean serverSends(String... texts) {
      boolean taken = true;
      for (String text : texts) {
        taken = connection.send(List.of(new Message(text)));
      }
      return taken;
    }

    /** A WebSocket for this session, accepted by the server and open. */
    Socket openCandidate() {
      return openCandidate(new FakeWebSocketChannel());
    }

    Socket openCandidate(FakeWebSocketChannel channel) {
      UpgradeDecision decision = upgrade(WEBSOCKET + "&sid=" + connection.id());
      assertThat(decision).isInstanceOf(UpgradeDecision.Accepted.class);
      Socket socket = new Socket(((UpgradeDecision.Accepted) decision).receiver(), channel);
      socket.client = this;
      socket.receiver.onOpen(channel);
      return socket;
    }

    void assertGone() {
      FakeHttpExchange late = poll();
      assertThat(late.status()).isEqualTo(400);
      assertThat(late.answer()).isEqualTo("{\"code\":1,\"message\":\"Session ID unknown\"}");
    }

    List<String> events() {
      return listener.events();
    }
  }

  /** A WebSocket, seen from the client. */
  static final class Socket {
    final WebSocketReceiver receiver;
    final FakeWebSocketChannel channel;
    Client client;

    Socket(WebSocketReceiver receiver, FakeWebSocketChannel channel) {
      this.receiver = receiver;
      this.channel = channel;
    }

    Socket clientSends(String... messages) {
      for (String message : messages) {
        receiver.onText(message, true);
      }
      return this;
    }

    List<String> sent() {
      return channel.sent();
    }

    boolean closed() {
      return channel.closeCode().isPresent();
    }
  }
}
