package dev.socketio.cdi;

import dev.socketio.server.Socket;
import jakarta.enterprise.context.control.RequestContextController;
import jakarta.enterprise.context.spi.CreationalContext;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import org.jspecify.annotations.Nullable;

/**
 * Runs application code with the request scope, and that of a socket, active.
 *
 * <p>Threading: safe for use by any thread.
 */
final class Contexts {

  /** Code of the application. */
  @FunctionalInterface
  interface Code {
    @Nullable Object run() throws Exception;
  }

  private final BeanManager beans;
  private final SocketContext sockets;
  private final Bean<?> controllers;

  Contexts(BeanManager beans, SocketContext sockets) {
    this.beans = beans;
    this.sockets = sockets;
    this.controllers =
        beans.resolve(beans.getBeans(RequestContextController.class, Any.Literal.INSTANCE));
  }

  SocketContext sockets() {
    return sockets;
  }

  /**
   * {@return what the code returns}
   *
   * @param socket whose turn it is
   * @param code of the application
   * @throws Exception what the code throws
   */
  @Nullable Object call(Socket socket, Code code) throws Exception {
    Socket before = sockets.enter(socket);
    try {
      return inRequest(code);
    } finally {
      sockets.leave(before);
    }
  }

  /**
   * {@return what the code returns} A request scope that is active already, as with direct dispatch
   * on the container's thread, stays.
   *
   * @param code of the application
   * @throws Exception what the code throws
   */
  @Nullable Object inRequest(Code code) throws Exception {
    CreationalContext<?> creation = beans.createCreationalContext(null);
    RequestContextController controller =
        (RequestContextController)
            beans.getReference(controllers, RequestContextController.class, creation);
    boolean activated = controller.activate();
    try {
      return code.run();
    } finally {
      if (activated) {
        controller.deactivate();
      }
      creation.release();
    }
  }
}
