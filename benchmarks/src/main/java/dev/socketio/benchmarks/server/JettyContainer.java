package dev.socketio.benchmarks.server;

import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.websocket.jakarta.server.config.JakartaWebSocketServletContainerInitializer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** An embedded Jetty. */
final class JettyContainer {

  private JettyContainer() {}

  static int start(Application application) throws Exception {
    Server server = new Server();
    ServerConnector connector = new ServerConnector(server);
    connector.setHost(Container.LOOPBACK);
    connector.setAcceptQueueSize(Container.ACCEPT_QUEUE);
    server.addConnector(connector);
    ServletContextHandler context = new ServletContextHandler("/");
    JakartaWebSocketServletContainerInitializer.configure(
        context, (servlets, webSockets) -> application.deployAll(servlets));
    server.setHandler(context);
    server.start();
    return connector.getLocalPort();
  }
}
