package dev.socketio.engine.transport;

import static dev.socketio.engine.transport.EngineWorld.POLLING;
import static dev.socketio.engine.transport.EngineWorld.WEBSOCKET;
import static org.assertj.core.api.Assertions.assertThat;

import dev.socketio.concurrent.CapturedLog;
import dev.socketio.engine.ConnectionError;
import dev.socketio.engine.EngineError;
import dev.socketio.engine.TransportName;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that are not served: which error wins, what is answered, what listeners are told. */
class RefusedRequestsTest {
  @RegisterExtension final CapturedLog log = new CapturedLog();

  private static final String UNKNOWN_TRANSPORT = "{\"code\":0,\"message\":\"Transport unknown\"}";
  private static final String UNKNOWN_SID = "{\"code\":1,\"message\":\"Session ID unknown\"}";
  private static final String BAD_METHOD = "{\"code\":2,\"message\":\"Bad handshake method\"}";
  private static final String BAD_REQUEST = "{\"code\":3,\"message\":\"Bad request\"}";
  private static final String BAD_VERSION =
      "{\"code\":5,\"message\":\"Unsupported protocol version\"}";

  private final EngineWorld world = new EngineWorld();

  private void assertRefused(FakeHttpExchange exchange, String body, Map<String, String> context) {
    assertThat(exchange.status()).isEqualTo(400);
    assertThat(exchange.answer()).isEqualTo(body);
    assertThat(exchange.reply().contentType()).contains("application/json");
    assertThat(exchange.reply().headers()).isEmpty();
    assertThat(world.errors).hasSize(1);
    ConnectionError error = world.errors.get(0);
    assertThat(body).contains("\"code\":" + error.error().code());
    assertThat(body).contains(error.message());
    assertThat(error.context()).isEqualTo(context);
    assertThat(error.request().query()).isEqualTo(QueryString.parse(exchange.query()));
  }

  @ParameterizedTest
  @CsvSource({
    "EIO=4, ''",
    "EIO=4&transport=, ''",
    "EIO=4&transport=abc, abc",
    "EIO=4&transport=webtransport, webtransport",
    "EIO=4&transport=POLLING, POLLING",
    "EIO=4&transport=constructor&sid=unknown, constructor"
  })
  void withoutATransportThatThereIs(String query, String transport) {
    assertRefused(
        world.send(FakeHttpExchange.get(query)), UNKNOWN_TRANSPORT, Map.of("transport", transport));
  }

