package dev.socketio.servlet;

import dev.socketio.engine.EngineOptions;
import dev.socketio.engine.EngineSessions;
import dev.socketio.engine.transport.EngineDispatcher;
import jakarta.servlet.ServletConfig;
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
   * Makes a gateway.
   *
   * @param config of the servlet
   * @param params of the servlet
   * @param sessions where requests go
   * @param webSockets of the container
   * @param closer closes WebSockets whose client does not read
   */
  static ServletGateway create(
      ServletConfig config,
      ServletParams params,
      EngineSessions sessions,
      ContainerWebSockets webSockets,
      Executor closer) {
    EngineOptions options = sessions.options();
    GatewaySettings settings =
        new GatewaySettings(
            config.getServletName(),
            params.addTrailingSlash,
            exchangeTimeout(options),
            options.bodyTimeout(),
            options.upgradeTimeout(),
            new RequestSnapshot(params.roles, Clock.systemUTC()),
            new WebSocketSettings(options.maxHttpBufferSize(), params.perMessageDeflate, closer));
    return new ServletGateway(
        settings, EngineDoor.of(new EngineDispatcher(sessions)), webSockets.upgrader());
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
