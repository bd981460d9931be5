package dev.socketio.it.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.socketio.it.fixture.Mounts;
import dev.socketio.it.fixture.UsesMounts;
import dev.socketio.it.wire.Endpoint;
import dev.socketio.it.wire.PollingProbe;
import dev.socketio.it.wire.RawHttp;
import dev.socketio.it.wire.RawWebSocket;
import dev.socketio.it.wire.WebSocketProbe;
import java.net.http.HttpResponse;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@UsesMounts
class EngineHandshakeIT {

  private final Endpoint endpoint;
  private final Mounts mounts;

  EngineHandshakeIT(Mounts mounts) {
    this.mounts = mounts;
    this.endpoint = mounts.steadyEngine();
  }

  @Test
  @Section("Engine.IO v4: Handshake")
  void pollingHandshakeAnswersTheOpenPacket() {
    HttpResponse<String> response = endpoint.get(Endpoint.POLLING);

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body())
        .matches(
            "0\\{\"sid\":\"[A-Za-z0-9_-]{20}\",\"upgrades\":\\[\"websocket\"],"
                + "\"pingInterval\":25000,\"pingTimeout\":20000,\"maxPayload\":1000000}");
    assertThat(mediaType(response)).isEqualTo("text/plain;charset=utf-8");
    assertThat(response.headers().firstValue("cache-control")).hasValue("no-store");
    assertThat(response.headers().firstValueAsLong("content-length"))
        .hasValue(response.body().length());
    assertThat(response.headers().allValues("set-cookie")).isEmpty();
  }

  @Test
  @Section("Engine.IO v4: Handshake")
  void webSocketHandshakeSendsTheOpenPacketWithoutUpgrades() {
    try (WebSocketProbe probe = WebSocketProbe.open(endpoint, Endpoint.WEBSOCKET)) {
      assertThat(probe.nextText())
          .matches(
              "0\\{\"sid\":\"[A-Za-z0-9_-]{20}\",\"upgrades\":\\[],"
                  + "\"pingInterval\":25000,\"pingTimeout\":20000,\"maxPayload\":1000000}");
    }
  }

  @Test
  @Section("Engine.IO v4: Handshake")
  void configuredIntervalsAreAnnounced() {
    assertThat(mounts.engine().get(Endpoint.POLLING).body())
        .contains("\"pingInterval\":300,\"pingTimeout\":200,\"maxPayload\":1000000}");
  }

  @Test
  @Section("Engine.IO v4: Handshake")
  void everySessionHasAnIdOfItsOwn() {
    Set<String> ids = new HashSet<>();
    for (int i = 0; i < 100; i++) {
      ids.add(PollingProbe.open(endpoint).sid());
    }
    assertThat(ids).hasSize(100);
  }

  @ParameterizedTest
  @Section("Engine.IO v4: Query parameters; behaviour: order of the checks")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
      GET    | EIO=4                                              | 0 | Transport unknown
      GET    | EIO=4&transport=                                   | 0 | Transport unknown
      GET    | EIO=4&transport=abc                                | 0 | Transport unknown
      GET    | EIO=4&transport=webtransport                       | 0 | Transport unknown
      GET    | EIO=4&transport=Polling                            | 0 | Transport unknown
      GET    | EIO=4&sid=AAAAAAAAAAAAAAAAAAAA                     | 0 | Transport unknown
      GET    | EIO=4&transport=polling&sid=AAAAAAAAAAAAAAAAAAAA   | 1 | Session ID unknown
      POST   | EIO=4&transport=polling&sid=AAAAAAAAAAAAAAAAAAAA   | 1 | Session ID unknown
      GET    | EIO=3&transport=polling&sid=AAAAAAAAAAAAAAAAAAAA   | 1 | Session ID unknown
      GET    | EIO=4&transport=websocket&sid=AAAAAAAAAAAAAAAAAAAA | 1 | Session ID unknown
      POST   | EIO=4&transport=polling                            | 2 | Bad handshake method
      POST   | EIO=3&transport=polling                            | 2 | Bad handshake method
      PUT    | EIO=4&transport=polling                            | 2 | Bad handshake method
      DELETE | EIO=4&transport=polling                            | 2 | Bad handshake method
      PATCH  | EIO=4&transport=polling                            | 2 | Bad handshake method
      GET    | EIO=4&transport=websocket                          | 3 | Bad request
      GET    | EIO=3&transport=websocket                          | 3 | Bad request
      GET    | transport=polling                                  | 5 | Unsupported protocol version
      GET    | EIO=&transport=polling                             | 5 | Unsupported protocol version
      GET    | EIO=abc&transport=polling                          | 5 | Unsupported protocol version
      GET    | EIO=3&transport=polling                            | 5 | Unsupported protocol version
      GET    | EIO=5&transport=polling                            | 5 | Unsupported protocol version
      """)
  void requestThatCannotBeServedIsRefused(String method, String query, int code, String message) {
    HttpResponse<String> response = endpoint.send(method, query, "");

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.body())
        .isEqualTo("{\"code\":" + code + ",\"message\":\"" + message + "\"}");
    assertThat(mediaType(response)).isEqualTo("application/json");
    assertThat(response.headers().firstValue("cache-control")).isEmpty();
  }

  @Test
  @Section("Engine.IO v4: Query parameters")
  void headWithoutSessionIsRefused() throws Exception {
    try (RawHttp http = RawHttp.connect(endpoint)) {
      http.head("HEAD", "?" + Endpoint.POLLING);

      assertThat(http.reply("HEAD").status()).isEqualTo(400);
    }
  }

  @ParameterizedTest
  @Section("Engine.IO v4: WebSocket, query parameters; behaviour: refused before the upgrade")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
      EIO=4                                              | Transport unknown
      EIO=4&transport=abc                                | Transport unknown
      transport=websocket                                | Unsupported protocol version
      EIO=abc&transport=websocket                        | Unsupported protocol version
      EIO=3&transport=websocket                          | Unsupported protocol version
      EIO=4&transport=websocket&sid=AAAAAAAAAAAAAAAAAAAA | Session ID unknown
      """)
  void webSocketHandshakeThatCannotBeServedIsRefused(String query, String message)
      throws Exception {
    RawHttp.Reply reply = handshake(endpoint, query);

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.body()).isEqualTo(message);
    assertThat(reply.header("content-type")).startsWith("text/html");
    assertThat(reply.header("connection")).isEqualToIgnoringCase("close");
  }

  @ParameterizedTest
  @Section("RFC 6455, section 4.2.1: what a handshake must contain")
  @ValueSource(
      strings = {"Sec-WebSocket-Version: 12", "Sec-WebSocket-Key: short", "Sec-WebSocket-Key: "})
  void brokenWebSocketHandshakeIsRefused(String broken) throws Exception {
    String name = broken.substring(0, broken.indexOf(':'));
    List<String> headers = new java.util.ArrayList<>(RawWebSocket.handshake());
    headers.removeIf(line -> line.startsWith(name + ":"));
    headers.add(broken);
    try (RawHttp http = RawHttp.connect(endpoint)) {
      http.head("GET", endpoint.uri().getRawPath() + "?" + Endpoint.WEBSOCKET, headers);

      assertThat(http.reply().status()).isBetween(400, 499);
    }
  }

  @Test
  @Section("RFC 6455, section 4.2.1: the method must be GET")
  void postWithUpgradeHeadersOpensNothing() throws Exception {
    try (RawHttp http = RawHttp.connect(endpoint)) {
      http.head(
          "POST",
          endpoint.uri().getRawPath() + "?" + Endpoint.WEBSOCKET,
          RawWebSocket.handshake("Content-Length: 0"));

      assertThat(http.reply().status()).isEqualTo(400);
    }
  }

  @Test
  @Section("behaviour: of a repeated query parameter the last value counts")
  void lastOfRepeatedParametersCounts() {
    assertThat(endpoint.get("EIO=3&EIO=4&transport=abc&transport=polling").body()).startsWith("0{");
    assertThat(endpoint.get("EIO=4&EIO=3&transport=polling").body()).startsWith("{\"code\":5,");
    assertThat(endpoint.get("EIO=4&transport=polling&transport=abc").body())
        .startsWith("{\"code\":0,");
  }

  @Test
  @Section("behaviour: an empty sid is a handshake")
  void emptySidIsAHandshake() {
    assertThat(endpoint.get(Endpoint.POLLING + "&sid=").body()).startsWith("0{");
  }

  @Test
  @Section("behaviour: parameters nobody knows are ignored")
  void furtherParametersAreIgnored() {
    assertThat(
            endpoint
                .get(Endpoint.POLLING + "&t=N8hyd6w&b64=1&a=%E2%82%AC&%C3%A4=%F0%9F%98%80&c")
                .body())
        .startsWith("0{");
  }

  @Test
  @Section("behaviour: malformed percent-encoding does no harm")
  void malformedPercentEncodingIsAnswered() throws Exception {
    try (RawHttp http = RawHttp.connect(endpoint)) {
      http.head("GET", "?" + Endpoint.POLLING + "&a=%zz&b=%");

      assertThat(http.reply().status()).isIn(200, 400);
    }
    assertThat(endpoint.get(Endpoint.POLLING).statusCode()).isEqualTo(200);
  }

  @Test
  @Section("Engine.IO v4: Request path; behaviour: the mount owns all that starts with its path")
  void furtherPathIsServed() {
    Endpoint further = new Endpoint(endpoint.uri().resolve("anything"));

    assertThat(further.get(Endpoint.POLLING).body()).startsWith("0{");
  }

  @Test
  @Section("Engine.IO v4: Request path; behaviour: without the slash it is another path")
  void pathWithoutTheSlashIsNotServed() {
    String path = endpoint.uri().toString();
    Endpoint without = new Endpoint(java.net.URI.create(path.substring(0, path.length() - 1)));

    assertThat(without.get(Endpoint.POLLING).statusCode()).isEqualTo(404);
  }

  @Test
  @Section("behaviour: option transports")
  void transportThatIsSwitchedOffIsUnknown() {
    Endpoint webSocketOnly = mounts.at(Mounts.WEBSOCKET_ENGINE);

    assertThat(webSocketOnly.get(Endpoint.POLLING).body())
        .isEqualTo("{\"code\":0,\"message\":\"Transport unknown\"}");
    try (WebSocketProbe probe = WebSocketProbe.session(webSocketOnly)) {
      probe.send("4hello");
      assertThat(probe.nextText()).isEqualTo("4hello");
    }
  }

  @Test
  @Section("behaviour: allowRequest on a polling handshake")
  void gateRefusesAPollingHandshakeWith403() {
    Endpoint gated = mounts.at(Mounts.GATED_ENGINE);

    HttpResponse<String> refused = gated.get(Endpoint.POLLING);

    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(refused.body()).isEqualTo("{\"code\":4,\"message\":\"token wanted\"}");
    assertThat(mediaType(refused)).isEqualTo("application/json");
    assertThat(gated.get(Endpoint.POLLING + "&token=secret").body()).startsWith("0{");
  }

  @Test
  @Section("behaviour: allowRequest on a WebSocket handshake")
  void gateRefusesAWebSocketHandshakeWith400() throws Exception {
    Endpoint gated = mounts.at(Mounts.GATED_ENGINE);

    RawHttp.Reply refused = handshake(gated, Endpoint.WEBSOCKET);

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.body()).isEqualTo("token wanted");
    WebSocketProbe.open(gated, Endpoint.WEBSOCKET + "&token=secret").close();
  }

  @Test
  @Section("behaviour: allowRequest is asked on handshakes only")
  void gateIsNotAskedAgainWithinASession() {
    Endpoint gated = mounts.at(Mounts.GATED_ENGINE);
    String sid = PollingProbe.sidOf(gated.get(Endpoint.POLLING + "&token=secret").body());

    HttpResponse<String> posted = gated.send("POST", Endpoint.POLLING + "&sid=" + sid, "4hello");

    assertThat(posted.body()).isEqualTo("ok");
    assertThat(gated.get(Endpoint.POLLING + "&sid=" + sid).body()).isEqualTo("4hello");
  }

  @Test
  @Section("behaviour: the version of a session does not change")
  void knownSessionWithAnotherVersionIsRefused() {
    PollingProbe probe = PollingProbe.open(endpoint);

    HttpResponse<String> response = endpoint.get("EIO=3&transport=polling&sid=" + probe.sid());

    assertThat(response.body()).isEqualTo("{\"code\":3,\"message\":\"Bad request\"}");
    probe.expectAlive();
  }

  @Test
  @Section("behaviour: permessage-deflate is off by default")
  void compressionIsNotNegotiated() throws Exception {
    try (RawHttp http = RawHttp.connect(endpoint)) {
      http.head(
          "GET",
          endpoint.uri().getRawPath() + "?" + Endpoint.WEBSOCKET,
          RawWebSocket.handshake(
              "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits"));

      RawHttp.Reply reply = http.reply();
      assertThat(reply.status()).isEqualTo(101);
      assertThat(reply.header("sec-websocket-extensions")).isEmpty();
    }
  }

  private static RawHttp.Reply handshake(Endpoint endpoint, String query) throws Exception {
    try (RawHttp http = RawHttp.connect(endpoint)) {
      http.head("GET", endpoint.uri().getRawPath() + "?" + query, RawWebSocket.handshake());
      return http.reply();
    }
  }

  /** Containers spell the same media type differently. */
  private static String mediaType(HttpResponse<String> response) {
    return response
        .headers()
        .firstValue("content-type")
        .orElse("")
        .replace(" ", "")
        .toLowerCase(java.util.Locale.ROOT);
  }
}
