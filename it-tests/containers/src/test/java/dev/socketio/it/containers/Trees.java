package dev.socketio.it.containers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Directories and configuration files. */
final class Trees {

  private Trees() {}

  /**
   * Copies a directory.
   *
   * @param from the directory
   * @param to where its content goes
   */
  static void copy(Path from, Path to) throws IOException {
    for (Path source : content(from)) {
      Path target = to.resolve(from.relativize(source).toString());
      if (Files.isDirectory(source)) {
        Files.createDirectories(target);
      } else {
        Files.copy(source, target);
      }
    }
  }

  /**
   * Makes a directory that is empty.
   *
   * @param directory deleted first if it exists
   */
  static Path fresh(Path directory) throws IOException {
    if (Files.exists(directory)) {
      for (Path path : content(directory).stream().sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
    return Files.createDirectories(directory);
  }

  /**
   * Changes a text in a file.
   *
   * @param file the file, in UTF-8
   * @param text what must be there
   * @param replacement what replaces it, everywhere
   */
  static void replace(Path file, String text, String replacement) throws IOException {
    String content = Files.readString(file);
    if (!content.contains(text)) {
      throw new IOException(file + " does not contain " + text + ": is it of another version?");
    }
    Files.writeString(file, content.replace(text, replacement));
  }

  private static List<Path> content(Path directory) throws IOException {
    try (Stream<Path> paths = Files.walk(directory)) {
      return paths.toList();
    }
  }
}
