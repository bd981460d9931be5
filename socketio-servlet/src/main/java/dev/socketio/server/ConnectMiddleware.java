package dev.socketio.server;

import java.util.concurrent.CompletionStage;

/**
 * Decides whether a client may join a namespace, in the order of registration, once per CONNECT.
 * The socket it is given is not connected yet: it has its handshake, its auth and its data, but
 * nothing can be received on it.
 */
@FunctionalInterface
public interface ConnectMiddleware {

  /**
   * Lets the client pass by returning.
   *
   * @param socket the socket to be
   * @throws ConnectRefusedException to refuse with a message and data for the client
   * @throws Exception any other: logged, and the client is refused without details
   */
  void handle(Socket socket) throws Exception;

  /** The same for decisions that take time. */
  @FunctionalInterface
  interface Async {
    /**
     * Lets the client pass when the stage completes.
     *
     * @param socket the socket to be
     * @return a stage; failing with {@link ConnectRefusedException} refuses with its message and
     *     data
     * @throws Exception as if the stage had failed with it
     */
    CompletionStage<?> handle(Socket socket) throws Exception;
  }
}
