package dev.socketio.server;

/** A registered listener, to be taken off again. */
@FunctionalInterface
public interface Registration {

  /** Takes the listener off; calls already under way still finish. Further calls do nothing. */
  void remove();
}
