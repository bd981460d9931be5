package dev.socketio.cdi;

import dev.socketio.server.Socket;
import jakarta.enterprise.inject.spi.BeanManager;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Runs application code of one server with the request scope and that of a socket active, and with
 * the application's class loader. Ends what was made for a socket when the socket ends, however it
 * does, or else with the server.
 *
 * <p>Threading: safe for use by any thread.
 */
final class Contexts implements AutoCloseable {

  /** Code of the application. */
  @FunctionalInterface
  interface Code {
    @Nullable Object run() throws Exception;
  }

  private static final Logger LOG = System.getLogger(Contexts.class.getName());

  private final BeanManager beans;
  private final SocketContext sockets;
  private final RequestScope requests;
  private final @Nullable ClassLoader loader;

  /** Only of sockets for which something was made. */
  private final Map<Socket, SocketStore> stores = new ConcurrentHashMap<>();

  /**
   * Made where the application's class loader is the context class loader.
   *
   * @param beans of the application
   * @param sockets knows the current socket
   */
  Contexts(BeanManager beans, SocketContext sockets) {
    this.beans = beans;
    this.sockets = sockets;
    this.requests = new RequestScope(beans);
    this.loader = Thread.currentThread().getContextClassLoader();
  }

  /** {@return the contexts of another server of the same application} */
  Contexts ofServer() {
    return new Contexts(beans, sockets);
  }

  /**
   * {@return what the code returns}
   *
   * @param socket whose turn it is
   * @param code of the application
   * @throws Exception what the code throws
   */
  @Nullable Object call(Socket socket, Code code) throws Exception {
    SocketStore known = stores.get(socket);
    SocketStore store = known == null ? new SocketStore(socket) : known;
    try {
      return call(store, code);
    } finally {
      keep(store);
    }
  }

  private @Nullable Object call(SocketStore store, Code code) throws Exception {
    SocketStore before = sockets.enter(store);
    try {
      return inRequest(code);
    } finally {
      sockets.leave(before);
    }
  }

  /** A socket that is over already calls at once, so that nothing outlives it. */
  private void keep(SocketStore store) {
    if (store.isEmpty()) {
      return;
    }
    SocketStore other = stores.putIfAbsent(store.socket(), store);
    if (other == null) {
      store.socket().onEnd(() -> end(store.socket()));
    } else if (other != store) {
      end(store);
    }
  }

  private void end(Socket socket) {
    SocketStore store = stores.remove(socket);
    if (store != null) {
      end(store);
    }
  }

  private void end(SocketStore store) {
    try {
      call(
          store,
          () -> {
            store.destroyAll();
            return null;
          });
    } catch (Exception failure) {
      LOG.log(
          Level.WARNING, "The @SocketScoped beans of " + store.socket() + " did not end", failure);
    }
  }

  /**
   * {@return what the code returns} It gets a request scope of its own.
   *
   * @param code of the application
   * @throws Exception what the code throws
   */
  @Nullable Object inRequest(Code code) throws Exception {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    if (before == loader) {
      return requests.call(code);
    }
    thread.setContextClassLoader(loader);
    try {
      return requests.call(code);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  /** Ends what is left: of sockets whose last handler has not returned when the server closed. */
  @Override
  public void close() {
    List.copyOf(stores.keySet()).forEach(this::end);
  }
}
