package dev.socketio.it.robustness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.socketio.it.fixture.Mounts;
import dev.socketio.it.fixture.UsesMounts;
import dev.socketio.it.wire.Endpoint;
import dev.socketio.it.wire.Patience;
import dev.socketio.it.wire.PollingProbe;
import dev.socketio.it.wire.RawHttp;
import dev.socketio.it.wire.RawWebSocket;
import dev.socketio.it.wire.WebSocketProbe;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Input that no client sends by accident. Whatever its sender gets, another client must not notice.
 */
@UsesMounts
class BadInputIT {

  private static final String P0 = "{\"_placeholder\":true,\"num\":0}";
  private static final String END = "42[\"echo\",\"end\"]";
  private static final int MUCH = 990_000;

  private final Endpoint endpoint;
  private WebSocketProbe bystander;

  BadInputIT(Mounts mounts) {
    endpoint = mounts.steadySocket();
  }

  @BeforeEach
  void connectBystander() {
    bystander = WebSocketProbe.connected(endpoint);
  }

  @AfterEach
  void expectBystanderIsWell() {
    bystander.send("427[\"ack\",\"well\"]");
    assertThat(bystander.nextText()).isEqualTo("437[\"well\"]");
    bystander.close();
  }

  static Stream<Arguments> packets() {
    return Stream.of(
        ends(
            "nested arrays",
            "42[\"echo\"," + "[".repeat(MUCH / 2) + "]".repeat(MUCH / 2 - 10) + "]"),
        ends("nested arrays, never closed", "42[\"echo\"," + "[".repeat(MUCH)),
        ends(
            "nested objects",
            "42[\"echo\"," + "{\"a\":".repeat(MUCH / 6) + "1" + "}".repeat(MUCH / 6) + "]"),
        ends(
            "nested objects in a CONNECT",
            "40/custom," + "{\"a\":".repeat(MUCH / 6) + "1" + "}".repeat(MUCH / 6)),
        ends("number of many digits", "42[\"echo\"," + "9".repeat(MUCH) + "]"),
        ends("fraction of many digits", "42[\"echo\",0." + "9".repeat(MUCH) + "]"),
        answered(
            "number with a huge exponent", "42[\"echo\",1e999999999]", "42[\"echo\",1E+999999999]"),
        answered(
            "number with a tiny exponent",
            "42[\"echo\",1e-999999999]",
            "42[\"echo\",1E-999999999]"),
        ends("number with an exponent beyond int", "42[\"echo\",1e99999999999]"),
        unanswered("huge number where an int is wanted", "421[\"give-text\",1e999999999]"),
        unanswered("negative number where a length is wanted", "421[\"give-text\",-1]"),
        unanswered("text where a number is wanted", "421[\"give-text\",\"many\"]"),
        unanswered("object where a list of rooms is wanted", "421[\"to-rooms\",{\"a\":1},1]"),
        unanswered("nothing where something is wanted", "421[\"to-rooms\"]"),
        answered("many keys", "42[\"echo\",{" + manyKeys() + "}]", "42[\"echo\",{\"k\":0,\"0\":0,"),
        answered(
            "many elements", "42[\"echo\",[" + "0,".repeat(MUCH / 2) + "0]]", "42[\"echo\",[0,0,"),
        ends("absurd id", "42" + "9".repeat(MUCH) + "[\"ack\"]"),
        ends("absurd id in an answer", "43" + "9".repeat(MUCH) + "[]"),
        ends("absurd number of attachments", "45" + "9".repeat(MUCH) + "-[\"echo\"]"),
        ends("more attachments than allowed", "4511-[\"echo\"]"),
        answered("long namespace", "40/" + "n".repeat(MUCH) + ",", "44/nnn"),
        answered(
            "namespace of controls",
            "40/\u0000\r\n\u001b[31m,",
            "44/\u0000\r\n\u001b[31m,{\"message\":\"Invalid namespace\"}"),
        unanswered("long event name", "42[\"" + "e".repeat(MUCH) + "\"]"),
        ends("long digits as a packet type", "4" + "9".repeat(MUCH)),
        answered("white space without end", "42[\"echo\"" + " ".repeat(MUCH) + "]", "42[\"echo\"]"),
        answered(
            "escapes without end",
            "42[\"echo\",\"" + "\\ud800".repeat(MUCH / 6) + "\"]",
            "42[\"echo\",\""));
  }

  /** The session is over. */
  private static Arguments ends(String what, String packet) {
    return Arguments.of(what, packet, new Ended());
  }

