package com.example;

import dev.socketio.cdi.Auth;
import dev.socketio.cdi.OfNamespace;
import dev.socketio.cdi.OnConnect;
import dev.socketio.cdi.OnConnected;
import dev.socketio.cdi.OnEvent;
import dev.socketio.cdi.SocketIoNamespace;
import dev.socketio.server.Broadcast;
import dev.socketio.server.ConnectRefusedException;
import dev.socketio.server.Socket;
import jakarta.inject.Inject;
import java.util.Optional;

/** What the server does for the clients of {@code /orders}. */
@SocketIoNamespace("/orders")
public class Orders {

  @Inject Stock stock;

  @Inject
  @OfNamespace(value = "/orders", room = "everybody")
  Broadcast everybody;

  /** What a client sends. */
  public record Order(String item, int count) {}

  /** What it gets back. */
  public record Receipt(String item, int left) {}

  @OnConnect
  void admit(@Auth("token") Optional<String> token) throws ConnectRefusedException {
    // Look it up where your tokens are.
    if (!token.equals(Optional.of("let me in"))) {
      throw new ConnectRefusedException("Please log in");
    }
  }

  @OnConnected
  void greet(Socket socket) {
    socket.join("everybody");
  }

  @OnEvent("order")
  Receipt order(Order order) {
    int left = stock.take(order.item(), order.count());
    everybody.emit("stock", order.item(), left);
    return new Receipt(order.item(), left);
  }
}
