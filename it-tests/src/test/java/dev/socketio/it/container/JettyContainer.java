package dev.socketio.it.container;

import dev.socketio.it.wire.Identity;
import java.net.URI;
import java.nio.file.Path;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.security.ConstraintSecurityHandler;
import org.eclipse.jetty.ee10.webapp.WebAppContext;
import org.eclipse.jetty.ee10.websocket.jakarta.server.config.JakartaWebSocketServletContainerInitializer;
import org.eclipse.jetty.security.HashLoginService;
import org.eclipse.jetty.security.UserStore;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;

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
    return start(port, context(contextPath, application));
  }

  static EmbeddedContainer startWithTls(Identity own, Identity client, WebApplication application)
      throws Exception {
    SslContextFactory.Server tls = new SslContextFactory.Server();
    tls.setKeyStore(own.keys());
    tls.setKeyStorePassword(Identity.PASSWORD);
    tls.setTrustStore(client.trust());
    tls.setNeedClientAuth(true);
    HttpConfiguration http = new HttpConfiguration();
    http.addCustomizer(new SecureRequestCustomizer(false));
    Server server = new Server();
    ServerConnector connector =
        new ServerConnector(
            server, new SslConnectionFactory(tls, "http/1.1"), new HttpConnectionFactory(http));
    return start(connector, ANY_PORT, context("", application));
  }

  private static ServletContextHandler context(String contextPath, WebApplication application) {
    ServletContextHandler context = new ServletContextHandler(ServletContextHandler.SESSIONS);
    context.setContextPath(contextPath.isEmpty() ? "/" : contextPath);
    JakartaWebSocketServletContainerInitializer.configure(context, null);
    context.addServletContainerInitializer(
        (classes, servletContext) -> application.deploy(servletContext));
    return context;
  }

  static EmbeddedContainer startDirectory(Path webapp) throws Exception {
    WebAppContext context = new WebAppContext();
    context.setContextPath("/");
    context.setWar(webapp.toString());
    context.setThrowUnavailableOnStartupException(true);
    HashLoginService nobody = new HashLoginService();
    nobody.setUserStore(new UserStore());
    ((ConstraintSecurityHandler) context.getSecurityHandler()).setLoginService(nobody);
    return start(ANY_PORT, context);
  }

  private static EmbeddedContainer start(int port, ServletContextHandler context) throws Exception {
    return start(new ServerConnector(new Server()), port, context);
  }

  private static EmbeddedContainer start(
      ServerConnector connector, int port, ServletContextHandler context) throws Exception {
    Server server = connector.getServer();
    connector.setHost("127.0.0.1");
    connector.setPort(port);
    connector.setAcceptQueueSize(BACKLOG);
    server.addConnector(connector);
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
