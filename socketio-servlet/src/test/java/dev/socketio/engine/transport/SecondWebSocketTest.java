package dev.socketio.engine.transport;

import static dev.socketio.engine.transport.EngineWorld.WEBSOCKET;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/**
 * A session has one WebSocket at most: another is accepted and closed (Engine.IO protocol 4,
 * "WebSocket").
 */
class SecondWebSocketTest {
  private final EngineWorld world = new EngineWorld();

  private void assertSecondIsClosed(EngineWorld.Socket first) {
    EngineWorld.Socket second = first.client.openCandidate();
    assertThat(second.channel.closeCode()).hasValue(WebSocketChannel.NO_CODE);
    second.clientSends("2probe", "5", "4intruder");
    second.receiver.onClose();
    assertThat(second.sent()).isEmpty();
    first.clientSends("4hello");
    assertThat(first.client.events()).last().isEqualTo("text hello");
    assertThat(first.closed()).isFalse();
  }

  @Test
  void afterAnUpgrade() {
    EngineWorld.Client client = world.openPolling();
    assertSecondIsClosed(client.openCandidate().clientSends("2probe", "5"));
  }

  @Test
  void onASessionThatBeganOnWebSocket() {
    assertSecondIsClosed(world.openWebSocket());
  }

  @Test
  void whenTheSessionEndsBeforeTheWebSocketIsOpen() {
    EngineWorld.Client client = world.openPolling();
    UpgradeDecision decision = world.upgrade(WEBSOCKET + "&sid=" + client.connection.id());
    client.post("1");
    FakeWebSocketChannel channel = new FakeWebSocketChannel();
    ((UpgradeDecision.Accepted) decision).receiver().onOpen(channel);
    assertThat(channel.closeCode()).isPresent();
    world.assertEmpty();
  }

  @Test
  void whenTheServerIsClosedBeforeTheWebSocketIsOpen() {
    UpgradeDecision decision = world.upgrade(WEBSOCKET);
    world.sessions.close(dev.socketio.engine.CloseReason.SERVER_SHUTTING_DOWN);
    FakeWebSocketChannel channel = new FakeWebSocketChannel();
    ((UpgradeDecision.Accepted) decision).receiver().onOpen(channel);
    assertThat(channel.closeCode()).isPresent();
    world.assertEmpty();
  }
}
