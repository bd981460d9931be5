package dev.socketio.it.servlet;

import dev.socketio.it.wire.Endpoint;
import dev.socketio.it.wire.WebSocketProbe;
import dev.socketio.server.SocketIoOptions;
import dev.socketio.server.SocketIoServer;
import dev.socketio.servlet.SocketIoConfigurer;
import java.time.Duration;

/** Greets every client, as an application would set it up. */
public final class Greeter implements SocketIoConfigurer {

  static void greet(SocketIoServer server, String greeting) {
    server.onConnection(socket -> socket.emit("greeting", greeting));
  }

  /** {@return a server of its own} */
  static SocketIoServer greeting(String text) {
    SocketIoServer server = SocketIoServer.create();
    greet(server, text);
    return server;
  }

  /** {@return what a client that connects gets first} */
  static String greetingAt(Endpoint endpoint) {
    try (WebSocketProbe probe = WebSocketProbe.connected(endpoint)) {
      return probe.nextText();
    }
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
