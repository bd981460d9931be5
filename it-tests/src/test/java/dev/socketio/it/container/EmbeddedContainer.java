package dev.socketio.it.container;

import jakarta.servlet.Servlet;
import java.net.URI;

/**
 * A servlet container on a free port of the loopback address, with one web application at the root.
 *
 * <p>Which container a run uses is said by the system property {@value #PROPERTY}. The build runs
 * every integration test once per container, with only that one on the class path.
 */
public interface EmbeddedContainer extends AutoCloseable {

  /** Names the container of this run: {@code jetty} (default) or {@code tomcat}. */
  String PROPERTY = "socketio.it.container";

  /**
   * Starts the container of this run.
   *
   * @param servlet the servlet to serve, with asynchronous processing allowed
   * @param mapping its URL pattern, such as {@code /hello/*}
   */
  static EmbeddedContainer start(Servlet servlet, String mapping) throws Exception {
    String name = System.getProperty(PROPERTY, "jetty");
    return switch (name) {
      case "jetty" -> JettyContainer.start(servlet, mapping);
      case "tomcat" -> TomcatContainer.start(servlet, mapping);
      default ->
          throw new IllegalArgumentException(
              "System property " + PROPERTY + " is \"" + name + "\", allowed are: jetty, tomcat");
    };
  }

  /** The address of the web application, with a slash at the end. */
  URI uri();

  @Override
  void close() throws Exception;
}
