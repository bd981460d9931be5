package dev.socketio.servlet;

import dev.socketio.cors.CorsGuard;
import dev.socketio.engine.EngineOptions;
import dev.socketio.engine.TransportName;
import jakarta.servlet.ServletConfig;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** What both servlets check of their surroundings before they start. */
final class DeploymentChecks {

  private static final Logger LOG = System.getLogger(DeploymentChecks.class.getName());

  private DeploymentChecks() {}

  /**
   * Checks what is declared around a servlet.
   *
   * @param config of the servlet
   * @param type class of the servlet
   * @param cors of the servlet
   * @param options that apply
   * @throws ServletException if clients could not connect
   */
  static void run(ServletConfig config, Class<?> type, CorsGuard cors, EngineOptions options)
      throws ServletException {
    ServletContext context = config.getServletContext();
    WebXml webXml = WebXml.of(context);
    if (options.transports().contains(TransportName.POLLING)) {
      new AsyncDeclarations(context, webXml).check(config.getServletName(), type);
    }
    if (!cors.isSameOriginOnly()) {
      PreflightSecurity.warning(context, webXml, config.getServletName(), type)
          .ifPresent(text -> LOG.log(Level.WARNING, text));
    }
  }
}
