package dev.socketio.it.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.socketio.it.wire.Endpoint;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonReaderFactory;
import jakarta.json.spi.JsonProvider;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * A script of {@code src/test/js}, run by Node.js. Each of its scenarios becomes a test.
 *
 * <p>Threading: for one test thread.
 */
public final class NodeScript {

  private static final Path DIRECTORY =
      Path.of(System.getProperty("socketio.it.scripts", "src/test/js"));
  private static final JsonReaderFactory READERS =
      JsonProvider.provider().createReaderFactory(Map.of());
  private static final int LIMIT_MINUTES = 5;

  private final String name;
  private final Runnable ready;

  /**
   * A script.
   *
   * @param name its file name
   */
  public NodeScript(String name) {
    this(name, () -> {});
  }

  private NodeScript(String name, Runnable ready) {
    this.name = name;
    this.ready = ready;
  }

  /**
   * {@return the same script with something to do once it says that it is ready}
   *
   * @param action runs on the thread that runs the script
   */
  public NodeScript onReady(Runnable action) {
    return new NodeScript(name, action);
  }

  /**
   * Runs the script to its end.
   *
   * @param endpoint the mount to talk to
   * @param mode how to connect
   * @return a test per scenario, which fails if the scenario did
   */
  public Stream<DynamicTest> run(Endpoint endpoint, Mode mode)
      throws IOException, InterruptedException {
    assertThat(DIRECTORY.resolve("node_modules"))
        .as("the official client, which \"npm ci\" installs before the integration tests")
        .isDirectory();
    Path errors = Files.createTempFile("node", ".err");
    Process process =
        new ProcessBuilder("node", name, endpoint.uri().toString(), mode.argument())
            .directory(DIRECTORY.toFile())
            .redirectError(errors.toFile())
            .start();
    try {
      List<JsonObject> lines = read(process);
      String complaint = Files.readString(errors);
      assertThat(process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES))
          .as("whether %s ended", name)
          .isTrue();
      assertThat(process.exitValue())
          .as("exit code of %s, which wrote: %s", name, complaint)
          .isZero();
      return tests(lines, complaint);
    } finally {
      process.destroyForcibly();
      Files.deleteIfExists(errors);
    }
  }

  /**
   * Does the same, for a thread that must not throw what it checks.
   *
   * @param endpoint the mount to talk to
   * @param mode how to connect
   */
  public Stream<DynamicTest> runUnchecked(Endpoint endpoint, Mode mode) {
    try {
      return run(endpoint, mode);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while " + name + " was running", e);
    }
  }

  private List<JsonObject> read(Process process) throws IOException {
    List<JsonObject> lines = new ArrayList<>();
    try (var output = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        JsonObject report = parse(line);
        lines.add(report);
        if (report.getBoolean("ready", false)) {
          ready.run();
        }
      }
    }
    return lines;
  }

  private JsonObject parse(String line) {
    try (JsonReader reader = READERS.createReader(new StringReader(line))) {
      return reader.readObject();
    } catch (JsonException e) {
      throw new AssertionError(name + " wrote something else than a report: " + line, e);
    }
  }

  private Stream<DynamicTest> tests(List<JsonObject> lines, String complaint) {
    List<JsonObject> results = lines.stream().filter(line -> line.containsKey("name")).toList();
    int announced = lines.stream().mapToInt(line -> line.getInt("scenarios", 0)).sum();
    assertThat(results)
        .as("results of the scenarios of %s, which wrote: %s", name, complaint)
        .isNotEmpty()
        .hasSize(announced);
    return results.stream()
        .map(result -> DynamicTest.dynamicTest(result.getString("name"), () -> verify(result)));
  }

  private static void verify(JsonObject result) {
    if (!result.getBoolean("ok")) {
      fail(result.getString("error"));
    }
  }
}
