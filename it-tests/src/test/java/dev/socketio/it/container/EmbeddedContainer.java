package dev.socketio.it.container;

import dev.socketio.it.wire.Identity;
import java.net.URI;
import java.nio.file.Path;

/**
 * A servlet container on the loopback address, with one web application.
 *
 * <p>Which container a run uses is said by the system property {@value #PROPERTY}. The build runs
 * every integration test once per container, with only that one on the class path.
 *
 * <p>Threading: started and closed by one thread.
 */
public interface EmbeddedContainer extends AutoCloseable {

  /** Names the container of this run: {@code jetty} (default) or {@code tomcat}. */
  String PROPERTY = "socketio.it.container";

  /** Takes any free port. */
  int ANY_PORT = 0;

  /**
   * Starts the container of this run with an application at the root, on a free port.
   *
   * @param application what to deploy
   */
  static EmbeddedContainer start(WebApplication application) throws Exception {
    return start("", application);
  }

  /**
   * Starts the container of this run, on a free port.
   *
   * @param contextPath where the application lives: empty for the root, or a path that starts with
   *     a slash
   * @param application what to deploy
   */
  static EmbeddedContainer start(String contextPath, WebApplication application) throws Exception {
    return start(System.getProperty(PROPERTY, "jetty"), contextPath, ANY_PORT, application);
  }

  /**
   * Starts a container.
   *
   * @param container {@code jetty} or {@code tomcat}
   * @param contextPath where the application lives: empty for the root, or a path that starts with
   *     a slash
   * @param port TCP port on the loopback address, {@link #ANY_PORT} for a free one
   * @param application what to deploy
   */
  static EmbeddedContainer start(
      String container, String contextPath, int port, WebApplication application) throws Exception {
    return switch (container) {
      case "jetty" -> JettyContainer.start(contextPath, port, application);
      case "tomcat" -> TomcatContainer.start(contextPath, port, application);
      default ->
          throw new IllegalArgumentException(
              "Container \"" + container + "\" is unknown, allowed are: jetty, tomcat");
    };
  }

  /**
   * Starts the container of this run with TLS and an application at the root, on a free port.
   * Whoever connects has to show a certificate.
   *
   * @param own what the container shows
   * @param client the only one who may connect
   * @param application what to deploy
   */
  static EmbeddedContainer startWithTls(Identity own, Identity client, WebApplication application)
      throws Exception {
    return System.getProperty(PROPERTY, "jetty").equals("tomcat")
        ? TomcatContainer.startWithTls(own, client, application)
        : JettyContainer.startWithTls(own, client, application);
  }

  /**
   * Starts the container of this run with an unpacked web application at the root, on a free port.
   * Its {@code web.xml}, classes and annotations are read as from a WAR.
   *
   * @param webapp directory with {@code WEB-INF}
   */
  static EmbeddedContainer startDirectory(Path webapp) throws Exception {
    return System.getProperty(PROPERTY, "jetty").equals("tomcat")
        ? TomcatContainer.startDirectory(webapp)
        : JettyContainer.startDirectory(webapp);
  }

  /** {@return the address of the web application, with a slash at the end} */
  URI uri();

  /** Takes the web application down and leaves the container running without it. */
  void undeploy() throws Exception;

  /** Takes everything down; does nothing the second time. */
  @Override
  void close() throws Exception;
}
