package dev.socketio.servlet;

import dev.socketio.cors.CorsGuard;
import dev.socketio.engine.EngineOptions;
import dev.socketio.engine.TransportName;
import dev.socketio.server.Dispatch;
import dev.socketio.server.SocketIoServer;
import jakarta.servlet.ServletConfig;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRegistration;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Says once, at the start of a servlet, what came of its configuration. */
final class StartLog {

  private StartLog() {}

  /**
   * {@return the block to log}
   *
   * @param protocol what is served
   * @param config of the servlet
   * @param options that apply
   * @param cors of the servlet
   * @param webSockets of the container
   * @param handlers where they run, {@code null} if the application decides
   * @param warnings what is suspicious
   */
  static String block(
      String protocol,
      ServletConfig config,
      EngineOptions options,
      CorsGuard cors,
      ContainerWebSockets webSockets,
      @Nullable String handlers,
      List<String> warnings) {
    List<String> lines = new ArrayList<>();
    lines.add(protocol + " servlet \"" + config.getServletName() + "\" is ready");
    lines.add("path:       " + path(config) + "  (the client's option \"path\")");
    lines.add("transports: " + transports(options));
    if (handlers != null) {
      lines.add("handlers:   " + handlers);
    }
    lines.add("origins:    " + cors.description());
    lines.add("WebSockets: " + webSockets.description());
    lines.add("container:  " + config.getServletContext().getServerInfo());
    lines.add(
        "heartbeat:  every "
            + options.pingInterval().toMillis()
            + " ms, answered within "
            + options.pingTimeout().toMillis()
            + " ms");
    lines.add("limits:     " + limits(options));
    if (warnings.isEmpty()) {
      lines.add("warnings:   none");
    }
    warnings.forEach(warning -> lines.add("WARNING:    " + warning));
    return String.join(System.lineSeparator() + "  ", lines);
  }

  /**
   * {@return the block to log of a servlet that nobody has asked for and that cannot start}
   *
   * @param config of the servlet
   * @param failure why not
   */
  static String refusal(ServletConfig config, Throwable failure) {
    return String.join(
        System.lineSeparator() + "  ",
        "Socket.IO servlet \"" + config.getServletName() + "\" cannot start",
        "path:       " + path(config) + "  (answers 503)",
        "reason:     " + reason(failure),
        "if wanted:  mend that",
        "if not:     nothing in this application asks for the server, it comes with the jar; context-param "
            + DropIn.PREFIX
            + DropIn.ENABLED
            + " set to false keeps it away");
  }

  private static String reason(Throwable failure) {
    return failure instanceof ServletException && failure.getMessage() != null
        ? failure.getMessage()
        : failure.toString();
  }

  /**
   * {@return where the handlers of a server run}
   *
   * @param server the server
   */
  static String handlers(SocketIoServer server) {
    Dispatch dispatch = server.options().dispatch();
    if (dispatch.equals(Dispatch.direct())) {
      return "on the container's threads (dispatch=direct), they must not block";
    }
    return "on "
        + server.handlersRunOn()
        + (dispatch.equals(Dispatch.auto()) ? " (dispatch=auto), they may block" : "");
  }

  /**
   * {@return how loudly a start is to be logged}
   *
   * @param webSockets of the container
   * @param warnings what is suspicious
   */
  static Level level(ContainerWebSockets webSockets, List<String> warnings) {
    return warnings.isEmpty() ? webSockets.logLevel() : Level.WARNING;
  }

  private static String path(ServletConfig config) {
    ServletContext context = config.getServletContext();
    ServletRegistration registration = context.getServletRegistration(config.getServletName());
    if (registration == null) {
      return "unknown";
    }
    return registration.getMappings().stream()
        .sorted()
        .map(mapping -> context.getContextPath() + withoutWildcard(mapping))
        .collect(Collectors.joining(", "));
  }

  private static String withoutWildcard(String mapping) {
    return mapping.endsWith("/*") ? mapping.substring(0, mapping.length() - 1) : mapping;
  }

  private static String transports(EngineOptions options) {
    String names =
        options.transports().stream()
            .sorted()
            .map(TransportName::wireName)
            .collect(Collectors.joining(", "));
    boolean upgrades = options.allowUpgrades() && options.transports().size() > 1;
    return names + (upgrades ? ", with upgrade" : "");
  }

  private static String limits(EngineOptions options) {
    return options.maxHttpBufferSize()
        + " bytes from a client at once, "
        + options.sendQueueBytes()
        + " bytes and "
        + options.sendQueueAge().toMillis()
        + " ms waiting for a client";
  }
}
