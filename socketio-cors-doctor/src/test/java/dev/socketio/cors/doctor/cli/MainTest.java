package dev.socketio.cors.doctor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.socketio.cors.doctor.FakeServer;
import dev.socketio.cors.doctor.FakeSocketIo;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private int run(List<String> args) {
    return Main.run(
        args,
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8));
  }

  private int examine(String... more) throws IOException {
    try (FakeServer server = FakeServer.start(new FakeSocketIo("http://localhost:8080"))) {
      List<String> args = new ArrayList<>(List.of("http://127.0.0.1:" + server.port()));
      args.addAll(List.of(more));
      return run(args);
    }
  }

  @Test
  void aPageThatWouldConnectGivesZero() throws IOException {
    assertThat(
            examine(
                "--origin",
                "http://localhost:8080",
                "--with-credentials",
                "--header",
                "my-custom-header: abcd",
                "--transports=polling,websocket",
                "--cookie",
                "a=b",
                "--browser",
                "both",
                "--timeout",
                "5"))
        .isZero();
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("extraHeaders [my-custom-header: abcd]")
        .contains("Firefox connects.");
  }

  @Test
  void aPageThatWouldNotConnectGivesOne() throws IOException {
    assertThat(examine("--origin", "https://my-frontend.com", "--json")).isEqualTo(1);
    assertThat(out.toString(StandardCharsets.UTF_8))
        .startsWith("{")
        .contains("\"connects\": false");
  }

  @Test
  void helpGivesZeroAndNamesEachOption() {
    assertThat(run(List.of("--help"))).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8)).contains("Usage:", "--origin", "Exit code:");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "http://localhost",
        "--origin http://a",
        "http://localhost --origin",
        "http://localhost --origin my-frontend.com",
        "localhost:3000 --origin http://a",
        "http://localhost http://localhost --origin http://a",
        "http://localhost --origin http://a --transports sse",
        "http://localhost --origin http://a --browser safari",
        "http://localhost --origin http://a --timeout soon",
        "http://localhost --origin http://a --timeout 0",
        "http://localhost --origin http://a --header name",
        "http://localhost --origin http://a --resolve a",
        "http://localhost --origin http://a --resolve a:b.example.com",
        "http://localhost --origin http://a --resolve a:1.2.3.4.5",
        "http://localhost --origin http://a --verbose",
      })
  void wrongArgumentsGiveTwoAndSayWhatIsWrong(String line) {
    assertThat(run(line.isEmpty() ? List.of() : List.of(line.split(" ")))).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("See --help.").hasLineCount(2);
    assertThat(out.toString(StandardCharsets.UTF_8)).isEmpty();
  }

  @Test
  void optionsThatChangeTheWayToTheServerAreKept() throws IOException {
    try (FakeServer server = FakeServer.start(new FakeSocketIo("http://localhost:8080"))) {
      int code =
          run(
              List.of(
                  "--resolve",
                  "api.example.com:127.0.0.1",
                  "--path",
                  "/app/socket.io/",
                  "--auth",
                  "{}",
                  "--insecure",
                  "--no-probes",
                  "--origin=http://localhost:8080",
                  "http://api.example.com:" + server.port() + "/admin"));
      assertThat(code).isZero();
      assertThat(server.requests()).hasSize(5);
      assertThat(server.requests().get(0).path()).isEqualTo("/app/socket.io/");
      assertThat(server.requests().get(1).body()).isEqualTo("40/admin,{}");
    }
  }
}
