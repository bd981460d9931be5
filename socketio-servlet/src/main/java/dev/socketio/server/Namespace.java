package dev.socketio.server;

import dev.socketio.server.adapter.Adapter;
import java.util.Map;

/**
 * A namespace: a channel of its own over the shared connection, with its middlewares, sockets and
 * rooms. As a {@link Broadcast} it means all its sockets.
 *
 * <p>Threading: safe for use by any thread. Middlewares and connection handlers should be
 * registered before clients come.
 */
public interface Namespace extends Broadcast {

  /** {@return the name, starting with a slash} */
  String name();

  /**
   * Adds a middleware, which runs for every client that wants to join. Middlewares are not
   * inherited by other namespaces.
   *
   * @param middleware decides
   * @return this
   */
  Namespace use(ConnectMiddleware middleware);

  /**
   * Adds a middleware that takes time.
   *
   * @param middleware decides
   * @return this
   */
  Namespace useAsync(ConnectMiddleware.Async middleware);

  /**
   * Called for every socket that joined, before any of its events; the place to register its
   * handlers.
   *
   * @param handler gets the socket
   * @return handle to take it off
   */
  Registration onConnection(ConnectionHandler handler);

  /** {@return connected sockets of this server by id; a live, unmodifiable view} */
  Map<String, Socket> sockets();

  /** {@return the keeper of the rooms} */
  Adapter adapter();
}
