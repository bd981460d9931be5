package dev.socketio.it.containers.cdi;

import dev.socketio.cdi.SocketConnected;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;

/** Tells clients that they have been seen, from observers. */
@ApplicationScoped
public class Watcher {

  void connected(@Observes SocketConnected event) {
    event.socket().emit("seen", "at once");
  }

  void connectedLater(@ObservesAsync SocketConnected event) {
    event.socket().emit("noted", "on another thread");
  }
}
