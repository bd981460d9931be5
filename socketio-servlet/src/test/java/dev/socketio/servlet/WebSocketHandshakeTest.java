package dev.socketio.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.socketio.servlet.WebSocketHandshake.Ordinary;
import dev.socketio.servlet.WebSocketHandshake.Refused;
import dev.socketio.servlet.WebSocketHandshake.Valid;
import dev.socketio.servlet.WebSocketHandshake.Verdict;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebSocketHandshakeTest {

  private static final Refused BAD_REQUEST = new Refused(400, "Bad request");
  private static final Refused UPGRADE_REQUIRED = new Refused(426, "Upgrade Required");

  private final Map<String, List<String>> headers =
      new HashMap<>(
          Map.of(
              "Upgrade", List.of("websocket"),
              "Connection", List.of("Upgrade"),
              "Sec-WebSocket-Version", List.of("13"),
              "Sec-WebSocket-Key", List.of("dGhlIHNhbXBsZSBub25jZQ==")));

  private Verdict examine(String method, String protocol) {
    return WebSocketHandshake.examine(
        method, protocol, name -> headers.getOrDefault(name, List.of()));
  }

  @Test
  void handshakeOfTheRfcIsValid() {
    assertThat(examine("GET", "HTTP/1.1")).isEqualTo(new Valid());
  }

  @Test
  void tokensAreFoundInListsAndAnyCase() {
    headers.put("Connection", List.of("keep-alive", "x, upgRADE"));
    headers.put("Upgrade", List.of("h2c, WebSocket"));

    assertThat(examine("GET", "HTTP/1.1")).isEqualTo(new Valid());
  }

  @Test
  void requestWithoutUpgradeIsOrdinary() {
    headers.remove("Upgrade");
    assertThat(examine("GET", "HTTP/1.1")).isEqualTo(new Ordinary());
  }

  @Test
  void requestWithoutConnectionUpgradeIsOrdinary() {
    headers.put("Connection", List.of("keep-alive"));
    assertThat(examine("GET", "HTTP/1.1")).isEqualTo(new Ordinary());
  }

  @Test
  void upgradeToAnotherProtocolIsOrdinary() {
    headers.put("Upgrade", List.of("h2c"));
    assertThat(examine("GET", "HTTP/1.1")).isEqualTo(new Ordinary());
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "DELETE", "OPTIONS", "HEAD", "CONNECT"})
  void otherMethodIsRefused(String method) {
    assertThat(examine(method, "HTTP/1.1")).isEqualTo(new Refused(400, "Bad handshake method"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"12", "8", "14", "13, 8", "", "013"})
  void otherVersionIsRefused(String version) {
    headers.put("Sec-WebSocket-Version", List.of(version));
    assertThat(examine("GET", "HTTP/1.1")).isEqualTo(UPGRADE_REQUIRED);
  }

  @Test
  void missingOrRepeatedVersionIsRefused() {
    headers.remove("Sec-WebSocket-Version");
    assertThat(examine("GET", "HTTP/1.1")).isEqualTo(UPGRADE_REQUIRED);
    headers.put("Sec-WebSocket-Version", List.of("13", "13"));
    assertThat(examine("GET", "HTTP/1.1")).isEqualTo(UPGRADE_REQUIRED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "dGhlIHNhbXBsZSBub25jZQ",
        "dGhlIHNhbXBsZSBub25jZQo=",
        "dGhlIHNhbXBsZSBub25jZTEyMzQ=",
        "!!!!IHNhbXBsZSBub25jZQ==",
        "dGhlIHNhbXBsZSBub25jZQ==dGhlIHNhbXBsZSBub25jZQ=="
      })
  void keyThatIsNotSixteenBytesIsRefused(String key) {
    headers.put("Sec-WebSocket-Key", List.of(key));
    assertThat(examine("GET", "HTTP/1.1")).isEqualTo(BAD_REQUEST);
  }

  @Test
  void missingOrRepeatedKeyIsRefused() {
    headers.remove("Sec-WebSocket-Key");
    assertThat(examine("GET", "HTTP/1.1")).isEqualTo(BAD_REQUEST);
    headers.put(
        "Sec-WebSocket-Key", List.of("dGhlIHNhbXBsZSBub25jZQ==", "dGhlIHNhbXBsZSBub25jZQ=="));
    assertThat(examine("GET", "HTTP/1.1")).isEqualTo(BAD_REQUEST);
  }

  @Test
  void handshakeWithABodyIsRefused() {
    headers.put("Content-Length", List.of("5"));
    assertThat(examine("GET", "HTTP/1.1")).isEqualTo(BAD_REQUEST);
    headers.put("Content-Length", List.of("0"));
    assertThat(examine("GET", "HTTP/1.1")).isEqualTo(new Valid());
    headers.put("Transfer-Encoding", List.of("chunked"));
    assertThat(examine("GET", "HTTP/1.1")).isEqualTo(BAD_REQUEST);
  }

  @ParameterizedTest
  @ValueSource(strings = {"HTTP/2", "HTTP/2.0", "HTTP/3"})
  void connectOverStreamsNeedsTheVersionOnly(String protocol) {
    headers.keySet().removeIf(name -> !name.equals("Sec-WebSocket-Version"));
    assertThat(examine("CONNECT", protocol)).isEqualTo(new Valid());
    headers.put("Sec-WebSocket-Version", List.of("12"));
    assertThat(examine("CONNECT", protocol)).isEqualTo(UPGRADE_REQUIRED);
  }

  @Test
  void upgradeHeadersMeanNothingOverStreams() {
    assertThat(examine("GET", "HTTP/2.0")).isEqualTo(new Ordinary());
  }
}
