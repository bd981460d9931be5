package dev.socketio.it.containers;

import static java.util.Map.entry;

import java.io.IOException;
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
      Map.ofEntries(
          entry("jetty-ee10", new JettyDistribution("ee10")),
          entry("jetty-ee11", new JettyDistribution("ee11")),
          entry("tomcat-10.1", new TomcatDistribution()),
          entry("tomcat-11", new TomcatDistribution()),
          entry("wildfly", new WildFlyDistribution()),
          entry("open-liberty", new OpenLibertyDistribution()),
          entry("glassfish-7", new GlassFishDistribution(17)),
          entry("glassfish-8", new GlassFishDistribution(21)),
          entry("payara", new GlassFishDistribution(17)));

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

  /**
   * {@return the command that starts it}
   *
   * @throws IOException if there is no JDK that it runs on
   */
  Path java() throws IOException {
    return Jdk.atLeast(distribution().jdk()).orElseThrow(() -> new IOException(wantsJdk())).java();
  }

  /** {@return what to do where there is no JDK for it} */
  String wantsJdk() {
    int feature = distribution().jdk();
    return "Not run: %s needs JDK %d or later; name one with -D%s=<directory>"
        .formatted(name, feature, Jdk.PROPERTY);
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
