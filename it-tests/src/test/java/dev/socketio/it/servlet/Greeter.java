package dev.socketio.it.servlet;

import dev.socketio.server.SocketIoOptions;
import dev.socketio.server.SocketIoServer;
import dev.socketio.servlet.SocketIoConfigurer;
import java.time.Duration;

/** Greets every client, as an application would set it up. */
public final class Greeter implements SocketIoConfigurer {

  static void greet(SocketIoServer server, String greeting) {
    server.onConnection(socket -> socket.emit("greeting", greeting));
  }

  @Override
  public void configure(SocketIoOptions.Builder options) {
    options.pingInterval(Duration.ofMillis(11_000)).pingTimeout(Duration.ofMillis(12_000));
  }

  @Override
  public void configure(SocketIoServer server) {
    greet(server, "from a configurer");
  }
}
