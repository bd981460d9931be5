package dev.socketio.it.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.socketio.it.fixture.Mounts;
import dev.socketio.it.fixture.UsesMounts;
import dev.socketio.it.wire.Endpoint;
import dev.socketio.it.wire.PollingProbe;
import dev.socketio.it.wire.RawWebSocket;
import dev.socketio.it.wire.WebSocketProbe;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@UsesMounts
class EngineWebSocketIT {

  private static final int MAX_PAYLOAD = 1_000_000;
  private static final int TOO_BIG = 1009;

  private final Endpoint endpoint;

  EngineWebSocketIT(Mounts mounts) {
    endpoint = mounts.steadyEngine();
  }

  @ParameterizedTest
  @Section("Engine.IO v4: WebSocket; Packet encoding, WebSocket")
  @ValueSource(strings = {"4hello", "4", "4\u20ac \ud83d\ude00 \u2028 \u001e \u0000"})
  void textComesBackAsItWasSent(String packet) {
    try (WebSocketProbe probe = WebSocketProbe.session(endpoint)) {
      probe.send(packet);

      assertThat(probe.nextText()).isEqualTo(packet);
    }
  }

  @Test
  @Section("Engine.IO v4: Packet encoding, WebSocket: binary payloads are sent as they are")
  void bytesComeBackAsTheyWereSent() {
    try (WebSocketProbe probe = WebSocketProbe.session(endpoint)) {
      probe.send(new byte[] {1, 2, 3, 4});
      probe.send(new byte[0]);
      probe.send(new byte[] {(byte) 0xff});

      assertThat(probe.nextBytes()).containsExactly(1, 2, 3, 4);
      assertThat(probe.nextBytes()).isEmpty();
      assertThat(probe.nextBytes()).containsExactly(0xff);
    }
  }

  @Test
  @Section("Engine.IO v4: WebSocket: each packet in its own frame")
  void packetsKeepTheirOrderAndTheirFrames() {
    try (WebSocketProbe probe = WebSocketProbe.session(endpoint)) {
      for (int i = 0; i < 200; i++) {
        probe.send("4" + i);
        probe.send(new byte[] {(byte) i});
      }

      for (int i = 0; i < 200; i++) {
        assertThat(probe.nextText()).isEqualTo("4" + i);
        assertThat(probe.nextBytes()).containsExactly(i);
      }
    }
  }

  @Test
  @Section("RFC 6455, section 5.4: fragmentation")
  void fragmentsAreOneMessage() {
    try (WebSocketProbe probe = WebSocketProbe.session(endpoint)) {
      probe.sendInPieces("4", "hel", "", "lo \ud83d\ude00");

      assertThat(probe.nextText()).isEqualTo("4hello \ud83d\ude00");
    }
  }

  @Test
  @Section("RFC 6455, section 5.5: control frames between fragments")
  void pingBetweenFragmentsIsAnswered() throws Exception {
    try (RawWebSocket socket = openRaw()) {
      socket.frame(false, RawWebSocket.TEXT, "4he".getBytes(StandardCharsets.US_ASCII));
      socket.frame(true, 9, "are you there".getBytes(StandardCharsets.US_ASCII));
      socket.frame(true, 0, "llo".getBytes(StandardCharsets.US_ASCII));

      RawWebSocket.Frame pong = socket.next();
      assertThat(pong.opcode()).isEqualTo(10);
      assertThat(new String(pong.payload(), StandardCharsets.US_ASCII)).isEqualTo("are you there");
      assertThat(socket.nextText()).isEqualTo("4hello");
    }
  }

  @ParameterizedTest
  @Section(
      "Engine.IO v4: Handshake, maxPayload; behaviour: the limit counts bytes and is inclusive")
  @ValueSource(strings = {"x", "\u00e4", "\u20ac"})
  void textOfExactlyTheLimitIsTaken(String letter) {
    String packet = packetOf(MAX_PAYLOAD, letter);
    try (WebSocketProbe probe = WebSocketProbe.session(endpoint)) {
      probe.send(packet);

      assertThat(probe.nextText()).isEqualTo(packet);
    }
  }

  @ParameterizedTest
  @Section("Engine.IO v4: Handshake, maxPayload; behaviour: close code 1009")
  @ValueSource(strings = {"x", "\u00e4", "\u20ac"})
  void textAboveTheLimitClosesWith1009(String letter) {
    try (WebSocketProbe probe = WebSocketProbe.session(endpoint)) {
      probe.send(packetOf(MAX_PAYLOAD + 1, letter));

      assertThat(probe.awaitClose()).isEqualTo(TOO_BIG);
    }
  }

  @Test
  @Section("Engine.IO v4: Handshake, maxPayload; behaviour: close code 1009")
  void bytesUpToTheLimitAreTakenAndMoreCloseWith1009() {
    try (WebSocketProbe probe = WebSocketProbe.session(endpoint)) {
      byte[] most = new byte[MAX_PAYLOAD];
      Arrays.fill(most, (byte) 7);
      probe.send(most);
      assertThat(probe.nextBytes()).isEqualTo(most);

      probe.send(new byte[MAX_PAYLOAD + 1]);
      assertThat(probe.awaitClose()).isEqualTo(TOO_BIG);
    }
  }

