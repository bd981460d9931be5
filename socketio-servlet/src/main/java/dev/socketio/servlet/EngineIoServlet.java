package dev.socketio.servlet;

import dev.socketio.concurrent.HandlerExecutors;
import dev.socketio.concurrent.ScheduledTaskTimer;
import dev.socketio.cors.CorsEndpoint;
import dev.socketio.cors.CorsGuard;
import dev.socketio.engine.CloseReason;
import dev.socketio.engine.EngineApplication;
import dev.socketio.engine.EngineOptions;
import dev.socketio.engine.EngineSessions;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Serves bare Engine.IO 4 to an {@link EngineApplication}, for applications that need reliable
 * messages over polling or WebSocket and nothing of Socket.IO. Map it to a path that ends with
 * {@code /*}, and let it be asynchronous:
 *
 * <pre>{@code
 * ServletRegistration.Dynamic servlet = context.addServlet("engine", new EngineIoServlet(application));
 * servlet.setAsyncSupported(true);
 * servlet.setLoadOnStartup(1);
 * servlet.addMapping("/engine.io/*");
 * }</pre>
 *
 * <p>Init-params: {@code pingInterval}, {@code pingTimeout}, {@code upgradeTimeout}, {@code
 * maxHttpBufferSize}, {@code transports}, {@code allowUpgrades}, {@code bodyTimeout}, {@code
 * closeTimeout}, {@code sendQueueBytes}, {@code sendQueueAge}, {@code addTrailingSlash}, {@code
 * perMessageDeflate}, {@code roles}, {@code sessionAttributes}, {@code closeWithSession}, {@code
 * corsExplain}, and {@code cors.origin} with the others about CORS. Pages of other origins are
 * refused unless they are allowed, as by {@link SocketIoServlet}.
 *
 * <p>Threading: as any servlet; the application is called on the container's threads, and when a
 * session ends by a time-out, on a thread of the servlet's own.
 */
public class EngineIoServlet extends HttpServlet implements CorsEndpoint {

  private static final long serialVersionUID = 1L;
  private static final Logger LOG = System.getLogger(EngineIoServlet.class.getName());

  private final transient EngineApplication application;
  private transient @Nullable Running running;

  private record Running(
      EngineSessions sessions,
      ScheduledTaskTimer timer,
      HandlerExecutors pool,
      ConnectionCloser closer,
      ServletGateway gateway) {}

  /**
   * Makes a servlet.
   *
   * @param application what runs on top of Engine.IO
   */
  public EngineIoServlet(EngineApplication application) {
    this.application = application;
  }

  /**
   * Sets options in a subclass; init-params are applied afterwards and win.
   *
   * @param options options so far
   */
  protected void configure(EngineOptions.Builder options) {}

  /**
   * Reads the init-params and starts to serve.
   *
   * @throws ServletException if the configuration is wrong; the message says where and how to mend
   *     it
   */
  @Override
  public void init() throws ServletException {
    StartContext.run(getServletContext(), this::start);
  }

  private void start() throws ServletException {
    CorsGuard cors = Gateways.cors(getServletConfig());
    ContainerWebSockets webSockets = ContainerWebSockets.find(getServletContext());
    ServletParams params = new ServletParams();
    EngineOptions options = options(webSockets, params);
    if (params.closeWithSession) {
      SessionTies.requireListener(getServletConfig());
    }
    List<String> warnings =
        DeploymentChecks.run(getServletConfig(), getClass(), cors, options, webSockets, params);
    ScheduledTaskTimer timer = ScheduledTaskTimer.start("socketio-timer-" + getServletName());
    HandlerExecutors pool = HandlerExecutors.pool();
    EngineSessions sessions =
        new EngineSessions(options, timer, new OffTimer(application, timer, pool.executor()));
    ConnectionCloser closer = new ConnectionCloser(getServletName());
    ServletGateway gateway =
        Gateways.create(getServletConfig(), cors, params, sessions, webSockets, closer);
    running = new Running(sessions, timer, pool, closer, gateway);
    LOG.log(
        StartLog.level(webSockets, warnings),
        () ->
            StartLog.block(
                "Engine.IO", getServletConfig(), options, cors, webSockets, null, warnings));
  }

  private EngineOptions options(ContainerWebSockets webSockets, ServletParams params)
      throws ServletException {
    EngineOptions.Builder builder = EngineOptions.builder();
    configure(builder);
    EngineInitParams.table()
        .apply(
            Gateways.initParams(getServletConfig()), new EngineInitParams.Target(builder, params));
    try {
      EngineOptions options = builder.build();
      return builder.transports(webSockets.available(options.transports())).build();
    } catch (IllegalArgumentException mistake) {
      throw StartFailure.of(
          "Servlet \"" + getServletName() + "\": " + mistake.getMessage(), mistake);
    }
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    Running now = running;
    if (now == null) {
      throw new ServletException("Servlet \"" + getServletName() + "\" is not started");
    }
    now.gateway().service(request, response);
  }

  /** Closes all sessions and ends what the servlet started. */
  @Override
  public void destroy() {
    Running now = running;
    if (now != null) {
      running = null;
      CorsRefusals.withdraw(getServletConfig());
      SessionTies.withdraw(getServletConfig());
      now.sessions().close(CloseReason.SERVER_SHUTTING_DOWN);
      now.timer().close();
      now.pool().close();
      now.closer().close();
    }
  }
}
