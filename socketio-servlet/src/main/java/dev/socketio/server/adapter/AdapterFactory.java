package dev.socketio.server.adapter;

/**
 * Makes the adapter of each namespace.
 *
 * <p>Threading: called by any thread, once per namespace.
 */
@FunctionalInterface
public interface AdapterFactory {

  /**
   * {@return a new adapter}
   *
   * @param sockets the sockets of the namespace on this server
   */
  Adapter create(LocalSockets sockets);

  /** {@return the default: rooms of this server only} */
  static AdapterFactory inMemory() {
    return InMemoryAdapter::new;
  }
}
