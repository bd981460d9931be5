package dev.socketio.it.cors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.socketio.it.wire.Endpoint;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonReaderFactory;
import jakarta.json.spi.JsonProvider;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Servers of the reference, one for each configuration in {@code src/test/js/reference.mjs}.
 *
 * <p>Threading: for one test thread.
 */
final class Reference implements AutoCloseable {

  private static final JsonReaderFactory READERS =
      JsonProvider.provider().createReaderFactory(Map.of());

  private final Process process;
  private final JsonObject ports;

  private Reference(Process process, JsonObject ports) {
    this.process = process;
    this.ports = ports;
  }

  static Reference start() throws IOException {
    Process process =
        Node.prepare("reference.mjs").redirectError(ProcessBuilder.Redirect.INHERIT).start();
    try {
      BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
      String line = output.readLine();
      assertThat(line).as("the ports that reference.mjs writes").isNotNull();
      try (JsonReader reader = READERS.createReader(new StringReader(line))) {
        return new Reference(process, reader.readObject());
      }
    } catch (IOException | RuntimeException | Error failure) {
      process.destroyForcibly();
      throw failure;
    }
  }

  /** {@return the names of all configurations} */
  Set<String> names() {
    return new TreeSet<>(ports.keySet());
  }

  /** {@return the address of the server with a configuration} */
  URI server(String name) {
    assertThat(names()).contains(name);
    return URI.create("http://127.0.0.1:" + ports.getInt(name) + "/");
  }

  /** {@return where that server's clients connect} */
  Endpoint endpoint(String name) {
    return new Endpoint(server(name).resolve("socket.io/"));
  }

  @Override
  public void close() throws IOException {
    process.getOutputStream().close();
    process.destroy();
  }
}
