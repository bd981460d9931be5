package com.example;

import dev.socketio.server.SocketIoServer;
import dev.socketio.servlet.SocketIoConfigurer;

/** What the server does for its clients; named in {@code web.xml}. */
public class Chat implements SocketIoConfigurer {

  @Override
  public void configure(SocketIoServer server) {
    server.onConnection(
        socket -> {
          socket.join("lobby");
          socket.on(
              "chat",
              String.class,
              (text, ack) -> {
                socket.to("lobby").emit("chat", socket.id(), text);
                ack.send("delivered");
              });
        });
  }
}
