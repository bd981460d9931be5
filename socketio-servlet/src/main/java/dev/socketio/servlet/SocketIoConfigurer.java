package dev.socketio.servlet;

import dev.socketio.server.SocketIoOptions;
import dev.socketio.server.SocketIoServer;

/**
 * Where an application sets its Socket.IO server up: registers handlers and middlewares, and sets
 * options that cannot be written in a {@code web.xml}. The init-param {@code configurer} of the
 * {@link SocketIoServlet} names the class.
 *
 * <pre>{@code
 * public final class Chat implements SocketIoConfigurer {
 *   public void configure(SocketIoServer server) {
 *     server.onConnection(socket -> socket.on("chat", (args, ack) -> server.emit("chat", args.json(0))));
 *   }
 * }
 * }</pre>
 *
 * <p>Threading: called by the container while the servlet starts, before the first client comes.
 */
public interface SocketIoConfigurer {

  /**
   * Sets options; called first, and not at all if the server exists already. Init-params are
   * applied afterwards and win.
   *
   * @param options options so far
   */
  default void configure(SocketIoOptions.Builder options) {}

  /**
   * Sets the server up.
   *
   * @param server the new server
   * @throws Exception any; stops the deployment
   */
  void configure(SocketIoServer server) throws Exception;
}
