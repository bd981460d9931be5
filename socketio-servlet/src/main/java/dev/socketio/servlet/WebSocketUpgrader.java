package dev.socketio.servlet;

import dev.socketio.servlet.EngineEndpoint.Arrival;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.server.ServerContainer;
import jakarta.websocket.server.ServerEndpointConfig;
import java.io.IOException;
import java.util.Map;

/**
 * Turns a handshake that was accepted into a WebSocket, inside {@code service()} on the container's
 * thread, where every container can do it.
 */
interface WebSocketUpgrader {

  /** Name of the path parameter that carries the nonce. */
  String NONCE = "nonce";

  /**
   * Never requested by clients: the template under which containers file the sessions of an
   * upgrade, since they ask for one.
   */
  String TEMPLATE = "/dev.socketio/{" + NONCE + "}";

  /**
   * Upgrades the request.
   *
   * @param arrival who gets the WebSocket
   * @throws IOException if the container failed to answer
   * @throws DeploymentException if the container did not upgrade
   */
  void upgrade(HttpServletRequest request, HttpServletResponse response, Arrival arrival)
      throws IOException, DeploymentException;

  /**
   * {@return the upgrade for containers that honour the configuration of each upgrade} The endpoint
   * instance then simply carries its receiver.
   */
  static WebSocketUpgrader direct(ServerContainer container) {
    return (request, response, arrival) -> {
      EngineEndpoint endpoint = new EngineEndpoint(session -> arrival);
      UpgradeConfigurator configurator =
          new UpgradeConfigurator(() -> endpoint, arrival.settings().compress());
      ServerEndpointConfig config =
          ServerEndpointConfig.Builder.create(EngineEndpoint.class, TEMPLATE)
              .configurator(configurator)
              .build();
      container.upgradeHttpToWebSocket(request, response, config, Map.of(NONCE, "direct"));
    };
  }

  /**
   * {@return the upgrade for containers that use the endpoint registered under the path instead}
   * The receiver waits under a nonce for that endpoint to ask for it.
   *
   * @param registered configuration of the registered endpoint
   * @param pending shared with that endpoint
   */
  static WebSocketUpgrader byNonce(
      ServerContainer container, ServerEndpointConfig registered, PendingUpgrades pending) {
    return (request, response, arrival) -> {
      String nonce = pending.put(arrival);
      boolean upgraded = false;
      try {
        container.upgradeHttpToWebSocket(request, response, registered, Map.of(NONCE, nonce));
        upgraded = response.getStatus() == HttpServletResponse.SC_SWITCHING_PROTOCOLS;
      } finally {
        if (!upgraded) {
          pending.take(nonce);
        }
      }
      if (!upgraded) {
        throw new DeploymentException(
            "The container left the request as it was, with status " + response.getStatus());
      }
    };
  }
}
