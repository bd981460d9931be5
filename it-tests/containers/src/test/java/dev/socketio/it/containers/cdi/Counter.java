package dev.socketio.it.containers.cdi;

import jakarta.enterprise.context.RequestScoped;

/** Counts within one call. */
@RequestScoped
public class Counter {

  private int count;

  int next() {
    return ++count;
  }
}
