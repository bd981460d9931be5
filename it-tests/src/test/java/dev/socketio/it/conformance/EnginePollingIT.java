package dev.socketio.it.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.socketio.it.fixture.Mounts;
import dev.socketio.it.fixture.UsesMounts;
import dev.socketio.it.wire.Endpoint;
import dev.socketio.it.wire.Patience;
import dev.socketio.it.wire.PollingProbe;
import dev.socketio.it.wire.RawHttp;
import dev.socketio.it.wire.WaitingPoll;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@UsesMounts
class EnginePollingIT {

  private static final int MAX_PAYLOAD = 1_000_000;

  private final Endpoint endpoint;
  private PollingProbe probe;

  EnginePollingIT(Mounts mounts) {
    endpoint = mounts.steadyEngine();
  }

  @BeforeEach
  void openSession() {
    probe = PollingProbe.open(endpoint);
  }

  @ParameterizedTest
  @Section("Engine.IO v4: Sending data; Receiving data; Packet encoding, HTTP long-polling")
  @ValueSource(
      strings = {
        "4hello",
        "4",
        "4test1\u001e4test2\u001e4test3",
        "4hello\u001ebAQIDBA==",
        "b",
        "bAA==",
        "4\u20ac \u00e4 \ud83d\ude00 \u2028 \u2029 \u0000 \u007f",
      })
  void payloadComesBackAsItWasSent(String payload) {
    HttpResponse<String> posted = probe.post(payload);
    HttpResponse<String> polled = probe.getAnswer();

    assertThat(posted.statusCode()).isEqualTo(200);
    assertThat(posted.body()).isEqualTo("ok");
    assertThat(polled.statusCode()).isEqualTo(200);
    assertThat(polled.body()).isEqualTo(payload);
  }

  @Test
  @Section("Engine.IO v4: Sending data; behaviour: headers of the answers")
  void answersCarryTheHeadersOfTheReference() {
    HttpResponse<String> posted = probe.post("4hello");
    HttpResponse<String> polled = probe.getAnswer();

    assertThat(posted.headers().firstValue("content-type").orElse("")).startsWith("text/html");
    assertThat(posted.headers().firstValueAsLong("content-length")).hasValue(2);
    assertThat(posted.headers().firstValue("cache-control")).hasValue("no-store");
    assertThat(polled.headers().firstValue("content-type").orElse("")).startsWith("text/plain");
    assertThat(polled.headers().firstValueAsLong("content-length")).hasValue(6);
    assertThat(polled.headers().firstValue("cache-control")).hasValue("no-store");
  }

  @Test
  @Section("Engine.IO v4: Receiving data")
  void pollWaitsUntilThereIsAPacket() {
    CompletableFuture<HttpResponse<String>> poll = probe.get();

    probe.send("4later");

    assertThat(Patience.await("answer to the poll", poll).body()).isEqualTo("4later");
  }

  @Test
  @Section("Engine.IO v4: Receiving data")
  void packetsThatWaitLeaveTogether() {
    probe.send("4a");
    probe.send("4b", "bAQ==");
    probe.send("4c");

    assertThat(probe.getAnswer().body()).isEqualTo("4a\u001e4b\u001ebAQ==\u001e4c");
  }

  @Test
  @Section("Engine.IO v4: Headers: without a type the body is text")
  void bodyWithoutContentTypeIsText() {
    HttpResponse<String> posted = endpoint.send("POST", probe.query(), "4hello \u20ac");

    assertThat(posted.body()).isEqualTo("ok");
    assertThat(probe.getAnswer().body()).isEqualTo("4hello \u20ac");
  }