  @Test
  void withATransportThatIsSwitchedOff() {
    EngineWorld webSocketOnly =
        new EngineWorld(options -> options.transports(Set.of(TransportName.WEBSOCKET)));
    assertThat(webSocketOnly.send(FakeHttpExchange.get(POLLING)).answer())
        .isEqualTo(UNKNOWN_TRANSPORT);
    EngineWorld pollingOnly =
        new EngineWorld(options -> options.transports(Set.of(TransportName.POLLING)));
    assertThat(pollingOnly.upgrade(WEBSOCKET))
        .isEqualTo(new UpgradeDecision.Refused(EngineError.UNKNOWN_TRANSPORT, "Transport unknown"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"https://a\u0000b", "https://a\r\nb", "https://a\u007fb", "https://\u20ac"})
  void withControlCharactersInTheOrigin(String origin) {
    assertRefused(
        world.send(FakeHttpExchange.get(POLLING).header("Origin", origin)),
        BAD_REQUEST,
        Map.of("name", "INVALID_ORIGIN", "origin", origin));
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://example.com", "null", "a\tb", "https://\u00e9"})
  void butNotWithAnyOtherOrigin(String origin) {
    assertThat(world.send(FakeHttpExchange.get(POLLING).header("Origin", origin)).status())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "POST", "PUT", "HEAD"})
  void forAnUnknownSession(String method) {
    assertRefused(
        world.send(FakeHttpExchange.request(method, POLLING + "&sid=nobody")),
        UNKNOWN_SID,
        Map.of("sid", "nobody"));
  }

  @Test
  void forAnUnknownSessionEvenWithAnotherVersion() {
    assertRefused(
        world.send(FakeHttpExchange.get("EIO=3&transport=polling&sid=nobody")),
        UNKNOWN_SID,
        Map.of("sid", "nobody"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS"})
  void handshakesWithAnyMethodButGet(String method) {
    assertRefused(
        world.send(FakeHttpExchange.request(method, "EIO=3&transport=polling")),
        BAD_METHOD,
        Map.of("method", method));
  }

  @ParameterizedTest
  @ValueSource(strings = {"PUT", "DELETE", "PATCH", "HEAD", "OPTIONS"})
  void otherMethodsForASessionWhichLivesOn(String method) {
    EngineWorld.Client client = world.openPolling();
    assertRefused(
        world.send(FakeHttpExchange.request(method, client.query)),
        BAD_METHOD,
        Map.of("method", method));
    client.serverSends("still here");
    assertThat(client.poll().answer()).isEqualTo("4still here");
  }

  @Test
  void plainRequestsForAWebSocket() {
    assertRefused(
        world.send(FakeHttpExchange.get(WEBSOCKET)),
        BAD_REQUEST,
        Map.of("name", "TRANSPORT_HANDSHAKE_ERROR"));
  }

  @Test
  void plainRequestsForAWebSocketOnAPollingSession() {
    EngineWorld.Client client = world.openPolling();
    assertRefused(
        world.send(FakeHttpExchange.get(WEBSOCKET + "&sid=" + client.connection.id())),
        BAD_REQUEST,
        Map.of(
            "name",
            "TRANSPORT_MISMATCH",
            "transport",
            "websocket",
            "previousTransport",
            "polling"));
  }

  @Test
  void pollsOnAWebSocketSession() {
    EngineWorld.Client client = world.openWebSocket().client;
    assertRefused(
        client.poll(),
        BAD_REQUEST,
        Map.of(
            "name",
            "TRANSPORT_MISMATCH",
            "transport",
            "polling",
            "previousTransport",
            "websocket"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "transport=polling",
        "EIO=&transport=polling",
        "EIO=3&transport=polling",
        "EIO=abc&transport=polling",
        "EIO=4&EIO=3&transport=polling",
        "EIO=04&transport=polling"
      })
  void handshakesOfAnotherProtocolVersion(String query) {
    assertRefused(world.send(FakeHttpExchange.get(query)), BAD_VERSION, Map.of("protocol", "3"));
    assertThat(world.sessions.count()).isZero();
  }

  @Test
  void anotherProtocolVersionForAKnownSession() {
    EngineWorld.Client client = world.openPolling();
    assertRefused(
        world.send(FakeHttpExchange.get("EIO=3&transport=polling&sid=" + client.connection.id())),
        BAD_REQUEST,
        Map.of("name", "PROTOCOL_MISMATCH", "protocol", "3", "previousProtocol", "4"));
  }

  @Test
  void handshakesThatWantJsonp() {
    assertRefused(
        world.send(FakeHttpExchange.get(POLLING + "&j=0")),
        BAD_REQUEST,
        Map.of(
            "name",
            "TRANSPORT_HANDSHAKE_ERROR",
            "error",
            "JSONP (the parameter j) is not supported"));
  }

  @Test
  void handshakesAfterTheServerWasClosed() {
    world.sessions.close(dev.socketio.engine.CloseReason.SERVER_SHUTTING_DOWN);
    assertRefused(
        world.send(FakeHttpExchange.get(POLLING)),
        BAD_REQUEST,
        Map.of("name", "TRANSPORT_HANDSHAKE_ERROR", "error", "the server is closed"));
    assertThat(world.upgrade(WEBSOCKET)).isInstanceOf(UpgradeDecision.Refused.class);
  }

  @Test
  void theLastOfRepeatedParametersCounts() {
    assertThat(
            world.send(FakeHttpExchange.get("EIO=3&transport=x&EIO=4&transport=polling")).status())
        .isEqualTo(200);
  }

  @Test
  void aListenerThatFailsDoesNotChangeTheAnswer() {
    EngineWorld failing =
        new EngineWorld() {
          @Override
          public void onConnectionError(ConnectionError error) {
            throw new IllegalStateException("no");
          }
        };
    assertThat(failing.send(FakeHttpExchange.get("EIO=4")).answer()).isEqualTo(UNKNOWN_TRANSPORT);
  }
}
