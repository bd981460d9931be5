package dev.socketio.it.container;

import jakarta.servlet.Servlet;
import java.net.URI;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.ee10.websocket.jakarta.server.config.JakartaWebSocketServletContainerInitializer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** Jetty 12.1 with Jakarta EE 10. */
final class JettyContainer implements EmbeddedContainer {

  private final Server server;

  private JettyContainer(Server server) {
    this.server = server;
  }

  static EmbeddedContainer start(Servlet servlet, String mapping) throws Exception {
    Server server = new Server();
    ServerConnector connector = new ServerConnector(server);
    connector.setHost("127.0.0.1");
    server.addConnector(connector);

    ServletHolder holder = new ServletHolder(servlet);
    holder.setAsyncSupported(true);
    ServletContextHandler context = new ServletContextHandler();
    context.setContextPath("/");
    context.addServlet(holder, mapping);
    JakartaWebSocketServletContainerInitializer.configure(context, null);
    server.setHandler(context);
    server.start();
    return new JettyContainer(server);
  }

  @Override
  public URI uri() {
    return server.getURI().resolve("/");
  }

  @Override
  public void close() throws Exception {
    server.stop();
  }
}
