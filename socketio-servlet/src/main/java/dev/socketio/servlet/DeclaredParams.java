package dev.socketio.servlet;

import dev.socketio.cors.CorsConfigurationException;
import dev.socketio.cors.CorsPolicy;
import dev.socketio.engine.EngineOptions;
import dev.socketio.server.SocketIoOptions;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRegistration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The init-params of all servlets of ours that an application has, looked at before any of them
 * starts. Tomcat deploys an application whose servlets cannot start, and answers each request with
 * 500; an initializer that refuses keeps the application from being deployed in every container.
 *
 * <p>What is wrong here is wrong for good: an init-param that is set cannot be set again.
 */
final class DeclaredParams {

  private final ServletContext context;
  private final List<String> mistakes = new ArrayList<>();

  private DeclaredParams(ServletContext context) {
    this.context = context;
  }

  /**
   * Looks at them.
   *
   * @param context of the web application
   * @throws ServletException naming every mistake of every servlet
   */
  static void check(ServletContext context) throws ServletException {
    DeclaredParams params = new DeclaredParams(context);
    DropIn.servlets(context, SocketIoServlet.class).forEach(params::checkSocketIo);
    DropIn.servlets(context, EngineIoServlet.class).forEach(params::checkEngineIo);
    if (!params.mistakes.isEmpty()) {
      throw new ServletException(String.join(System.lineSeparator(), params.mistakes));
    }
  }

  /** Something that refuses what is wrong. */
  private interface Check {
    void run() throws ServletException;
  }

  private void checkSocketIo(ServletRegistration servlet) {
    Map<String, String> params = servlet.getInitParameters();
    ServletParams found = new ServletParams();
    SocketIoInitParams.Target target =
        new SocketIoInitParams.Target(SocketIoOptions.builder(), found);
    note(servlet, () -> SocketIoInitParams.table().apply(params, target));
    if (found.configurer().isPresent()) {
      note(servlet, () -> Configurers.load(found.configurer().get(), context));
    }
    checkCors(servlet);
  }

  private void checkEngineIo(ServletRegistration servlet) {
    EngineInitParams.Target target =
        new EngineInitParams.Target(EngineOptions.builder(), new ServletParams());
    note(servlet, () -> EngineInitParams.table().apply(servlet.getInitParameters(), target));
    checkCors(servlet);
  }

  private void checkCors(ServletRegistration servlet) {
    note(
        servlet,
        () -> CorsPolicy.fromParameters(servlet.getInitParameters(), ServletParams.CORS_PREFIX));
  }

  private void note(ServletRegistration servlet, Check check) {
    try {
      check.run();
    } catch (ServletException | CorsConfigurationException mistake) {
      mistakes.add("Servlet \"" + servlet.getName() + "\": " + mistake.getMessage());
    }
  }
}
