package dev.socketio.servlet;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.server.ServerContainer;
import jakarta.websocket.server.ServerEndpointConfig;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * Registers the endpoint that Tyrus (GlassFish, Payara) insists on finding under the path of an
 * upgrade; does nothing in other containers. It has to happen while the context starts, before any
 * servlet does.
 */
final class HandoffListener implements ServletContextListener {

  private static final Logger LOG = System.getLogger(HandoffListener.class.getName());
  private static final String ATTRIBUTE = HandoffListener.class.getName();

  private final InstantSource clock = Clock.systemUTC();

  private record Handoff(ServerEndpointConfig config, PendingUpgrades pending) {}

  @Override
  public void contextInitialized(ServletContextEvent event) {
    ServletContext context = event.getServletContext();
    Object container = context.getAttribute(ServerContainer.class.getName());
    if (container instanceof ServerContainer server
        && ContainerKind.of(server) == ContainerKind.TYRUS) {
      register(context, server);
    }
  }

  @Override
  public void contextDestroyed(ServletContextEvent event) {
    event.getServletContext().removeAttribute(ATTRIBUTE);
  }

  private void register(ServletContext context, ServerContainer container) {
    PendingUpgrades pending = new PendingUpgrades(clock);
    UpgradeConfigurator configurator =
        new UpgradeConfigurator(
            () ->
                new EngineEndpoint(
                    session ->
                        pending.take(session.getPathParameters().get(WebSocketUpgrader.NONCE))),
            false);
    ServerEndpointConfig config =
        ServerEndpointConfig.Builder.create(EngineEndpoint.class, WebSocketUpgrader.TEMPLATE)
            .configurator(configurator)
            .build();
    try {
      container.addEndpoint(config);
      context.setAttribute(ATTRIBUTE, new Handoff(config, pending));
    } catch (DeploymentException failure) {
      LOG.log(
          Level.ERROR,
          "The WebSocket endpoint could not be registered: Socket.IO stays on polling",
          failure);
    }
  }

  /**
   * {@return how to upgrade in this web application, {@code null} if it cannot be done}
   *
   * @param container the WebSocket container of the web application
   */
  static @Nullable WebSocketUpgrader upgrader(ServletContext context, ServerContainer container) {
    if (ContainerKind.of(container) != ContainerKind.TYRUS) {
      return WebSocketUpgrader.direct(container);
    }
    return context.getAttribute(ATTRIBUTE) instanceof Handoff handoff
        ? WebSocketUpgrader.byNonce(container, handoff.config(), handoff.pending())
        : null;
  }
}
