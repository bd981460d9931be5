package dev.socketio.jdk;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * A JDK of this machine that is newer than the running one and has virtual threads.
 *
 * @param home its directory
 * @param version such as 25.0.1
 */
record NewerJdk(Path home, Runtime.Version version) {

  /** System property that names its directory. */
  static final String PROPERTY = "newer.jdk.home";

  /** The first with virtual threads. */
  private static final int OLDEST = 21;

  /**
   * Looks for it: what {@value #PROPERTY} names, else the newest of those that variables of the
   * environment name ({@code JAVA_HOME}, {@code JAVA_HOME_25} and the like) and those that are
   * installed beside the running one.
   *
   * @throws IllegalStateException if the one named will not do
   */
  static Optional<NewerJdk> find() throws IOException {
    String named = System.getProperty(PROPERTY, "");
    if (!named.isEmpty()) {
      return Optional.of(named(Path.of(named)));
    }
    try (Stream<Path> beside = Files.list(running().getParent())) {
      return Stream.concat(ofEnvironment(), beside)
          .map(NewerJdk::at)
          .flatMap(Optional::stream)
          .max(Comparator.comparing(NewerJdk::version));
    }
  }

  /** {@return its command} */
  Path java() {
    return home.resolve("bin").resolve("java");
  }

  private static Path running() throws IOException {
    return Path.of(System.getProperty("java.home")).toRealPath();
  }

  private static NewerJdk named(Path home) {
    return at(home)
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "%s is %s, which is no JDK newer than %s with version %d or later"
                        .formatted(PROPERTY, home, Runtime.version(), OLDEST)));
  }

  private static Stream<Path> ofEnvironment() {
    return System.getenv().entrySet().stream()
        .filter(variable -> variable.getKey().startsWith("JAVA_HOME"))
        .filter(variable -> !variable.getValue().isEmpty())
        .map(variable -> Path.of(variable.getValue()));
  }

  private static Optional<NewerJdk> at(Path home) {
    return version(home)
        .filter(version -> version.feature() >= OLDEST)
        .filter(version -> version.feature() > Runtime.version().feature())
        .map(version -> new NewerJdk(home, version));
  }

  private static Optional<Runtime.Version> version(Path home) {
    Path release = home.resolve("release");
    if (!Files.isExecutable(home.resolve("bin/java")) || !Files.isReadable(release)) {
      return Optional.empty();
    }
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(release)) {
      properties.load(reader);
      String quoted = properties.getProperty("JAVA_VERSION", "");
      return Optional.of(Runtime.Version.parse(quoted.replace("\"", "")));
    } catch (IOException | IllegalArgumentException unreadable) {
      return Optional.empty();
    }
  }
}
