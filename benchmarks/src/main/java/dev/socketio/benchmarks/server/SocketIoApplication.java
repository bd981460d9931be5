package dev.socketio.benchmarks.server;

import dev.socketio.server.Dispatch;
import dev.socketio.server.Socket;
import dev.socketio.server.SocketIoOptions;
import dev.socketio.server.SocketIoServer;
import dev.socketio.servlet.SocketIoServlet;
import jakarta.servlet.ServletContext;

/**
 * The Socket.IO server with the same two services as the raw endpoints, and default options but for
 * the dispatch.
 */
final class SocketIoApplication {
  private static final String PATH = "/socket.io";

  private SocketIoApplication() {}

  static void deploy(ServletContext context, Dispatch dispatch) {
    SocketIoServer server =
        SocketIoServer.create(SocketIoOptions.builder().dispatch(dispatch).build());
    server.onConnection(socket -> serve(socket, server));
    SocketIoServlet.register(context, PATH, server);
  }

  private static void serve(Socket socket, SocketIoServer server) {
    socket.on("echo", String.class, (text, ack) -> socket.emit("echo", text));
    socket.on("cast", String.class, (text, ack) -> server.emit("cast", text));
  }
}
