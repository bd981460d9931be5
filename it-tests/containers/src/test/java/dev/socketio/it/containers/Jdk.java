package dev.socketio.it.containers;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An installed JDK.
 *
 * @param home its directory
 * @param feature its version, such as 17
 */
record Jdk(Path home, int feature) {

  /** Names the directory of a JDK for what the running one is too old for. */
  static final String PROPERTY = "jdk21.home";

  /**
   * Looks for a JDK: the running one, the one that {@value #PROPERTY} names, and what is installed
   * beside the running one.
   *
   * @param feature the oldest that will do
   * @return the oldest found that will do
   */
  static Optional<Jdk> atLeast(int feature) throws IOException {
    Path running = Path.of(System.getProperty("java.home"));
    if (Runtime.version().feature() >= feature) {
      return Optional.of(new Jdk(running, Runtime.version().feature()));
    }
    String named = System.getProperty(PROPERTY, "");
    if (!named.isEmpty()) {
      return Optional.of(named(Path.of(named), feature));
    }
    try (Stream<Path> neighbours = Files.list(running.toRealPath().getParent())) {
      return neighbours
          .map(Jdk::at)
          .flatMap(Optional::stream)
          .filter(jdk -> jdk.feature() >= feature)
          .min(Comparator.comparingInt(Jdk::feature));
    }
  }

  /** {@return its command} */
  Path java() {
    return home.resolve("bin").resolve("java");
  }

  private static Jdk named(Path home, int feature) {
    return at(home)
        .filter(jdk -> jdk.feature() >= feature)
        .orElseThrow(
            () ->
                new IllegalStateException(
                    PROPERTY + " is " + home + ", which is no JDK " + feature + " or later"));
  }

  private static Optional<Jdk> at(Path home) {
    Path release = home.resolve("release");
    if (!Files.isExecutable(home.resolve("bin/java")) || !Files.isReadable(release)) {
      return Optional.empty();
    }
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(release)) {
      properties.load(reader);
    } catch (IOException e) {
      return Optional.empty();
    }
    return feature(properties.getProperty("JAVA_VERSION")).map(feature -> new Jdk(home, feature));
  }

  private static Optional<Integer> feature(@Nullable String version) {
    try {
      return Optional.ofNullable(version)
          .map(quoted -> Runtime.Version.parse(quoted.replace("\"", "")).feature());
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