  @Test
  @Section("Engine.IO v4: Handshake, maxPayload: counted over all fragments of a message")
  void endlessFragmentsCloseWith1009() throws Exception {
    byte[] piece = new byte[50_000];
    Arrays.fill(piece, (byte) 'x');
    try (RawWebSocket socket = openRaw()) {
      socket.frame(false, RawWebSocket.TEXT, "4".getBytes(StandardCharsets.US_ASCII));
      for (int sent = 0; sent <= MAX_PAYLOAD; sent += piece.length) {
        socket.frame(false, 0, piece);
      }

      assertThat(socket.awaitClose()).isEqualTo(TOO_BIG);
    }
  }

  @ParameterizedTest
  @Section(
      "Engine.IO v4: Packet encoding, WebSocket: a packet that cannot be read ends the session")
  @ValueSource(strings = {"abc", "", "7", "9x", "2", "2probe", "1"})
  void packetThatMustNotComeEndsTheSession(String packet) {
    try (WebSocketProbe probe = WebSocketProbe.open(endpoint, Endpoint.WEBSOCKET)) {
      String sid = PollingProbe.sidOf(probe.nextText());
      probe.send(packet);

      probe.expectClose();
      assertThat(endpoint.get(Endpoint.POLLING + "&sid=" + sid).body()).startsWith("{\"code\":1,");
    }
  }

  @ParameterizedTest
  @Section("behaviour: packets that mean nothing here are ignored")
  @ValueSource(strings = {"0", "0{}", "3", "3probe", "5", "6"})
  void meaninglessPacketIsIgnored(String packet) {
    try (WebSocketProbe probe = WebSocketProbe.session(endpoint)) {
      probe.send(packet);
      probe.send("4hello");

      assertThat(probe.nextText()).isEqualTo("4hello");
    }
  }

  @Test
  @Section("RFC 6455, section 8.1: text that is not UTF-8")
  void invalidUtf8ClosesWith1007() throws Exception {
    try (RawWebSocket socket = openRaw()) {
      socket.frame(true, RawWebSocket.TEXT, new byte[] {'4', (byte) 0xff, (byte) 0xc0});

      assertThat(socket.awaitClose()).isEqualTo(1007);
    }
  }

  @Test
  @Section("Engine.IO v4: WebSocket: one connection per session; behaviour: 101, then closed")
  void secondWebSocketOfASessionIsClosedAndDoesNoHarm() {
    try (WebSocketProbe first = WebSocketProbe.open(endpoint, Endpoint.WEBSOCKET)) {
      String sid = PollingProbe.sidOf(first.nextText());

      WebSocketProbe second = WebSocketProbe.open(endpoint, Endpoint.WEBSOCKET + "&sid=" + sid);

      second.expectClose();
      first.send("4hello");
      assertThat(first.nextText()).isEqualTo("4hello");
    }
  }

  @Test
  @Section("behaviour: polling on a WebSocket session is code 3")
  void pollingOnAWebSocketSessionIsRefusedAndDoesNoHarm() {
    try (WebSocketProbe probe = WebSocketProbe.open(endpoint, Endpoint.WEBSOCKET)) {
      String query = Endpoint.POLLING + "&sid=" + PollingProbe.sidOf(probe.nextText());

      assertThat(endpoint.get(query).body()).isEqualTo("{\"code\":3,\"message\":\"Bad request\"}");
      assertThat(endpoint.send("POST", query, "4x").body())
          .isEqualTo("{\"code\":3,\"message\":\"Bad request\"}");
      probe.send("4hello");
      assertThat(probe.nextText()).isEqualTo("4hello");
    }
  }

  @Test
  @Section("bad input: a WebSocket session is asked for without an upgrade")
  void plainGetOnAWebSocketSessionIsRefusedAndDoesNoHarm() {
    try (WebSocketProbe probe = WebSocketProbe.open(endpoint, Endpoint.WEBSOCKET)) {
      String query = Endpoint.WEBSOCKET + "&sid=" + PollingProbe.sidOf(probe.nextText());

      assertThat(endpoint.get(query).body()).isEqualTo("{\"code\":3,\"message\":\"Bad request\"}");
      probe.send("4hello");
      assertThat(probe.nextText()).isEqualTo("4hello");
    }
  }

  @Test
  @Section("RFC 6455, section 5.5.1: a close frame is answered with one")
  void closeFrameIsAnsweredAndEndsTheSession() throws Exception {
    try (RawWebSocket socket = RawWebSocket.open(endpoint, Endpoint.WEBSOCKET)) {
      String sid = PollingProbe.sidOf(socket.nextText());
      socket.frame(true, RawWebSocket.CLOSE, new byte[] {3, (byte) 0xe8});

      assertThat(socket.awaitClose()).isIn(1000, 1005);
      socket.awaitEnd();
      assertThat(endpoint.get(Endpoint.POLLING + "&sid=" + sid).body()).startsWith("{\"code\":1,");
    }
  }

  private RawWebSocket openRaw() throws Exception {
    RawWebSocket socket = RawWebSocket.open(endpoint, Endpoint.WEBSOCKET);
    assertThat(socket.nextText()).startsWith("0{");
    return socket;
  }

  private static String packetOf(int bytes, String letter) {
    int width = letter.getBytes(StandardCharsets.UTF_8).length;
    int filler = (bytes - 1) % width;
    return "4" + "x".repeat(filler) + letter.repeat((bytes - 1) / width);
  }
}
