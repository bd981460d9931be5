package dev.socketio.it.containers.table;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** System properties that the POM sets for this run. */
final class BuildProperties {

  private BuildProperties() {}

  /**
   * {@return the value of one of them}
   *
   * @throws IllegalStateException if it is not set
   */
  static String text(String name) {
    String value = System.getProperty(name, "");
    if (value.isEmpty()) {
      throw new IllegalStateException(
          "The system property "
              + name
              + " is not set; the execution \"table\" of the POM sets it");
    }
    return value;
  }

  /** {@return the value of one of them as paths} */
  static List<Path> paths(String name) {
    return Stream.of(text(name).split(File.pathSeparator)).map(Path::of).toList();
  }
}
