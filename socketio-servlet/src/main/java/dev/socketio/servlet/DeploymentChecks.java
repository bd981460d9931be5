package dev.socketio.servlet;

import dev.socketio.cors.CorsGuard;
import dev.socketio.engine.EngineOptions;
import dev.socketio.engine.TransportName;
import jakarta.servlet.ServletConfig;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What both servlets check of their surroundings before they start. */
final class DeploymentChecks {

  private DeploymentChecks() {}

  /**
   * Checks what is around a servlet.
   *
   * @param config of the servlet
   * @param type class of the servlet
   * @param cors of the servlet
   * @param options that apply
   * @param webSockets of the container
   * @param params of the servlet
   * @return what to warn of
   * @throws ServletException if clients could not connect
   */
  static List<String> run(
      ServletConfig config,
      Class<?> type,
      CorsGuard cors,
      EngineOptions options,
      ContainerWebSockets webSockets,
      ServletParams params)
      throws ServletException {
    ServletContext context = config.getServletContext();
    WebXml webXml = WebXml.of(context);
    if (options.transports().contains(TransportName.POLLING)) {
      new AsyncDeclarations(context, webXml).check(config.getServletName(), type);
    }
    List<String> warnings = new ArrayList<>(cors.warnings());
    if (!cors.isSameOriginOnly()) {
      PreflightSecurity.warning(context, webXml, config.getServletName(), type)
          .ifPresent(warnings::add);
    }
    Optional.ofNullable(webSockets.complaint(params.perMessageDeflate)).ifPresent(warnings::add);
    return warnings;
  }
}
