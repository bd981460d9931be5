package dev.socketio.cdi;

import dev.socketio.engine.ConnectionError;
import dev.socketio.server.DisconnectReason;
import dev.socketio.server.Socket;
import jakarta.enterprise.inject.spi.BeanManager;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Set;

/**
 * Fires our CDI events, if anybody observes them.
 *
 * <p>Threading: safe for use by any thread.
 */
final class CdiEvents {

  private static final Logger LOG = System.getLogger(CdiEvents.class.getName());

  private final BeanManager beans;
  private final Set<Class<?>> observed;

  /**
   * Remembers which events are worth firing.
   *
   * @param beans of the application
   * @param observed event types that have observers
   */
  CdiEvents(BeanManager beans, Set<Class<?>> observed) {
    this.beans = beans;
    this.observed = Set.copyOf(observed);
  }

  boolean areObserved(Class<?> type) {
    return observed.contains(type);
  }

  /** {@return whether anybody observes what sockets do} */
  boolean areSocketsObserved() {
    return areObserved(SocketConnected.class) || areObserved(SocketDisconnected.class);
  }

  void connected(Socket socket) {
    fire(SocketConnected.class, new SocketConnected(socket));
  }

  void disconnected(Socket socket, DisconnectReason reason) {
    fire(SocketDisconnected.class, new SocketDisconnected(socket, reason));
  }

  void refused(ConnectionError error) {
    fire(ConnectionRefused.class, new ConnectionRefused(error));
  }

  /** Asynchronous observers first: they are to hear of it even if another observer throws. */
  private <T> void fire(Class<T> type, T event) {
    if (areObserved(type)) {
      var channel = beans.getEvent().select(type);
      channel
          .fireAsync(event)
          .whenComplete(
              (done, failure) -> {
                if (failure != null) {
                  LOG.log(
                      Level.WARNING, "An asynchronous observer of " + type + " failed", failure);
                }
              });
      channel.fire(event);
    }
  }
}
