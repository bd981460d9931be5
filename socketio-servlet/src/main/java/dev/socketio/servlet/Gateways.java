package dev.socketio.servlet;

import dev.socketio.cors.CorsGuard;
import dev.socketio.engine.EngineOptions;
import dev.socketio.engine.EngineSessions;
import jakarta.servlet.ServletConfig;
import jakarta.servlet.ServletException;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executor;

/** Puts a servlet's gateway together; what both servlets do while they start. */
final class Gateways {

  private Gateways() {}

  /**
   * {@return what refuses foreign origins where no filter decides}
   *
   * @param config of the servlet
   * @throws ServletException if what is configured about CORS must not be deployed
   */
  static CorsGuard cors(ServletConfig config) throws ServletException {
    return CorsGuard.forServlet(config, ServletParams.CORS_PREFIX);
  }

  /**
   * Makes a gateway.
   *
   * @param config of the servlet
   * @param cors refuses foreign origins
   * @param params of the servlet
   * @param sessions where requests go
   * @param webSockets of the container
   * @param closer closes WebSockets whose client does not read
   */
  static ServletGateway create(
      ServletConfig config,
      CorsGuard cors,
      ServletParams params,
      EngineSessions sessions,
      ContainerWebSockets webSockets,
      Executor closer) {
    EngineOptions options = sessions.options();
    RequestSnapshot snapshots =
        new RequestSnapshot(params.roles, params.sessionAttributes, Clock.systemUTC());
    if (params.closeWithSession) {
      new SessionTies(exchangeTimeout(options), Clock.systemUTC()).install(config, sessions);
    }
    CorsRefusals.report(config, sessions, snapshots);
    GatewaySettings settings =
        new GatewaySettings(
            config.getServletName(),
            cors,
            params.corsExplain,
            params.addTrailingSlash,
            exchangeTimeout(options),
            options.bodyTimeout(),
            options.upgradeTimeout(),
            snapshots,
            new WebSocketSettings(
                options.maxHttpBufferSize(), params.perMessageDeflate, closer, sessions.timer()));
    return new ServletGateway(settings, EngineDoor.of(sessions), webSockets.upgrader());
  }

  /**
   * A poll is answered by a ping or the end of the session; then the client may read as slowly as
   * any other.
   */
  private static Duration exchangeTimeout(EngineOptions options) {
    return options.pingInterval().plus(options.pingTimeout()).plus(options.sendQueueAge());
  }

  /** {@return all init-params} */
  static Map<String, String> initParams(ServletConfig config) {
    Map<String, String> params = new HashMap<>();
    for (String name : Collections.list(config.getInitParameterNames())) {
      params.put(name, config.getInitParameter(name));
    }
    return params;
  }
}
