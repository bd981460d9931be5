package dev.socketio.server;

/** The application's hook for what went wrong in its own handlers or in a client's packets. */
@FunctionalInterface
public interface ErrorListener {

  /**
   * Called on the handler executor.
   *
   * @param socket where it happened
   * @param failure what happened
   */
  void onError(Socket socket, Throwable failure);
}
