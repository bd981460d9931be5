package dev.socketio.cors.doctor.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.socketio.cors.doctor.FakeServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** Answers in all the forms that HTTP/1.1 has for them. */
class HttpWireTest {

  private static WireResponse send(FakeServer.Script script) throws IOException {
    try (FakeServer server = FakeServer.start(script)) {
      return send(server, Duration.ofSeconds(5));
    }
  }

  private static WireResponse send(FakeServer server, Duration timeout) throws WireFailure {
    WebUrl url = WebUrl.parse("http://127.0.0.1:" + server.port() + "/x?y");
    return new HttpWire(new Network(Map.of(), timeout, null, false))
        .send(new WireRequest("GET", url, Headers.of("Origin", "https://a"), ""));
  }

  private static FakeServer.Script bytes(byte[]... parts) {
    return (request, socket) -> {
      for (byte[] part : parts) {
        socket.getOutputStream().write(part);
      }
    };
  }

  private static FakeServer.Script text(String text) {
    return bytes(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void aRequestIsSentAsGiven() throws IOException {
    try (FakeServer server = FakeServer.start(text("HTTP/1.1 204 No Content\r\n\r\n"))) {
      WireResponse response = send(server, Duration.ofSeconds(5));
      assertThat(response.status()).isEqualTo(204);
      assertThat(response.reason()).isEqualTo("No Content");
      FakeServer.Request request = server.requests().get(0);
      assertThat(request.target()).isEqualTo("/x?y");
      assertThat(request.headers().all("origin")).containsExactly("https://a");
      assertThat(request.headers().all("Host")).containsExactly("127.0.0.1:" + server.port());
    }
  }

  @Test
  void eachLineOfARepeatedHeaderIsKept() throws IOException {
    WireResponse response =
        send(text("HTTP/1.1 200\r\nA: 1\r\na:2\r\nB:\r\nContent-Length: 2\r\n\r\nokay"));
    assertThat(response.headers().all("A")).containsExactly("1", "2");
    assertThat(response.headers().combined("A")).contains("1, 2");
    assertThat(response.headers().combined("b")).contains("");
    assertThat(response.headers().combined("c")).isEmpty();
    assertThat(response.body()).isEqualTo("ok");
    assertThat(response.reason()).isEmpty();
  }

  @Test
  void aBodyComesInChunks() throws IOException {
    WireResponse response =
        send(
            text(
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                    + "3\r\nabc\r\nA;x=y\r\n0123456789\r\n0\r\n\r\n"));
    assertThat(response.body()).isEqualTo("abc0123456789");
  }

  @Test
  void aBodyEndsWithTheConnection() throws IOException {
    assertThat(send(text("HTTP/1.0 200 OK\r\n\r\nabc")).body()).isEqualTo("abc");
  }

  @Test
  void aBodyThatEndsEarlyCountsAsFarAsItCame() throws IOException {
    assertThat(send(text("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc")).body())
        .isEqualTo("abc");
    assertThat(send(text("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n9\r\nabc")).body())
        .isEqualTo("abc");
  }

  @Test
  void aBodyIsCompressedAllTheSame() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write("abc".getBytes(StandardCharsets.UTF_8));
    }
    String head = "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n";
    WireResponse response =
        send(bytes(head.getBytes(StandardCharsets.UTF_8), packed.toByteArray()));
    assertThat(response.body()).isEqualTo("abc");
  }

  @Test
  void interimAnswersAreSkipped() throws IOException {
    WireResponse response =
        send(text("HTTP/1.1 103 Early Hints\r\nA: 1\r\n\r\nHTTP/1.1 404 Not Found\r\n\r\n"));
    assertThat(response.status()).isEqualTo(404);
    assertThat(response.headers().has("A")).isFalse();
  }

  @Test
  void anAnswerThatTricklesInDoesNotKeepTheDoctorWaiting() throws IOException {
    try (FakeServer server =
        FakeServer.start(
            (request, socket) -> {
              socket
                  .getOutputStream()
                  .write("HTTP/1.1 200 OK\r\nA: ".getBytes(StandardCharsets.UTF_8));
              socket.getInputStream().read();
            })) {
      assertThatThrownBy(() -> send(server, Duration.ofMillis(200)))
          .isInstanceOfSatisfying(
              WireFailure.class,
              failure -> assertThat(failure.kind()).isEqualTo(WireFailure.Kind.ANSWER_TIMED_OUT));
    }
  }

  @Test
  void aHeadWithoutAnEndIsNoHttp() {
    FakeServer.Script endless =
        (request, socket) -> {
          byte[] line = ("X: " + "x".repeat(1000) + "\r\n").getBytes(StandardCharsets.UTF_8);
          socket.getOutputStream().write("HTTP/1.1 200 OK\r\n".getBytes(StandardCharsets.UTF_8));
          for (int i = 0; i < 1000; i++) {
            socket.getOutputStream().write(line);
          }
        };
    assertThatThrownBy(() -> send(endless))
        .isInstanceOfSatisfying(
            WireFailure.class,
            failure -> assertThat(failure.kind()).isEqualTo(WireFailure.Kind.NOT_HTTP));
  }
}
