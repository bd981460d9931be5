package dev.socketio.it.cors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.socketio.it.wire.Patience;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs JavaScript beside the packages of {@code src/test/js}. */
final class Node {

  private static final Path DIRECTORY =
      Path.of(System.getProperty("socketio.it.scripts", "src/test/js"));

  private Node() {}

  /** Prepares to run Node.js with these arguments. */
  static ProcessBuilder prepare(String... arguments) {
    assertThat(DIRECTORY.resolve("node_modules"))
        .as("the packages that \"npm ci\" installs before the integration tests")
        .isDirectory();
    ProcessBuilder builder = new ProcessBuilder("node");
    builder.command().addAll(List.of(arguments));
    return builder.directory(DIRECTORY.toFile());
  }

  /** Runs a module to its end, which must be a good one. */
  static void run(String code) throws Exception {
    Process process =
        prepare("--input-type=module", "--eval", code).redirectErrorStream(true).start();
    try {
      assertThat(process.waitFor(Patience.LIMIT.toSeconds(), TimeUnit.SECONDS))
          .as("whether the script ended")
          .isTrue();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.exitValue()).as("exit code of the script, which wrote: %s", said).isZero();
    } finally {
      process.destroyForcibly();
    }
  }
}
