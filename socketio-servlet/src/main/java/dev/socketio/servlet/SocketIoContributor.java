package dev.socketio.servlet;

import dev.socketio.server.SocketIoOptions;
import dev.socketio.server.SocketIoServer;
import jakarta.servlet.ServletConfig;
import jakarta.servlet.ServletException;
import java.util.Optional;
import java.util.Set;

/**
 * Adds to every {@link SocketIoServlet} of a web application what it does not name itself: the seam
 * for frameworks that find handlers and settings on their own. The CDI module is one.
 *
 * <p>It is found under the servlet context attribute {@link #ATTRIBUTE}, which has to be set before
 * servlets start, for example by a {@code ServletContextListener}.
 *
 * <p>Threading: called by the container while a servlet starts or stops, one call at a time for
 * each servlet.
 */
public interface SocketIoContributor {

  /** The servlet context attribute under which servlets look for a contributor. */
  String ATTRIBUTE = "dev.socketio.servlet.SocketIoContributor";

  /**
   * {@return whether there is anything here for the server of a servlet; by default true} Asked
   * about the servlet that is there because the jar is: where nothing in the application concerns
   * it and it cannot start, the application starts without it.
   *
   * @param servlet that starts
   */
  default boolean concerns(ServletConfig servlet) {
    return true;
  }

  /**
   * {@return the options to begin with, if there are any; by default none} They stand for a
   * complete configuration: an init-param that says something else about the same option keeps the
   * servlet from starting. Not called if the server exists already.
   *
   * @param servlet whose server is to be made
   * @throws ServletException to keep the servlet from starting
   */
  default Optional<SocketIoOptions> options(ServletConfig servlet) throws ServletException {
    return Optional.empty();
  }

  /**
   * Sets single options, over which init-params win. Not called if the server exists already; by
   * default does nothing.
   *
   * @param servlet whose server is to be made
   * @param options options so far
   * @throws ServletException to keep the servlet from starting
   */
  default void configure(ServletConfig servlet, SocketIoOptions.Builder options)
      throws ServletException {}

  /**
   * {@return the configurer of a class that the servlet's init-param names, if this makes it; by
   * default its constructor is called}
   *
   * @param servlet whose configurer is wanted
   * @param type its class
   */
  default Optional<SocketIoConfigurer> configurer(
      ServletConfig servlet, Class<? extends SocketIoConfigurer> type) {
    return Optional.empty();
  }

  /**
   * {@return names of roles that handshakes have to remember, besides those of the init-param
   * {@code roles}; by default none}
   *
   * @param servlet which takes the handshakes
   */
  default Set<String> roles(ServletConfig servlet) {
    return Set.of();
  }

  /**
   * Sets a server up, after the configurer and the servlet's own class have done so.
   *
   * @param servlet which serves it
   * @param server the server, before its first client
   * @throws Exception any; keeps the servlet from starting
   */
  void configure(ServletConfig servlet, SocketIoServer server) throws Exception;

  /**
   * Called when a server that was set up has been closed, or has not come to start; by default does
   * nothing.
   *
   * @param servlet which served it
   * @param server the server
   */
  default void closed(ServletConfig servlet, SocketIoServer server) {}
}
