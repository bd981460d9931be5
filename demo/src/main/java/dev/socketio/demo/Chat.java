package dev.socketio.demo;

import dev.socketio.server.SocketIoServer;
import dev.socketio.servlet.SocketIoConfigurer;

/**
 * The chat. The servlet makes one of these and calls it once, because {@code web.xml} names it as
 * the {@code configurer}.
 */
public final class Chat implements SocketIoConfigurer {

  @Override
  public void configure(SocketIoServer server) {
    Presence presence = new Presence(server.sockets());
    server.use(socket -> Entry.of(socket.handshake().auth()));
    server.onConnection(
        socket -> {
          Entry entry = Entry.of(socket.handshake().auth());
          new Guest(socket, entry, presence).enter();
        });
  }
}
