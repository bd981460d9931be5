package dev.socketio.it.containers.cdi;

import dev.socketio.server.SocketIoServer;
import dev.socketio.servlet.SocketIoConfigurer;
import jakarta.enterprise.context.ApplicationScoped;

/** Sets the server up by code, beside the handlers. */
@ApplicationScoped
public class Setup implements SocketIoConfigurer {

  @Override
  public void configure(SocketIoServer server) {
    server
        .of("/made")
        .onConnection(socket -> socket.on("who", (arguments, ack) -> ack.send("a configurer")));
  }
}
