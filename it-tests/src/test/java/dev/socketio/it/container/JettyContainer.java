package dev.socketio.it.container;

import java.net.URI;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.websocket.jakarta.server.config.JakartaWebSocketServletContainerInitializer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** Jetty 12.1 with Jakarta EE 10. */
final class JettyContainer implements EmbeddedContainer {

  /** Several hundred clients connect at once in some tests. */
  private static final int BACKLOG = 1000;

  private final Server server;
  private final ServletContextHandler context;

  private JettyContainer(Server server, ServletContextHandler context) {
    this.server = server;
    this.context = context;
  }

  static EmbeddedContainer start(String contextPath, int port, WebApplication application)
      throws Exception {
    Server server = new Server();
    ServerConnector connector = new ServerConnector(server);
    connector.setHost("127.0.0.1");
    connector.setPort(port);
    connector.setAcceptQueueSize(BACKLOG);
    server.addConnector(connector);

    ServletContextHandler context = new ServletContextHandler();
    context.setContextPath(contextPath.isEmpty() ? "/" : contextPath);
    JakartaWebSocketServletContainerInitializer.configure(context, null);
    context.addServletContainerInitializer(
        (classes, servletContext) -> application.deploy(servletContext));
    server.setHandler(context);
    try {
      server.start();
    } catch (Exception e) {
      server.stop();
      throw e;
    }
    return new JettyContainer(server, context);
  }

  @Override
  public URI uri() {
    String path = context.getContextPath();
    return server.getURI().resolve(path.equals("/") ? path : path + "/");
  }

  @Override
  public void undeploy() throws Exception {
    context.stop();
  }

  @Override
  public void close() throws Exception {
    server.stop();
    server.destroy();
  }
}
