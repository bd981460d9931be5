package dev.socketio.demo;

import java.net.BindException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.jetty.ee10.webapp.WebAppContext;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/**
 * Serves the unpacked demo on an embedded Jetty, on the loopback address, until the process ends.
 *
 * <p>The class path of this launcher holds the demo's own classes too; the web application is shown
 * only the server's API classes and what lies in its own {@code WEB-INF}, as in any container.
 */
public final class DemoServer {

  private static final String HOST = "127.0.0.1";

  private static final String END_WITH_PARENT = "socketio.demo.endWithParent";

  private DemoServer() {}

  /**
   * Starts the demo and waits for the server to stop.
   *
   * @param args the directory of the unpacked WAR, and the port (0 takes any free one)
   * @throws Exception if the web application cannot be started
   */
  public static void main(String[] args) throws Exception {
    if (args.length != 2) {
      fail("Usage: DemoServer <unpacked WAR> <port>");
      return;
    }
    Path webapp = Path.of(args[0]);
    if (!Files.isDirectory(webapp)) {
      fail("No unpacked WAR at " + webapp + ": build it first, with ./mvnw -Pdemo");
      return;
    }
    Server server = create(webapp, port(args[1]));
    try {
      server.start();
    } catch (BindException e) {
      server.stop();
      fail("Port " + args[1] + " is taken: choose another one with -Dport=<port>");
      return;
    }
    endWithParent();
    System.out.println("Demo: " + server.getURI() + " (Ctrl-C ends it)");
    server.join();
  }

  /** The build that started this process may be killed without a word to it. */
  private static void endWithParent() {
    if (Boolean.getBoolean(END_WITH_PARENT)) {
      ProcessHandle.current()
          .parent()
          .ifPresent(parent -> parent.onExit().thenRun(() -> System.exit(0)));
    }
  }

  static Server create(Path webapp, int port) {
    Server server = new Server();
    ServerConnector connector = new ServerConnector(server);
    connector.setHost(HOST);
    connector.setPort(port);
    server.addConnector(connector);

    WebAppContext context = new WebAppContext();
    context.setContextPath("/");
    context.setWar(webapp.toString());
    context.setThrowUnavailableOnStartupException(true);
    context.setInitParameter("doctor", "true");
    server.setHandler(context);
    server.setStopAtShutdown(true);
    return server;
  }

  private static int port(String text) {
    try {
      int port = Integer.parseInt(text);
      if (port >= 0 && port <= 65535) {
        return port;
      }
    } catch (NumberFormatException e) {
      // Falls through to the same answer as a number out of range.
    }
    throw new IllegalArgumentException("Port \"" + text + "\" must be a number from 0 to 65535");
  }

  private static void fail(String message) {
    System.err.println(message);
    System.exit(1);
  }
}
