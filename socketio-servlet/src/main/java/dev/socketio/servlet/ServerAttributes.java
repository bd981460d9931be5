package dev.socketio.servlet;

import dev.socketio.server.SocketIoServer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Where servers stand in a servlet context, for servlets to find and applications to fetch. */
final class ServerAttributes {

  private static final String PREFIX = SocketIoServlet.SERVER_ATTRIBUTE + ".";

  private ServerAttributes() {}

  /**
   * {@return the server that was put there for a servlet, if any}
   *
   * @param context of the servlet
   * @param servlet its name
   * @param named attribute given by the servlet's configuration, if any
   * @throws ServletException if an attribute holds something else, or the named one nothing
   */
  static Optional<SocketIoServer> prepared(
      ServletContext context, String servlet, Optional<String> named) throws ServletException {
    if (named.isPresent()) {
      return Optional.of(
          read(context, named.get())
              .orElseThrow(
                  () ->
                      new ServletException(
                          "Option \"server\" names the servlet context attribute \""
                              + named.get()
                              + "\", which is not set. Set it in a ServletContextListener, before servlets start")));
    }
    Optional<SocketIoServer> own = read(context, PREFIX + servlet);
    return own.isPresent() ? own : read(context, SocketIoServlet.SERVER_ATTRIBUTE);
  }

  private static Optional<SocketIoServer> read(ServletContext context, String attribute)
      throws ServletException {
    Object value = context.getAttribute(attribute);
    if (value == null) {
      return Optional.empty();
    }
    if (value instanceof SocketIoServer server) {
      return Optional.of(server);
    }
    throw new ServletException(
        "The servlet context attribute \""
            + attribute
            + "\" must hold a "
            + SocketIoServer.class.getName()
            + ", but is a "
            + value.getClass().getName()
            + (value.getClass().getName().equals(SocketIoServer.class.getName())
                ? " of another class loader"
                : ""));
  }

  static void publish(ServletContext context, String servlet, SocketIoServer server) {
    context.setAttribute(PREFIX + servlet, server);
  }

  static void withdraw(ServletContext context, String servlet) {
    context.removeAttribute(PREFIX + servlet);
  }

  static Optional<SocketIoServer> find(ServletContext context, String servlet) {
    return Optional.ofNullable(context.getAttribute(PREFIX + servlet))
        .filter(SocketIoServer.class::isInstance)
        .map(SocketIoServer.class::cast);
  }

  static Optional<SocketIoServer> findOnly(ServletContext context) {
    List<SocketIoServer> servers =
        Collections.list(context.getAttributeNames()).stream()
            .filter(
                name -> name.startsWith(PREFIX) || name.equals(SocketIoServlet.SERVER_ATTRIBUTE))
            .map(context::getAttribute)
            .filter(SocketIoServer.class::isInstance)
            .map(SocketIoServer.class::cast)
            .distinct()
            .toList();
    if (servers.size() > 1) {
      throw new IllegalStateException(
          "There are "
              + servers.size()
              + " Socket.IO servers here; say which by the name of its servlet");
    }
    return servers.stream().findFirst();
  }
}
