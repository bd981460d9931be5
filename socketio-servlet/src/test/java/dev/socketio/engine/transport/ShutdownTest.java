package dev.socketio.engine.transport;

import static dev.socketio.engine.transport.EngineWorld.WEBSOCKET;
import static org.assertj.core.api.Assertions.assertThat;

import dev.socketio.concurrent.CapturedLog;
import dev.socketio.engine.CloseReason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The server is closed: every session ends at once, and nothing is left behind. */
class ShutdownTest {
  @RegisterExtension final CapturedLog log = new CapturedLog();

  private final EngineWorld world = new EngineWorld();

  @Test
  void endsEverySessionInWhateverStateItIs() {
    EngineWorld.Client idle = world.openPolling();
    EngineWorld.Client waiting = world.openPolling();
    FakeHttpExchange poll = waiting.poll();
    EngineWorld.Socket socket = world.openWebSocket();
    EngineWorld.Client upgrading = world.openPolling();
    EngineWorld.Socket candidate = upgrading.openCandidate().clientSends("2probe");
    EngineWorld.Client closing = world.openPolling();
    closing.connection.close(CloseReason.FORCED_CLOSE);
    EngineWorld.Client backlog = world.openPolling();
    backlog.serverSends("never fetched");

    world.sessions.close(CloseReason.SERVER_SHUTTING_DOWN);

    assertThat(poll.answer()).isEqualTo("1");
    assertThat(socket.closed()).isTrue();
    assertThat(candidate.closed()).isTrue();
    for (EngineWorld.Client client :
        new EngineWorld.Client[] {idle, waiting, socket.client, upgrading, backlog}) {
      assertThat(client.events()).containsExactly("close server shutting down");
      client.assertGone();
    }
    assertThat(closing.events()).containsExactly("close forced close");
    world.assertEmpty();
  }

  @Test
  void aContainerThatFailsToCloseAWebSocketKeepsNoListenerFromBeingTold() {
    EngineWorld.Socket one = world.openWebSocket(new FakeWebSocketChannel().failsToClose());
    EngineWorld.Socket two = world.openWebSocket(new FakeWebSocketChannel().failsToClose());
    EngineWorld.Client upgrading = world.openPolling();
    upgrading.openCandidate(new FakeWebSocketChannel().failsToClose()).clientSends("2probe");

    world.sessions.close(CloseReason.SERVER_SHUTTING_DOWN);

    for (EngineWorld.Client client : new EngineWorld.Client[] {one.client, two.client, upgrading}) {
      assertThat(client.events()).containsExactly("close server shutting down");
    }
    world.assertEmpty();
    assertThat(log.errors()).hasSize(3);
  }

  @Test
  void twiceIsOnce() {
    EngineWorld.Client client = world.openPolling();
    world.sessions.close(CloseReason.SERVER_SHUTTING_DOWN);
    world.sessions.close(CloseReason.SERVER_SHUTTING_DOWN);
    assertThat(client.events()).hasSize(1);
  }

  @Test
  void whileASessionIsBeingOpenedEndsThatOneToo() {
    world.onConnection(connection -> world.sessions.close(CloseReason.SERVER_SHUTTING_DOWN));
    world.openPolling();
    assertThat(world.listeners.get(0).events()).containsExactly("close server shutting down");
    world.assertEmpty();
    assertThat(world.upgrade(WEBSOCKET)).isInstanceOf(UpgradeDecision.Refused.class);
  }
}
