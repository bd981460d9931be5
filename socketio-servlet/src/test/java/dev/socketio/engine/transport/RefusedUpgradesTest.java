package dev.socketio.engine.transport;

import static dev.socketio.engine.transport.EngineWorld.POLLING;
import static dev.socketio.engine.transport.EngineWorld.WEBSOCKET;
import static org.assertj.core.api.Assertions.assertThat;

import dev.socketio.engine.EngineError;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** WebSocket handshakes that are refused before the upgrade. */
class RefusedUpgradesTest {
  private final EngineWorld world = new EngineWorld();

  private void assertRefused(
      UpgradeDecision decision, EngineError error, Map<String, String> context) {
    assertThat(decision).isEqualTo(new UpgradeDecision.Refused(error, error.message()));
    assertThat(world.errors).hasSize(1);
    assertThat(world.errors.get(0).error()).isEqualTo(error);
    assertThat(world.errors.get(0).context()).isEqualTo(context);
  }

  @Test
  void withoutAKnownTransport() {
    assertRefused(
        world.upgrade("EIO=4&transport=abc"),
        EngineError.UNKNOWN_TRANSPORT,
        Map.of("transport", "abc"));
  }

  @Test
  void withAnotherProtocolVersion() {
    assertRefused(
        world.upgrade("EIO=3&transport=websocket"),
        EngineError.UNSUPPORTED_PROTOCOL_VERSION,
        Map.of("protocol", "3"));
  }

  @Test
  void forAnUnknownSession() {
    assertRefused(
        world.upgrade(WEBSOCKET + "&sid=nobody"), EngineError.UNKNOWN_SID, Map.of("sid", "nobody"));
  }

  @Test
  void withPollingAsTransport() {
    assertRefused(
        world.upgrade(POLLING),
        EngineError.BAD_REQUEST,
        Map.of("name", "TRANSPORT_HANDSHAKE_ERROR"));
  }

  @Test
  void withPollingAsTransportOfAKnownSession() {
    EngineWorld.Client client = world.openPolling();
    assertRefused(
        world.upgrade(client.query),
        EngineError.BAD_REQUEST,
        Map.of(
            "name", "TRANSPORT_MISMATCH", "transport", "polling", "previousTransport", "polling"));
  }

  @Test
  void whenUpgradesAreNotAllowed() {
    EngineWorld strict = new EngineWorld(options -> options.allowUpgrades(false));
    EngineWorld.Client client = strict.openPolling();
    assertThat(strict.upgrade(WEBSOCKET + "&sid=" + client.connection.id()))
        .isEqualTo(new UpgradeDecision.Refused(EngineError.BAD_REQUEST, "Bad request"));
    assertThat(strict.errors.get(0).context())
        .isEqualTo(
            Map.of(
                "name",
                "TRANSPORT_MISMATCH",
                "transport",
                "websocket",
                "previousTransport",
                "polling"));
    client.serverSends("still polling");
    assertThat(client.poll().answer()).isEqualTo("4still polling");
  }

  @Test
  void butSessionsMayStillBeginOnWebSocketWhenUpgradesAreNotAllowed() {
    EngineWorld strict = new EngineWorld(options -> options.allowUpgrades(false));
    assertThat(strict.upgrade(WEBSOCKET)).isInstanceOf(UpgradeDecision.Accepted.class);
  }

  @Test
  void butNotBecauseTheyComeOverHttp2WithAMethodOfTheirOwn() {
    assertThat(world.upgrade(FakeHttpExchange.request("CONNECT", WEBSOCKET)))
        .isInstanceOf(UpgradeDecision.Accepted.class);
  }

  @Test
  void withControlCharactersInTheOrigin() {
    assertRefused(
        world.upgrade(FakeHttpExchange.get(WEBSOCKET).header("origin", "a\u0001")),
        EngineError.BAD_REQUEST,
        Map.of("name", "INVALID_ORIGIN", "origin", "a\u0001"));
  }

  @Test
  void withAnotherProtocolVersionForAKnownSession() {
    EngineWorld.Client client = world.openPolling();
    assertRefused(
        world.upgrade("EIO=3&transport=websocket&sid=" + client.connection.id()),
        EngineError.BAD_REQUEST,
        Map.of("name", "PROTOCOL_MISMATCH", "protocol", "3", "previousProtocol", "4"));
  }
}
