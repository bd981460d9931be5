package dev.socketio.benchmarks.server;

/**
 * The embedded containers, with default settings but for the limits that thousands of connections
 * would reach. A server process has only the classes of its own container.
 */
public enum Container {
  /** Jetty 12.1, Jakarta EE 10. */
  JETTY("jetty") {
    @Override
    int start(Application application) throws Exception {
      return JettyContainer.start(application);
    }
  },

  /** Tomcat 10.1. */
  TOMCAT("tomcat") {
    @Override
    int start(Application application) throws Exception {
      return TomcatContainer.start(application);
    }
  };

  static final String LOOPBACK = "127.0.0.1";
  static final int ACCEPT_QUEUE = 1024;

  private final String jarName;

  Container(String jarName) {
    this.jarName = jarName;
  }

  /** Starts it and returns the port. */
  abstract int start(Application application) throws Exception;

  /**
   * {@return whether a jar belongs to this container}
   *
   * @param path path of the file, in a Maven repository or elsewhere
   */
  public boolean owns(String path) {
    return path.substring(path.lastIndexOf('/') + 1).startsWith(jarName);
  }
}
