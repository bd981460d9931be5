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

  private final Map<String, List<String>> headers =
      new HashMap<>(
          Map.of(
              "Upgrade", List.of("websocket"),
              "Connection", List.of("Upgrade"),
              "Sec-WebSocket-Version", List.of("13"),
              "Sec-WebSocket-Key", List.of("dGhlIHNhbXBsZSBub25jZQ==")));

  private void assertRefused(String method, String protocol, int status, String message) {
    assertThat(examine(method, protocol))
        .isInstanceOfSatisfying(
            Refused.class,
            refused -> {
              assertThat(refused.fault().status()).isEqualTo(status);
              assertThat(refused.fault().message()).isEqualTo(message);
            });
  }

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
    assertRefused(method, "HTTP/1.1", 400, "Bad handshake method");
  }

  @ParameterizedTest
  @ValueSource(strings = {"12", "8", "14", "13, 8", "", "013"})
  void otherVersionIsRefused(String version) {
    headers.put("Sec-WebSocket-Version", List.of(version));
    assertRefused("GET", "HTTP/1.1", 426, "Upgrade Required");
  }

  @Test
  void missingOrRepeatedVersionIsRefused() {
    headers.remove("Sec-WebSocket-Version");
    assertRefused("GET", "HTTP/1.1", 426, "Upgrade Required");
    headers.put("Sec-WebSocket-Version", List.of("13", "13"));
    assertRefused("GET", "HTTP/1.1", 426, "Upgrade Required");
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
    assertRefused("GET", "HTTP/1.1", 400, "Bad request");
  }

  @Test
  void missingOrRepeatedKeyIsRefused() {
    headers.remove("Sec-WebSocket-Key");
    assertRefused("GET", "HTTP/1.1", 400, "Bad request");
    headers.put(
        "Sec-WebSocket-Key", List.of("dGhlIHNhbXBsZSBub25jZQ==", "dGhlIHNhbXBsZSBub25jZQ=="));
    assertRefused("GET", "HTTP/1.1", 400, "Bad request");
  }

  @Test
  void handshakeWithABodyIsRefused() {
    headers.put("Content-Length", List.of("5"));
    assertRefused("GET", "HTTP/1.1", 400, "Bad request");
    headers.put("Content-Length", List.of("0"));
    assertThat(examine("GET", "HTTP/1.1")).isEqualTo(new Valid());
    headers.put("Transfer-Encoding", List.of("chunked"));
    assertRefused("GET", "HTTP/1.1", 400, "Bad request");
  }

  @ParameterizedTest
  @ValueSource(strings = {"HTTP/2", "HTTP/2.0", "HTTP/3"})
  void connectOverStreamsNeedsTheVersionOnly(String protocol) {
    headers.keySet().removeIf(name -> !name.equals("Sec-WebSocket-Version"));
    assertThat(examine("CONNECT", protocol)).isEqualTo(new Valid());
    headers.put("Sec-WebSocket-Version", List.of("12"));
    assertRefused("CONNECT", protocol, 426, "Upgrade Required");
  }

  @Test
  void upgradeHeadersMeanNothingOverStreams() {
    assertThat(examine("GET", "HTTP/2.0")).isEqualTo(new Ordinary());
  }
}