  /** Nothing comes of it, and the session goes on. */
  private static Arguments unanswered(String what, String packet) {
    return Arguments.of(what, packet, new GoneOn(""));
  }

  /** It is answered like any other, and the session goes on. */
  private static Arguments answered(String what, String packet, String startOfAnswer) {
    return Arguments.of(what, packet, new GoneOn(startOfAnswer));
  }

  private sealed interface Outcome {}

  private record Ended() implements Outcome {}

  private record GoneOn(String startOfAnswer) implements Outcome {}

  private static String manyKeys() {
    StringBuilder keys = new StringBuilder("\"k\":0");
    for (int i = 0; keys.length() < MUCH - 100; i++) {
      keys.append(",\"").append(i).append("\":0");
    }
    return keys.toString();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("packets")
  void packetOverWebSocketHarmsNobody(String what, String packet, Outcome outcome) {
    try (WebSocketProbe probe = WebSocketProbe.connected(endpoint)) {
      probe.send(packet);
      probe.sendIfOpen(END);

      if (outcome instanceof GoneOn goneOn) {
        expectAnswers(probe::nextText, goneOn);
      } else {
        probe.expectClose();
      }
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("packets")
  void packetOverPollingHarmsNobody(String what, String packet, Outcome outcome) {
    PollingProbe probe = PollingProbe.open(endpoint);
    probe.connect();

    probe.send(packet);

    if (outcome instanceof GoneOn goneOn) {
      probe.send(END);
      expectAnswers(probe::next, goneOn);
      probe.post("1");
    } else {
      expectEnd(probe, probe.getAnswer());
    }
  }

  private static void expectAnswers(Supplier<String> answers, GoneOn goneOn) {
    if (!goneOn.startOfAnswer().isEmpty()) {
      assertThat(answers.get()).startsWith(goneOn.startOfAnswer());
    }
    assertThat(answers.get()).isEqualTo(END);
  }

  /** A poll that waits is told of the end; one that comes later finds no session. */
  private static void expectEnd(PollingProbe probe, HttpResponse<String> poll) {
    if (poll.statusCode() == 200) {
      assertThat(poll.body().split(PollingProbe.SEPARATOR)).endsWith("1");
    } else {
      assertThat(poll.body()).startsWith("{\"code\":1,");
    }
    probe.expectGone();
  }

  @Test
  void attachmentUsedTenThousandTimesIsNotMultiplied() {
    PollingProbe probe = PollingProbe.open(endpoint);
    probe.connect();
    String placeholders = (P0 + ",").repeat(10_000);

    probe.send("451-[\"echo\"," + placeholders + "1]");
    probe.send("b" + Base64.getEncoder().encodeToString(new byte[700_000]));

    expectEnd(probe, probe.getAnswer());
  }

  @Test
  void manyPacketsInOnePayloadHarmNobody() {
    PollingProbe probe = PollingProbe.open(endpoint);
    probe.connect();

    assertThat(probe.post("6\u001e".repeat(MUCH / 2) + "6").body()).isEqualTo("ok");
    assertThat(probe.post("3\u001e".repeat(MUCH / 2) + "3").body()).isEqualTo("ok");
    assertThat(probe.post("42[\"x\"]\u001e".repeat(10_000) + "6").body()).isEqualTo("ok");
    probe.send(END);
    assertThat(probe.next()).isEqualTo(END);
  }

  @Test
  void manyConnectsToUnknownNamespacesHarmNobody() {
    try (WebSocketProbe probe = WebSocketProbe.connected(endpoint)) {
      for (int i = 0; i < 1000; i++) {
        probe.send("40/unknown-" + i + ",");
      }
      for (int i = 0; i < 1000; i++) {
        assertThat(probe.nextText()).startsWith("44/unknown-");
      }
    }
  }

  static Stream<Arguments> frames() {
    return Stream.of(
        Arguments.of("unmasked", new byte[] {(byte) 0x81, 2, '4', '0'}),
        Arguments.of("reserved opcode", new byte[] {(byte) 0x83, (byte) 0x80, 0, 0, 0, 0}),
        Arguments.of("reserved bit", new byte[] {(byte) 0xc1, (byte) 0x80, 0, 0, 0, 0}),
        Arguments.of("continuation of nothing", new byte[] {(byte) 0x80, (byte) 0x80, 0, 0, 0, 0}),
        Arguments.of("endless length", frame(Long.MAX_VALUE)),
        Arguments.of("negative length", frame(-1)),
        Arguments.of("long ping", longPing()),
        Arguments.of("close with one byte", new byte[] {(byte) 0x88, (byte) 0x81, 0, 0, 0, 0, 3}),
        Arguments.of(
            "close with a code that must not be sent",
            new byte[] {(byte) 0x88, (byte) 0x82, 0, 0, 0, 0, 3, (byte) 0xed}));
  }

  /** As much payload as the limit of a message allows, and more. */
  private static byte[] frame(long length) {
    return ByteBuffer.allocate(14 + 1_100_000)
        .put((byte) 0x82)
        .put((byte) 0xff)
        .putLong(length)
        .array();
  }

  private static byte[] longPing() {
    return ByteBuffer.allocate(8 + 126)
        .put((byte) 0x89)
        .put((byte) 0xfe)
        .putShort((short) 126)
        .array();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("frames")
  void frameThatMustNotBeClosesItsConnectionOnly(String what, byte[] frame) throws Exception {
    try (RawWebSocket socket = RawWebSocket.open(endpoint, Endpoint.WEBSOCKET)) {
      socket.write(frame);

      socket.awaitCloseOrEnd();
    }
  }

  static Stream<Arguments> requests() {
    String get = "GET /steady/socket.io/?EIO=4&transport=polling";
    return Stream.of(
        Arguments.of(
            "long query", get + "&x=" + "y".repeat(100_000) + " HTTP/1.1\r\nHost: a\r\n\r\n"),
        Arguments.of(
            "long header", get + " HTTP/1.1\r\nHost: a\r\nX: " + "y".repeat(100_000) + "\r\n\r\n"),
        Arguments.of(
            "path that climbs",
            "GET /steady/socket.io/../../x?EIO=4&transport=polling HTTP/1.1\r\nHost: a\r\n\r\n"),
        Arguments.of(
            "encoded path",
            "GET /steady/socket.io/%2e%2e/?EIO=4&transport=polling HTTP/1.1\r\nHost: a\r\n\r\n"),
        Arguments.of("null in the query", get + "&sid=%00 HTTP/1.1\r\nHost: a\r\n\r\n"),
        Arguments.of(
            "markup in the query",
            get + "&sid=<script>alert(1)</script> HTTP/1.1\r\nHost: a\r\n\r\n"),
        Arguments.of(
            "line break in the query", get + "&sid=%0d%0aX:%20y HTTP/1.1\r\nHost: a\r\n\r\n"),
        Arguments.of("bytes in the query", get + "&sid=%ff%fe HTTP/1.1\r\nHost: a\r\n\r\n"),
        Arguments.of("long sid", get + "&sid=" + "x".repeat(5000) + " HTTP/1.1\r\nHost: a\r\n\r\n"),
        Arguments.of(
            "two Origin headers",
            get + " HTTP/1.1\r\nHost: a\r\nOrigin: http://a\r\nOrigin: http://b\r\n\r\n"),
        Arguments.of(
            "control in the Origin",
            get + " HTTP/1.1\r\nHost: a\r\nOrigin: http://a\u0001b\r\n\r\n"),
        Arguments.of(
            "unknown method",
            "BREW /steady/socket.io/?EIO=4&transport=polling HTTP/1.1\r\nHost: a\r\n\r\n"),
        Arguments.of("no HTTP at all", "hello\r\n\r\n"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("requests")
  void requestThatMustNotBeIsAnsweredWithoutASecret(String what, String request) throws Exception {
    try (RawHttp socket = RawHttp.connect(endpoint)) {
      socket.write(request.getBytes(StandardCharsets.ISO_8859_1));

      RawHttp.Reply reply = socket.reply();

      assertThat(reply.status()).isLessThan(500).isNotEqualTo(101);
      assertThat(reply.body()).doesNotContain("dev.socketio", "<script>");
      assertThat(reply.headers()).doesNotContainKey("x");
    }
  }

  @Test
  void truncatedBodyEndsItsSession() throws Exception {
    PollingProbe probe = PollingProbe.open(endpoint);
    probe.connect();
    CompletableFuture<HttpResponse<String>> poll = probe.get();

    try (RawHttp socket = RawHttp.connect(endpoint)) {
      socket.head("POST", "?" + probe.query(), "Content-Length: 100");
      socket.write("42[\"echo\"".getBytes(StandardCharsets.US_ASCII));
    }

    expectEnd(probe, Patience.await("answer to the waiting poll", poll));
  }
}
