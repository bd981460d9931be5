package dev.socketio.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.socketio.concurrent.HandlerExecutors;
import dev.socketio.concurrent.ManualTimer;
import dev.socketio.json.JsonCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.assertj.core.api.InstanceOfAssertFactories;

/** A server with manual time, on fake connections: what the situation tests play in. */
final class ServerWorld {
  final ManualTimer timer = new ManualTimer();
  final ServerTools tools;
  final NamespaceRegistry namespaces;
  final ClientRegistry clients;
  final ServerNamespace main;

  /** Failures that the server's error listeners were told of. */
  final List<Throwable> failures = new ArrayList<>();

  ServerWorld() {
    this(options -> {});
  }

  ServerWorld(Consumer<SocketIoOptions.Builder> configuration) {
    this(configuration, HandlerExecutors.direct().executor());
  }

  ServerWorld(Consumer<SocketIoOptions.Builder> configuration, Executor executor) {
    this(configuration, executor, executor);
  }

  ServerWorld(
      Consumer<SocketIoOptions.Builder> configuration, Executor executor, Executor background) {
    SocketIoOptions.Builder options = SocketIoOptions.builder();
    configuration.accept(options);
    tools =
        new ServerTools(
            options.build(),
            JsonCodec.standard(),
            timer,
            executor,
            background,
            HandlerExecutors.spares().executor());
    namespaces = new NamespaceRegistry(tools);
    clients = new ClientRegistry(tools, namespaces);
    main = namespaces.of("/");
    tools.failures().add((socket, failure) -> failures.add(failure));
  }

  /** An open session that has joined nothing. */
  FakeConnection open() {
    FakeConnection connection = new FakeConnection();
    connection.listener(clients.onConnection(connection));
    return connection;
  }

  /** A session that has joined the main namespace; the answer is taken away. */
  Peer join() {
    return join("/");
  }

  Peer join(String namespace) {
    return join(open(), namespace);
  }

  Peer join(FakeConnection connection, String namespace) {
    AtomicReference<Socket> joined = new AtomicReference<>();
    Registration registration = namespaces.of(namespace).onConnection(joined::set);
    connection.sends(namespace.equals("/") ? "0" : "0" + namespace + ",");
    registration.remove();
    assertThat(joined.get()).isNotNull();
    assertThat(connection.received())
        .contains(
            "0"
                + (namespace.equals("/") ? "" : namespace + ",")
                + "{\"sid\":\""
                + joined.get().id()
                + "\"}");
    return new Peer(connection, joined.get());
  }

  /** Nothing is left: no client, no socket, no room, no timer task. */
  void assertEmpty() {
    assertThat(clients.whenEmpty().toCompletableFuture()).isDone();
    for (ServerNamespace namespace : namespaces.all()) {
      assertThat(namespace.sockets()).isEmpty();
      assertThat(namespace.adapter())
          .extracting("index.members")
          .asInstanceOf(InstanceOfAssertFactories.MAP)
          .isEmpty();
      assertThat(namespace.adapter())
          .extracting("index.rooms")
          .asInstanceOf(InstanceOfAssertFactories.MAP)
          .isEmpty();
    }
    assertThat(timer.scheduled()).isZero();
  }

  /** One client in one namespace, from both ends. */
  record Peer(FakeConnection connection, Socket socket) {

    Peer sends(String... texts) {
      connection.sends(texts);
      return this;
    }

    Peer sends(byte... bytes) {
      connection.sends(bytes);
      return this;
    }

    List<String> received() {
      return connection.received();
    }
  }
}
