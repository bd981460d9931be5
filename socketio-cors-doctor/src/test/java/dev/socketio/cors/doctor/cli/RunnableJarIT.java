package dev.socketio.cors.doctor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.socketio.cors.doctor.FakeServer;
import dev.socketio.cors.doctor.FakeSocketIo;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The jar as it is shipped, in a JVM of its own and with nothing beside it. */
class RunnableJarIT {

  private static final int SECONDS = 120;

  private record Run(int exitCode, String output) {}

  private static Run run(String origin) throws IOException, InterruptedException {
    try (FakeServer server = FakeServer.start(new FakeSocketIo("http://localhost:8080"))) {
      Process doctor =
          new ProcessBuilder(
                  List.of(
                      Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                      "-jar",
                      System.getProperty("socketio.doctor.jar"),
                      "http://127.0.0.1:" + server.port(),
                      "--origin",
                      origin))
              .redirectErrorStream(true)
              .start();
      String output = new String(doctor.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(doctor.waitFor(SECONDS, TimeUnit.SECONDS)).isTrue();
      return new Run(doctor.exitValue(), output);
    }
  }

  @Test
  void aPageThatWouldConnectGivesZero() throws Exception {
    Run run = run("http://localhost:8080");
    assertThat(run.output()).contains("Firefox connects.", "Chrome connects.");
    assertThat(run.exitCode()).isZero();
  }

  @Test
  void aPageThatWouldNotConnectGivesOneAndTheSettingToChange() throws Exception {
    Run run = run("https://my-frontend.com");
    assertThat(run.output())
        .contains("PROBLEM ", "add https://my-frontend.com to init-param cors.origin");
    assertThat(run.exitCode()).isEqualTo(1);
  }
}
