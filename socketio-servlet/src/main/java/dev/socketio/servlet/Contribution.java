package dev.socketio.servlet;

import dev.socketio.server.SocketIoOptions;
import dev.socketio.server.SocketIoServer;
import jakarta.servlet.ServletConfig;
import jakarta.servlet.ServletException;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the contributor of the web application, if there is one, has to say about one servlet.
 *
 * @param contributor of the web application
 * @param config of the servlet
 */
record Contribution(Optional<SocketIoContributor> contributor, ServletConfig config) {

  /**
   * Looks the contributor up.
   *
   * @param config of the servlet
   * @throws ServletException if the attribute holds something else
   */
  static Contribution of(ServletConfig config) throws ServletException {
    Object value = config.getServletContext().getAttribute(SocketIoContributor.ATTRIBUTE);
    if (value == null || value instanceof SocketIoContributor) {
      return new Contribution(Optional.ofNullable((SocketIoContributor) value), config);
    }
    throw new ServletException(
        "The servlet context attribute \""
            + SocketIoContributor.ATTRIBUTE
            + "\" must hold a "
            + SocketIoContributor.class.getName()
            + ", but is a "
            + value.getClass().getName());
  }

  /** {@return whether there is something for the servlet} */
  boolean isForServlet() {
    return contributor.map(some -> some.concerns(config)).orElse(false);
  }

  /**
   * {@return the options to begin with}
   *
   * @param initParams of the servlet
   * @throws ServletException if they contradict init-params
   */
  SocketIoOptions.Builder options(Map<String, String> initParams) throws ServletException {
    if (contributor.isEmpty()) {
      return SocketIoOptions.builder();
    }
    Optional<SocketIoOptions> whole = contributor.get().options(config);
    if (whole.isPresent()) {
      SocketIoInitParams.refuseContradictions(config.getServletName(), initParams, whole.get());
    }
    SocketIoOptions.Builder options =
        whole.map(SocketIoOptions::toBuilder).orElseGet(SocketIoOptions::builder);
    contributor.get().configure(config, options);
    return options;
  }

  /**
   * {@return a configurer, if the contributor makes it}
   *
   * @param type its class
   */
  Optional<SocketIoConfigurer> configurer(Class<? extends SocketIoConfigurer> type) {
    return contributor.flatMap(some -> some.configurer(config, type));
  }

  /**
   * {@return all roles to remember}
   *
   * @param configured those of the init-param
   */
  Set<String> roles(Set<String> configured) {
    Set<String> all = new HashSet<>(configured);
    contributor.ifPresent(some -> all.addAll(some.roles(config)));
    return all;
  }

  /**
   * Sets the server up.
   *
   * @param server of the servlet
   * @throws Exception any of the contributor
   */
  void configure(SocketIoServer server) throws Exception {
    if (contributor.isPresent()) {
      contributor.get().configure(config, server);
    }
  }

  /**
   * Tells that the server has been closed.
   *
   * @param server of the servlet
   */
  void closed(SocketIoServer server) {
    contributor.ifPresent(some -> some.closed(config, server));
  }
}
