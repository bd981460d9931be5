package dev.socketio.it.containers.cdi;

import dev.socketio.cdi.Auth;
import dev.socketio.cdi.EventRefusedException;
import dev.socketio.cdi.OfNamespace;
import dev.socketio.cdi.OnConnect;
import dev.socketio.cdi.OnConnected;
import dev.socketio.cdi.OnDisconnect;
import dev.socketio.cdi.OnEvent;
import dev.socketio.cdi.SocketIoNamespace;
import dev.socketio.server.Broadcast;
import dev.socketio.server.ConnectRefusedException;
import dev.socketio.server.Socket;
import dev.socketio.server.SocketIoServer;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Handlers of every kind. */
@SocketIoNamespace("/cdi")
public class Chat {

  @Inject Visitor visitor;
  @Inject Counter counter;
  @Inject SocketIoServer server;

  @Inject
  @OfNamespace(value = "/cdi", room = "lobby")
  Broadcast lobby;

  /** What clients send. */
  public record Message(String text, int stars) {}

  /** What they get back. */
  public record Receipt(String from, String text, int stars) {}

  @OnConnect
  void admit(@Auth("name") Optional<String> name) throws ConnectRefusedException {
    if (name.isEmpty()) {
      throw new ConnectRefusedException("Who are you?", Map.of("missing", "name"));
    }
    visitor.name(name.get());
  }

  @OnConnected
  void greet(Socket socket) {
    socket.join("lobby");
    socket.emit("hello", visitor.name());
  }

  @OnEvent("say")
  Receipt say(Message message) {
    lobby.emit("said", visitor.name(), message.text());
    return new Receipt(visitor.name(), message.text(), message.stars());
  }

  @OnEvent("bytes")
  private CompletionStage<Integer> bytes(byte[] data) {
    return CompletableFuture.supplyAsync(() -> data.length);
  }

  @OnEvent("count")
  int count() {
    return counter.next() + counter.next();
  }

  @OnEvent("refuse")
  void refuse() {
    throw new EventRefusedException("busy", "Come back later");
  }

  @OnEvent("fail")
  void fail() {
    throw new IllegalStateException("not for the client");
  }

  @OnEvent("servers")
  boolean servers(SocketIoServer given) {
    return given == server;
  }

  @OnDisconnect
  void gone() {
    lobby.emit("gone", visitor.name());
  }
}
