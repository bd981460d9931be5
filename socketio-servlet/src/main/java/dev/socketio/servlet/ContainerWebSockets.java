package dev.socketio.servlet;

import dev.socketio.engine.TransportName;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.websocket.server.ServerContainer;
import java.lang.System.Logger.Level;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The WebSockets that the container has to offer to a web application.
 *
 * @param upgrader performs upgrades, {@code null} if there are no WebSockets
 * @param description for the log: which implementation, or why none and what to do about it
 * @param compressible whether the extensions of a single upgrade can be chosen
 */
record ContainerWebSockets(
    @Nullable WebSocketUpgrader upgrader, String description, boolean compressible) {

  private static final String NO_CONTAINER =
      "none, clients stay on polling. The container has not put a jakarta.websocket.server.ServerContainer into the"
          + " servlet context; in Jetty enable the module ee10-websocket-jakarta (embedded: call"
          + " JakartaWebSocketServletContainerInitializer.configure), in embedded Tomcat add tomcat-embed-websocket and"
          + " the initializer WsSci, in Open Liberty the feature websocket-2.1";

  private static final String NO_ENDPOINT =
      "none, clients stay on polling. This container needs an endpoint registered at its start, which"
          + " dev.socketio.servlet.SocketIoInitializer does; put socketio-servlet into WEB-INF/lib, and do not keep"
          + " its ServletContainerInitializer from running";

  /**
   * Looks for WebSockets.
   *
   * @param context of the web application
   */
  static ContainerWebSockets find(ServletContext context) {
    if (!(context.getAttribute(ServerContainer.class.getName())
        instanceof ServerContainer container)) {
      return new ContainerWebSockets(null, NO_CONTAINER, false);
    }
    WebSocketUpgrader upgrader = HandoffListener.upgrader(context, container);
    return new ContainerWebSockets(
        upgrader,
        upgrader == null ? NO_ENDPOINT : implementation(container),
        ContainerKind.of(container) != ContainerKind.TYRUS);
  }

  private static String implementation(ServerContainer container) {
    String version = container.getClass().getPackage().getImplementationVersion();
    return container.getClass().getName() + (version == null ? "" : " " + version);
  }

  /**
   * {@return what is to be said about compression, {@code null} if it is as wanted}
   *
   * @param wanted whether the option {@code perMessageDeflate} is on
   */
  @Nullable String complaint(boolean wanted) {
    return wanted && upgrader != null && !compressible
        ? "perMessageDeflate=true has no effect: "
            + description
            + " takes the extensions of one endpoint for all, so WebSocket messages are not compressed here"
        : null;
  }

  /** {@return how loudly the start of a servlet is to be logged} */
  Level logLevel() {
    return upgrader == null ? Level.WARNING : Level.INFO;
  }

  /**
   * {@return those of the wanted transports that can be had}
   *
   * @param wanted transports that are switched on
   * @throws ServletException if none is left
   */
  Set<TransportName> available(Set<TransportName> wanted) throws ServletException {
    Set<TransportName> available = EnumSet.copyOf(wanted);
    if (upgrader == null) {
      available.remove(TransportName.WEBSOCKET);
    }
    if (available.isEmpty()) {
      throw new ServletException(
          "Option \"transports\" allows websocket only, but there are no WebSockets here: "
              + description);
    }
    return available;
  }
}
