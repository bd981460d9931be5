package dev.socketio.server;

import dev.socketio.server.packet.MalformedPacketException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.function.Consumer;

/**
 * Where everything goes that application code throws: to the log with socket, namespace and event,
 * and to the error listeners; never to the client, and never further up.
 *
 * <p>Threading: safe for use by any thread; listeners run on the calling thread, which is one of
 * the handler executor.
 */
final class Failures {
  private static final Logger LOGGER = System.getLogger("dev.socketio.server");

  private final ListenerList<ErrorListener> listeners = new ListenerList<>();

  Registration add(ErrorListener listener) {
    return listeners.add(listener);
  }

  /** A handler or listener of a socket has thrown. */
  void handlerFailed(ClientSocket socket, String event, Throwable failure) {
    if (failure instanceof InterruptedException) {
      Thread.currentThread().interrupt();
    }
    LOGGER.log(
        failure instanceof ArgumentException ? Level.DEBUG : Level.WARNING,
        () ->
            "Handler of \""
                + event
                + "\" failed for socket "
                + socket.id()
                + " of "
                + socket.namespace().name(),
        failure);
    tell(socket, failure);
  }

  /**
   * A client has sent what is no packet. Any client can do that as often as it likes, so it is not
   * worth a warning.
   */
  void packetRefused(ClientSocket socket, MalformedPacketException failure) {
    LOGGER.log(
        Level.DEBUG,
        () -> "Broken packet for socket " + socket.id() + " of " + socket.namespace().name(),
        failure);
    tell(socket, failure);
  }

  /** A middleware failed other than by refusing. */
  void middlewareFailed(ClientSocket socket, Throwable failure) {
    if (failure instanceof InterruptedException) {
      Thread.currentThread().interrupt();
    }
    LOGGER.log(
        Level.WARNING,
        () -> "Middleware failed for a client of " + socket.namespace().name() + "; it is refused",
        failure);
    tell(socket, failure);
  }

  /** An adapter could not do what was asked of it. */
  void adapterFailed(String namespace, String what, Throwable failure) {
    LOGGER.log(Level.ERROR, () -> "The adapter of " + namespace + " failed to " + what, failure);
  }

  /**
   * The listeners of the socket are nearer to what happened; the server's get what nobody else
   * takes.
   */
  private void tell(ClientSocket socket, Throwable failure) {
    List<Consumer<Throwable>> own = socket.errorListeners();
    if (own.isEmpty()) {
      listeners.snapshot().forEach(listener -> guarded(() -> listener.onError(socket, failure)));
    } else {
      own.forEach(listener -> guarded(() -> listener.accept(failure)));
    }
  }

  /** Runs a listener that nobody can be told about if it fails. */
  static void guarded(Runnable listener) {
    try {
      listener.run();
    } catch (Throwable failure) {
      LOGGER.log(Level.WARNING, "A listener failed", failure);
    }
  }
}
