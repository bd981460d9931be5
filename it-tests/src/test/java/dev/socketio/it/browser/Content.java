package dev.socketio.it.browser;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What pages consist of.
 *
 * @param type the media type
 * @param bytes the file
 */
record Content(String type, byte[] bytes) {

  private static final Path SCRIPTS = Path.of("src", "test", "js");

  /**
   * {@return the file at a path of any of the pages' servers}
   *
   * @param path {@code /page.js}, {@code /socket.io.js}, or any other for the page
   */
  static Content at(String path) throws IOException {
    return switch (path) {
      case "/page.js" -> script(SCRIPTS.resolve("pages").resolve("page.js"));
      case "/socket.io.js" ->
          script(SCRIPTS.resolve("node_modules/socket.io-client/dist/socket.io.js"));
      default ->
          new Content(
              "text/html; charset=utf-8",
              Files.readAllBytes(SCRIPTS.resolve("pages").resolve("page.html")));
    };
  }

  private static Content script(Path file) throws IOException {
    return new Content("text/javascript; charset=utf-8", Files.readAllBytes(file));
  }
}
