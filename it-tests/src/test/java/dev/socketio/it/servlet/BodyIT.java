package dev.socketio.it.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.socketio.it.container.EmbeddedContainer;
import dev.socketio.it.container.WebApplication;
import dev.socketio.it.wire.Endpoint;
import dev.socketio.it.wire.RawHttp;
import dev.socketio.servlet.ScriptedServlet;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BodyIT {

  private final RecordedBody body = new RecordedBody();
  private final ScriptedServlet servlet = new ScriptedServlet().onRequest(body);
  private EmbeddedContainer container;

  private Endpoint deploy() throws Exception {
    container = EmbeddedContainer.start(WebApplication.of(servlet, "/socket.io/*"));
    return new Endpoint(container.uri().resolve("socket.io/"));
  }

  @AfterEach
  void stop() throws Exception {
    container.close();
  }

  @Test
  void bodyOfKnownLengthArrivesWhole() throws Exception {
    Endpoint endpoint = deploy();

    assertThat(endpoint.send("POST", "", "4hello").statusCode()).isEqualTo(200);
    assertThat(body.await()).isEqualTo("body 4hello");
  }

  @Test
  void emptyBodyIsABody() throws Exception {
    Endpoint endpoint = deploy();

    assertThat(endpoint.send("POST", "", "").statusCode()).isEqualTo(200);
    assertThat(body.await()).isEqualTo("body ");
  }

  @Test
  void chunkedBodyArrivesWhole() throws Exception {
    Endpoint endpoint = deploy();
    try (RawHttp http = RawHttp.connect(endpoint)) {
      http.head("POST", "", "Transfer-Encoding: chunked");
      http.write(chunk("4he"));
      http.write(chunk("llo"));
      http.write(ascii("0\r\n\r\n"));

      assertThat(http.reply().status()).isEqualTo(200);
    }
    assertThat(body.await()).isEqualTo("body 4hello");
  }

  @Test
  void bodyThatArrivesByteByByteIsPutTogether() throws Exception {
    Endpoint endpoint = deploy();
    try (RawHttp http = RawHttp.connect(endpoint)) {
      http.head("POST", "", "Content-Length: 6");
      for (byte b : ascii("4hello")) {
        http.write(new byte[] {b});
      }

      assertThat(http.reply().body()).isEqualTo("ok");
    }
    assertThat(body.await()).isEqualTo("body 4hello");
  }

  @Test
  void bodyOfExactlyTheLimitPasses() throws Exception {
    Endpoint endpoint = deploy();
    String exact = "x".repeat(RecordedBody.LIMIT);

    assertThat(endpoint.send("POST", "", exact).statusCode()).isEqualTo(200);
    assertThat(body.await()).isEqualTo("body " + exact);
  }

  @Test
  void oneByteMoreThanTheLimitIsTooLarge() throws Exception {
    Endpoint endpoint = deploy();
    try (RawHttp http = RawHttp.connect(endpoint)) {
      http.head("POST", "", "Content-Length: " + (RecordedBody.LIMIT + 1));
      http.write(ascii("x".repeat(RecordedBody.LIMIT + 1)));

      assertThat(http.reply().status()).isEqualTo(413);
      assertThat(body.await()).isEqualTo("too large");
    }
  }

  @Test
  void endlessBodyIsCutOffWithinBounds() throws Exception {
    Endpoint endpoint = deploy();
    byte[] chunk = chunk("x".repeat(10_000));
    try (RawHttp http = RawHttp.connect(endpoint)) {
      http.head("POST", "", "Transfer-Encoding: chunked");
      try {
        while (body.outcomes.isEmpty()) {
          http.write(chunk);
        }
        RawHttp.Reply reply = http.reply();
        assertThat(reply.status()).isEqualTo(413);
        assertThat(reply.header("connection")).isEqualToIgnoringCase("close");
      } catch (IOException cutWhileSending) {
        assertThat(body.outcomes).isNotEmpty();
      }
    }
    assertThat(body.await()).isEqualTo("too large");
    assertThat(endpoint.send("POST", "", "next").statusCode()).isEqualTo(200);
  }

  @Test
  void stalledBodyIsGivenUpAtTheDeadline() throws Exception {
    servlet.bodyTimeout(Duration.ofMillis(300));
    Endpoint endpoint = deploy();
    try (RawHttp http = RawHttp.connect(endpoint)) {
      http.head("POST", "", "Content-Length: 100");
      http.write(ascii("4hel"));

      RawHttp.Reply reply = http.reply();
      assertThat(reply.status()).isEqualTo(408);
      assertThat(reply.header("connection")).isEqualToIgnoringCase("close");
      http.awaitEnd();
    }
    assertThat(body.await()).isEqualTo("failure");
  }

  @Test
  void oversizedBodyThatStallsIsTooLargeAtTheDeadline() throws Exception {
    servlet.bodyTimeout(Duration.ofMillis(300));
    Endpoint endpoint = deploy();
    try (RawHttp http = RawHttp.connect(endpoint)) {
      http.head("POST", "", "Content-Length: " + (RecordedBody.LIMIT + 100));
      http.write(ascii("x".repeat(RecordedBody.LIMIT + 1)));

      assertThat(http.reply().status()).isEqualTo(413);
    }
    assertThat(body.await()).isEqualTo("too large");
  }

  @Test
  void clientThatResetsInTheMiddleFailsTheBody() throws Exception {
    Endpoint endpoint = deploy();
    RawHttp http = RawHttp.connect(endpoint);
    http.head("POST", "", "Content-Length: 100");
    http.write(ascii("4hel"));
    http.reset();

    assertThat(body.await()).isEqualTo("failure");
    assertThat(endpoint.send("POST", "", "next").statusCode()).isEqualTo(200);
  }

  @Test
  void clientThatEndsInTheMiddleFailsTheBody() throws Exception {
    Endpoint endpoint = deploy();
    RawHttp http = RawHttp.connect(endpoint);
    http.head("POST", "", "Content-Length: 100");
    http.write(ascii("4hel"));
    http.close();

    assertThat(body.await()).isEqualTo("failure");
  }

  @Test
  void receiverThatThrowsCostsOnlyItsRequest() throws Exception {
    servlet.onRequest(
        exchange ->
            exchange.readBody(
                10,
                new dev.socketio.engine.transport.HttpExchange.BodyReceiver() {
                  @Override
                  public void onBody(byte[] bytes) {
                    throw new IllegalStateException("planted");
                  }

                  @Override
                  public void onTooLarge() {}

                  @Override
                  public void onFailure(Throwable cause) {}
                }));
    Endpoint endpoint = deploy();

    assertThat(endpoint.send("POST", "", "x").statusCode()).isEqualTo(500);
  }

  private static byte[] chunk(String content) {
    return ascii(Integer.toHexString(content.length()) + "\r\n" + content + "\r\n");
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