  @Test
  @Section("Engine.IO v4: Headers; RFC 9112, section 7.1: a body without a length")
  void chunkedBodyIsRead() throws Exception {
    try (RawHttp http = RawHttp.connect(endpoint)) {
      http.head("POST", "?" + probe.query(), "Transfer-Encoding: chunked");
      http.write("3\r\n4he\r\n".getBytes(StandardCharsets.US_ASCII));
      http.write("3\r\nllo\r\n0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));

      assertThat(http.reply().body()).isEqualTo("ok");
    }
    assertThat(probe.getAnswer().body()).isEqualTo("4hello");
  }

  @Test
  @Section("Engine.IO v4: Headers; behaviour: a form is a body like any other")
  void formBodyIsNotTakenApart() {
    HttpResponse<String> posted =
        endpoint.send(
            "POST",
            probe.query(),
            "4a=1&sid=x",
            "Content-Type",
            "application/x-www-form-urlencoded");

    assertThat(posted.body()).isEqualTo("ok");
    assertThat(probe.getAnswer().body()).isEqualTo("4a=1&sid=x");
  }

  @Test
  @Section("Engine.IO v4: Receiving data: one active GET; behaviour: how both are answered")
  void secondPollEndsTheSession() {
    CompletableFuture<HttpResponse<String>> one = probe.get();
    CompletableFuture<HttpResponse<String>> other = probe.get();
    // They may overtake each other on the way; whichever came second is refused.
    List<HttpResponse<String>> answers =
        Stream.of(one, other)
            .map(poll -> Patience.await("answer to a poll", poll))
            .sorted(Comparator.comparing(HttpResponse::statusCode))
            .toList();

    assertThat(answers).extracting(HttpResponse::statusCode).containsExactly(200, 400);
    assertThat(answers).extracting(HttpResponse::body).containsExactly("1", "");
    probe.expectGone();
  }

  @Test
  @Section("Engine.IO v4: Sending data: one active POST")
  void secondPostEndsTheSession() throws Exception {
    try (RawHttp first = RawHttp.connect(endpoint)) {
      first.head("POST", "?" + probe.query(), "Content-Length: 10");
      first.write("4hel".getBytes(StandardCharsets.US_ASCII));
      HttpResponse<String> second = untilRefused();

      assertThat(second.statusCode()).isEqualTo(400);
      assertThat(second.body()).isEmpty();
      probe.expectGone();
    }
  }

  /**
   * The server may not have seen the unfinished POST when the next one arrives, so the test repeats
   * it.
   */
  private HttpResponse<String> untilRefused() {
    HttpResponse<String> answer = probe.post("4x");
    for (int i = 0; i < 1000 && answer.statusCode() == 200; i++) {
      answer = probe.post("4x");
    }
    return answer;
  }

  @Test
  @Section(
      "Engine.IO v4: Receiving data; behaviour: a poll that was given up blocks the next one at the latest")
  void pollAfterAnAbandonedPollIsRefused() throws Exception {
    try (RawHttp abandoned = RawHttp.connect(endpoint)) {
      abandoned.head("GET", "?" + probe.query());
      // The answer to this one shows that the connection's earlier bytes were processed.
      probe.expectAlive();
    }

    HttpResponse<String> next = untilPollRefused();

    assertThat(next.statusCode()).isEqualTo(400);
    probe.expectGone();
  }

  /**
   * The abandoned poll may be served after this one, which then sees the close packet instead of
   * the refusal.
   */
  private HttpResponse<String> untilPollRefused() {
    HttpResponse<String> answer = probe.getAnswer();
    return answer.statusCode() == 200 && answer.body().equals("1") ? probe.getAnswer() : answer;
  }

  @ParameterizedTest
  @Section("Engine.IO v4: Packet encoding; behaviour: ok all the same, and the session ends")
  @ValueSource(
      strings = {
        "abc",
        "",
        "7",
        "9hello",
        "4hello\u001eabc",
        "4hello\u001e",
        "\u001e4hello",
        "b!!!",
        "bAQI*",
        "2",
        "2probe"
      })
  void brokenPacketEndsTheSession(String payload) {
    HttpResponse<String> posted = probe.post(payload);

    assertThat(posted.statusCode()).isEqualTo(200);
    assertThat(posted.body()).isEqualTo("ok");
    HttpResponse<String> next = probe.getAnswer();
    assertThat(next.statusCode()).isEqualTo(400);
  }

  @Test
  @Section("Engine.IO v4: Packet encoding; behaviour: a waiting poll is told")
  void brokenPacketAnswersTheWaitingPollWithClose() {
    WaitingPoll poll =
        WaitingPoll.during(
            () -> PollingProbe.open(endpoint),
            session -> assertThat(session.post("abc").body()).isEqualTo("ok"));

    assertThat(poll.payload()).isEqualTo("1");
    poll.session().expectGone();
  }

  @ParameterizedTest
  @Section("behaviour: packets that mean nothing here are ignored")
  @ValueSource(strings = {"0", "0{}", "3", "3probe", "5", "6"})
  void meaninglessPacketIsIgnored(String packet) {
    probe.send(packet, "4hello");

    assertThat(probe.getAnswer().body()).isEqualTo("4hello");
  }

  @Test
  @Section("behaviour: binary payloads are a matter of protocol 3")
  void octetStreamIsRefusedAndEndsTheSession() {
    HttpResponse<String> posted =
        endpoint.send("POST", probe.query(), "4hello", "Content-Type", "application/octet-stream");

    assertThat(posted.statusCode()).isEqualTo(400);
    assertThat(posted.body()).isEmpty();
    probe.expectGone();
  }

  @ParameterizedTest
  @Section("Engine.IO v4: HTTP long-polling knows GET and POST only")
  @ValueSource(strings = {"PUT", "DELETE", "PATCH", "OPTIONS"})
  void otherMethodIsRefusedAndDoesNoHarm(String method) {
    HttpResponse<String> response = endpoint.send(method, probe.query(), "");

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.body()).isEqualTo("{\"code\":2,\"message\":\"Bad handshake method\"}");
    probe.send("4hello");
    assertThat(probe.getAnswer().body()).isEqualTo("4hello");
  }

