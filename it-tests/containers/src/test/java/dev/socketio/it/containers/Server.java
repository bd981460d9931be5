package dev.socketio.it.containers;

import java.nio.file.Path;
import java.util.Map;

/**
 * The container that this run of the tests is about, as the build names it.
 *
 * @param name one of the keys of {@link #DISTRIBUTIONS}
 * @param home the unpacked distribution
 * @param workplace parent of the directories of its runs
 */
record Server(String name, Path home, Path workplace) {

  private static final Map<String, Distribution> DISTRIBUTIONS =
      Map.of(
          "jetty-ee10", new JettyDistribution("ee10"),
          "jetty-ee11", new JettyDistribution("ee11"),
          "tomcat-10.1", new TomcatDistribution(),
          "tomcat-11", new TomcatDistribution(),
          "wildfly", new WildFlyDistribution());

  /** {@return what the system properties say} */
  static Server named() {
    return new Server(
        property("socketio.it.server"),
        Path.of(property("socketio.it.home")).toAbsolutePath(),
        Path.of(property("socketio.it.workplace")).toAbsolutePath());
  }

  /** {@return how to run it} */
  Distribution distribution() {
    Distribution distribution = DISTRIBUTIONS.get(name);
    if (distribution == null) {
      throw new IllegalArgumentException(
          "There is no server \"" + name + "\"; there are " + DISTRIBUTIONS.keySet());
    }
    return distribution;
  }

  /** {@return the command that starts it} */
  Path java() {
    return Path.of(System.getProperty("java.home"), "bin", "java");
  }

  private static String property(String name) {
    String value = System.getProperty(name);
    if (value == null) {
      throw new IllegalStateException(
          "The system property " + name + " is not set; the executions of the POM set it");
    }
    return value;
  }
}
