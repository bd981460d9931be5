package dev.socketio.servlet;

import dev.socketio.cors.CorsEndpoint;
import dev.socketio.cors.CorsFilter;
import dev.socketio.cors.CorsGuard;
import dev.socketio.engine.Caller;
import dev.socketio.engine.EngineOptions;
import dev.socketio.server.SocketIoOptions;
import dev.socketio.server.SocketIoServer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRegistration;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Serves Socket.IO at the path it is mapped to, long-polling and WebSocket alike, on the port of
 * the web application.
 *
 * <p>With the jar in {@code WEB-INF/lib} there is one at {@code /socket.io}, unless the application
 * declares its own; {@link SocketIoInitializer} tells how to configure it. An application gives it
 * its handlers in one of these ways:
 *
 * <ul>
 *   <li>the init-param {@code configurer} names a {@link SocketIoConfigurer}; where the container
 *       looks for it, the only one in the application need not be named;
 *   <li>a subclass overrides {@link #configure(SocketIoServer)};
 *   <li>a {@code ServletContextListener} makes a {@link SocketIoServer} and either {@linkplain
 *       #register registers} it, or puts it into the servlet context under {@link
 *       #SERVER_ATTRIBUTE}, where the servlet finds it.
 * </ul>
 *
 * <pre>{@code
 * <servlet>
 *   <servlet-name>chat</servlet-name>
 *   <servlet-class>dev.socketio.servlet.SocketIoServlet</servlet-class>
 *   <init-param><param-name>configurer</param-name><param-value>com.example.Chat</param-value></init-param>
 *   <load-on-startup>1</load-on-startup>
 *   <async-supported>true</async-supported>
 * </servlet>
 * <servlet-mapping><servlet-name>chat</servlet-name><url-pattern>/socket.io/*</url-pattern></servlet-mapping>
 * }</pre>
 *
 * <p>Options are init-params under the reference's names, in milliseconds and bytes: {@code
 * pingInterval}, {@code pingTimeout}, {@code upgradeTimeout}, {@code maxHttpBufferSize}, {@code
 * transports} (such as {@code polling,websocket}), {@code allowUpgrades}, {@code connectTimeout},
 * {@code perMessageDeflate} ({@code true} or {@code false}), {@code addTrailingSlash}; and this
 * server's own: {@code ackTimeout}, {@code bodyTimeout}, {@code closeTimeout}, {@code
 * sendQueueBytes}, {@code sendQueueAge}, {@code receiveQueueBytes}, {@code maxAttachments}, {@code
 * dispatch} ({@code auto} or {@code direct}), {@code roles} (names of the roles that a handshake
 * remembers), {@code sessionAttributes} (names of the attributes that a handshake takes over from
 * the {@code HttpSession}, see {@link Caller}), {@code closeWithSession} ({@code true} disconnects
 * a client when the {@code HttpSession} ends that its handshake came with), {@code configurer}
 * (name of a class), {@code server} (name of a servlet context attribute with the server to use),
 * {@code jmx} ({@code false} keeps the server out of JMX, see {@link SocketIoServerMXBean}). {@link
 * SocketIoOptions} has the defaults. An unknown or malformed one keeps the servlet from starting.
 *
 * <p>Pages of other origins are refused, over polling and WebSocket, unless they are allowed: by
 * the init-params {@code cors.origin}, {@code cors.credentials} and so on, which are those of
 * {@link CorsFilter} with {@code cors.} before them; by a {@link dev.socketio.cors.CorsPolicy} in
 * the servlet context under {@link CorsFilter#POLICY_ATTRIBUTE}; or by a {@link CorsFilter} before
 * this servlet, which then decides alone. Clients that send no {@code Origin}, as programs do, and
 * the application's own pages are not affected. With {@code corsExplain=true} the address {@code
 * cors-doctor?origin=…} below the servlet's path tells what is decided about an origin, and why.
 *
 * <p>Each servlet has its own server; a web application can have several on different paths.
 *
 * <p>Threading: as any servlet.
 */
public class SocketIoServlet extends HttpServlet implements CorsEndpoint {

  /**
   * The servlet context attribute under which servlets look for a {@link SocketIoServer} made by
   * the application: this name, a dot and the name of the servlet, or else this name alone. Under
   * the longer name each servlet also leaves the server that it has made.
   */
  public static final String SERVER_ATTRIBUTE = "dev.socketio.server";

  private static final long serialVersionUID = 1L;
  private static final Logger LOG = System.getLogger(SocketIoServlet.class.getName());

  /** More than the server's own limits for whatever has to end there, taken together. */
  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(20);

  private final transient @Nullable SocketIoServer given;
  private transient @Nullable Running running;

  private record Running(
      SocketIoServer server,
      ConnectionCloser closer,
      ServletGateway gateway,
      Contribution contribution,
      Runnable beanRemoval) {}

  /** Makes a servlet that finds or makes its server when it starts. */
  public SocketIoServlet() {
    given = null;
  }

  /**
   * Makes a servlet for a server.
   *
   * @param server closed with the servlet
   */
  public SocketIoServlet(SocketIoServer server) {
    given = server;
  }

  // For applications

  /**
   * Registers a servlet for a server. To be called while the web application starts, from a {@code
   * ServletContextListener} or a {@code ServletContainerInitializer}.
   *
   * @param context of the web application
   * @param path such as {@code /socket.io}; clients put the context path in front of it
   * @param server closed with the servlet
   * @return the registration, to set further init-params
   * @throws IllegalArgumentException if the path cannot be mapped
   * @throws IllegalStateException if the path is taken
   */
  public static ServletRegistration.Dynamic register(
      ServletContext context, String path, SocketIoServer server) {
    Optional<ServletRegistration.Dynamic> added = DropIn.take(context, Registrations.mapping(path));
    if (added.isPresent()) {
      ServerAttributes.publish(context, added.get().getName(), server);
      return added.get();
    }
    ServletRegistration.Dynamic own = Registrations.add(context, path, new SocketIoServlet(server));
    ServerAttributes.publish(context, own.getName(), server);
    return own;
  }

  /**
   * {@return the only Socket.IO server of a web application, if it has started}
   *
   * @param context of the web application
   * @throws IllegalStateException if there are several
   */
  public static Optional<SocketIoServer> find(ServletContext context) {
    return ServerAttributes.findOnly(context);
  }

  /**
   * {@return the server of a servlet, if that has started or the server was given to {@link
   * #register}}
   *
   * @param context of the web application
   * @param servletName name of the servlet
   */
  public static Optional<SocketIoServer> find(ServletContext context, String servletName) {
    return ServerAttributes.find(context, servletName);
  }

  /**
   * Sets options in a subclass; not called if the server exists already. Init-params are applied
   * afterwards and win.
   *
   * @param options options so far
   */
  protected void configure(SocketIoOptions.Builder options) {}

  /**
   * Sets the server up in a subclass.
   *
   * @param server the server of this servlet
   * @throws Exception any; keeps the servlet from starting
   */
  protected void configure(SocketIoServer server) throws Exception {}

  /**
   * Makes the configurer named by the init-param; for frameworks that make objects their own way.
   *
   * @param type class of the configurer
   * @return the configurer; here by the public constructor without parameters
   * @throws ServletException if it cannot be made
   */
  protected SocketIoConfigurer instantiate(Class<? extends SocketIoConfigurer> type)
      throws ServletException {
    return Configurers.instantiate(type);
  }

  // For the container

  /**
   * Finds or makes the server and starts to serve.
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
    Map<String, String> texts = Gateways.initParams(getServletConfig());
    ServletParams params = new ServletParams();
    apply(texts, SocketIoOptions.builder(), params);
    if (params.closeWithSession) {
      SessionTies.requireListener(getServletConfig());
    }
    Contribution contribution = Contribution.of(getServletConfig());
    params.roles = contribution.roles(params.roles);
    Optional<SocketIoConfigurer> configurer = configurer(params, contribution);
    ContainerWebSockets webSockets = ContainerWebSockets.find(getServletContext());
    Optional<SocketIoServer> existing = existingServer(params);
    if (existing.isPresent()) {
      SocketIoInitParams.refuseServerOptions(texts);
      start(existing.get(), cors, params, configurer, contribution, webSockets);
    } else {
      SocketIoServer server =
          create(options(texts, configurer, contribution.options(texts), webSockets));
      try {
        start(server, cors, params, configurer, contribution, webSockets);
      } catch (ServletException | RuntimeException | Error failure) {
        close(server);
        throw failure;
      }
    }
  }

  private void apply(
      Map<String, String> texts, SocketIoOptions.Builder options, ServletParams params)
      throws ServletException {
    SocketIoInitParams.table().apply(texts, new SocketIoInitParams.Target(options, params));
  }

  private Optional<SocketIoConfigurer> configurer(ServletParams params, Contribution contribution)
      throws ServletException {
    Optional<String> name = params.configurer();
    if (name.isEmpty()) {
      return Optional.empty();
    }
    Class<? extends SocketIoConfigurer> type = Configurers.load(name.get(), getServletContext());
    Optional<SocketIoConfigurer> made = contribution.configurer(type);
    return made.isPresent() ? made : Optional.of(instantiate(type));
  }

  private Optional<SocketIoServer> existingServer(ServletParams params) throws ServletException {
    Optional<SocketIoServer> existing =
        given != null
            ? Optional.of(given)
            : ServerAttributes.prepared(getServletContext(), getServletName(), params.server());
    if (existing.isPresent() && !existing.get().engineSessions().isOpen()) {
      throw new ServletException(
          "The server of servlet \""
              + getServletName()
              + "\" has been closed; make a new one for each start");
    }
    return existing;
  }

  private SocketIoOptions options(
      Map<String, String> texts,
      Optional<SocketIoConfigurer> configurer,
      SocketIoOptions.Builder builder,
      ContainerWebSockets webSockets)
      throws ServletException {
    configurer.ifPresent(given -> given.configure(builder));
    configure(builder);
    apply(texts, builder, new ServletParams());
    try {
      SocketIoOptions options = builder.build();
      return builder.transports(webSockets.available(options.engine().transports())).build();
    } catch (IllegalArgumentException mistake) {
      throw StartFailure.of(
          "Servlet \"" + getServletName() + "\": " + mistake.getMessage(), mistake);
    }
  }

  private static SocketIoServer create(SocketIoOptions options) throws ServletException {
    try {
      return SocketIoServer.create(options);
    } catch (IllegalStateException unable) {
      throw StartFailure.of("The Socket.IO server cannot be made: " + unable.getMessage(), unable);
    } catch (LinkageError missing) {
      throw StartFailure.of(
          "The Socket.IO server cannot be made, a library is missing ("
              + missing
              + "). It needs Jakarta JSON Processing; where the container has none, add"
              + " org.eclipse.parsson:parsson to WEB-INF/lib",
          missing);
    }
  }

  private void start(
      SocketIoServer server,
      CorsGuard cors,
      ServletParams params,
      Optional<SocketIoConfigurer> configurer,
      Contribution contribution,
      ContainerWebSockets webSockets)
      throws ServletException {
    EngineOptions options = server.options().engine();
    List<String> warnings =
        DeploymentChecks.run(getServletConfig(), getClass(), cors, options, webSockets, params);
    try {
      if (configurer.isPresent()) {
        configurer.get().configure(server);
      }
      configure(server);
      contribution.configure(server);
    } catch (Exception failure) {
      contribution.closed(server);
      throw StartFailure.of(
          "Servlet \""
              + getServletName()
              + "\": the application could not set up its server: "
              + failure,
          failure);
    }
    ConnectionCloser closer = new ConnectionCloser(getServletName());
    ServletGateway gateway =
        Gateways.create(
            getServletConfig(), cors, params, server.engineSessions(), webSockets, closer);
    Runnable beanRemoval =
        params.jmx ? ManagedServer.register(server, getServletConfig()) : () -> {};
    running = new Running(server, closer, gateway, contribution, beanRemoval);
    ServerAttributes.publish(getServletContext(), getServletName(), server);
    LOG.log(
        StartLog.level(webSockets, warnings),
        () ->
            StartLog.block(
                "Socket.IO",
                getServletConfig(),
                options,
                cors,
                webSockets,
                StartLog.handlers(server),
                warnings));
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

  /** Closes the server, which tells all clients, and waits for the end for a while. */
  @Override
  public void destroy() {
    Running now = running;
    if (now != null) {
      running = null;
      now.beanRemoval().run();
      ServerAttributes.withdraw(getServletContext(), getServletName());
      CorsRefusals.withdraw(getServletConfig());
      SessionTies.withdraw(getServletConfig());
      close(now.server());
      now.contribution().closed(now.server());
      now.closer().close();
    }
  }

  private static void close(SocketIoServer server) {
    try {
      server.close().toCompletableFuture().get(CLOSE_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException late) {
      LOG.log(
          Level.WARNING,
          "The Socket.IO server is not closed after {0} and is left behind",
          CLOSE_LIMIT);
    } catch (ExecutionException failure) {
      LOG.log(Level.WARNING, "The Socket.IO server could not be closed well", failure.getCause());
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }
}