  @Test
  @Section("behaviour: a GET that names WebSocket without an upgrade is refused")
  void pollNamingTheWrongTransportIsRefusedAndDoesNoHarm() {
    assertThat(endpoint.get(probe.webSocketQuery()).body())
        .isEqualTo("{\"code\":3,\"message\":\"Bad request\"}");
    probe.send("4hello");
    assertThat(probe.getAnswer().body()).isEqualTo("4hello");
  }

  @ParameterizedTest
  @Section(
      "Engine.IO v4: Handshake, maxPayload; behaviour: the limit counts bytes and is inclusive")
  @ValueSource(strings = {"x", "\u00e4", "\u20ac"})
  void payloadOfExactlyTheLimitIsTaken(String letter) {
    String payload = payloadOf(MAX_PAYLOAD, letter);

    assertThat(probe.post(payload).body()).isEqualTo("ok");
    assertThat(probe.getAnswer().body()).isEqualTo(payload);
  }

  @ParameterizedTest
  @Section("Engine.IO v4: Handshake, maxPayload; the session ends with the refusal")
  @ValueSource(strings = {"x", "\u00e4", "\u20ac"})
  void payloadAboveTheLimitIsRefusedAndEndsTheSession(String letter) {
    HttpResponse<String> refused = probe.post(payloadOf(MAX_PAYLOAD + 1, letter));

    assertThat(refused.statusCode()).isEqualTo(413);
    assertThat(refused.body()).isEmpty();
    probe.expectGone();
  }

  @Test
  @Section("Engine.IO v4: Handshake, maxPayload: enforced while the body streams in")
  void endlessBodyIsRefusedOnceItPassesTheLimit() throws Exception {
    byte[] chunk = ("10000\r\n" + "x".repeat(0x10000) + "\r\n").getBytes(StandardCharsets.US_ASCII);
    try (RawHttp http = RawHttp.connect(endpoint)) {
      http.head("POST", "?" + probe.query(), "Transfer-Encoding: chunked");
      http.write("1\r\n4\r\n".getBytes(StandardCharsets.US_ASCII));
      // The server lets a bounded amount pass before it answers, so that well-meaning clients see
      // the answer.
      for (int sent = 0; sent <= 3 * MAX_PAYLOAD; sent += chunk.length) {
        http.writeIfOpen(chunk);
      }

      assertThat(http.reply().status()).isEqualTo(413);
    }
    probe.expectGone();
  }

  @Test
  @Section("behaviour: the limit binds the client only")
  void answerMayBeLongerThanTheLimit() {
    String half = payloadOf(MAX_PAYLOAD * 2 / 3, "x");
    probe.send(half);
    probe.send(half);

    assertThat(probe.getAnswer().body()).isEqualTo(half + "\u001e" + half);
  }

  @Test
  @Section("bad input: a body that is not UTF-8")
  void invalidUtf8DoesNotHarmTheServer() throws Exception {
    try (RawHttp http = RawHttp.connect(endpoint)) {
      http.head(
          "POST",
          "?" + probe.query(),
          "Content-Type: text/plain;charset=UTF-8",
          "Content-Length: 3");
      http.write(new byte[] {'4', (byte) 0xff, (byte) 0xc0});

      assertThat(http.reply().status()).isIn(200, 400);
    }
    assertThat(PollingProbe.open(endpoint).sid()).isNotEmpty();
  }

  @Test
  @Section("RFC 9110, section 7.3.5: several sessions over one connection")
  void connectionIsKeptBetweenRequests() throws Exception {
    try (RawHttp http = RawHttp.connect(endpoint)) {
      for (int i = 0; i < 3; i++) {
        http.head("GET", "?" + Endpoint.POLLING);
        assertThat(http.reply().body()).startsWith("0{");
      }
    }
  }

  private static String payloadOf(int bytes, String letter) {
    int width = letter.getBytes(StandardCharsets.UTF_8).length;
    int filler = (bytes - 1) % width;
    return "4" + "x".repeat(filler) + letter.repeat((bytes - 1) / width);
  }
}
