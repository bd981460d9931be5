package dev.socketio.server;

/** Welcomes a new socket. */
@FunctionalInterface
public interface ConnectionHandler {

  /**
   * Called once per socket, on the handler executor, before any of its events.
   *
   * @param socket the new socket, already told that it is connected
   * @throws Exception any; goes to the error listeners, and the socket lives on
   */
  void handle(Socket socket) throws Exception;
}
