package dev.socketio.engine.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The client ends the session, by a close packet, a close frame, or by vanishing. */
class ClientClosesTest {
  private final EngineWorld world = new EngineWorld();

  @AfterEach
  void nothingIsLeft() {
    world.assertEmpty();
  }

  @Test
  void byAClosePacketOverPolling() {
    EngineWorld.Client client = world.openPolling();
    FakeHttpExchange poll = client.poll();
    FakeHttpExchange post = client.post("1");
    assertThat(post.answer()).isEqualTo("ok");
    assertThat(poll.answer()).isEqualTo("6");
    assertThat(client.events()).containsExactly("close transport close");
    client.assertGone();
  }

  @Test
  void byAClosePacketOverPollingWithNoPollWaiting() {
    EngineWorld.Client client = world.openPolling();
    assertThat(client.post("4last words\u001e1\u001e4too late").answer()).isEqualTo("ok");
    assertThat(client.events()).containsExactly("text last words", "close transport close");
  }

  @Test
  void byAClosePacketThatOvertookThePoll() {
    EngineWorld.Client client = world.openPolling();
    client.post("1");
    assertThat(client.poll().answer()).isEqualTo("6");
    client.assertGone();
  }

  @Test
  void byAClosePacketLongBeforeTheNextPoll() {
    EngineWorld.Client client = world.openPolling();
    client.post("1");
    world.advance(LatePolls.PATIENCE.plusMillis(1));
    client.assertGone();
  }

  @Test
  void byAClosePacketAndManyOthersAfterIt() {
    EngineWorld.Client client = world.openPolling();
    client.post("1");
    for (int others = 0; others < LatePolls.CAPACITY; others++) {
      world.openPolling().post("1");
    }
    client.assertGone();
  }

  @Test
  void byAClosePacketOverWebSocket() {
    EngineWorld.Socket socket = world.openWebSocket();
    socket.clientSends("4last words", "1", "4too late");
    assertThat(socket.client.events()).containsExactly("text last words", "close transport close");
    assertThat(socket.channel.closeCode()).hasValue(WebSocketChannel.NO_CODE);
  }

  @Test
  void byClosingTheWebSocket() {
    EngineWorld.Socket socket = world.openWebSocket();
    socket.receiver.onClose();
    assertThat(socket.client.events()).containsExactly("close transport close");
    socket.client.assertGone();
  }

  @Test
  void byVanishing() {
    EngineWorld.Socket socket = world.openWebSocket();
    socket.receiver.onError(new IOException("reset"));
    socket.receiver.onClose();
    assertThat(socket.client.events())
        .containsExactly("close transport close (java.io.IOException: reset)");
  }

  @Test
  void byVanishingWhileSomethingIsBeingSent() {
    EngineWorld.Socket socket = world.openWebSocket();
    socket.channel.slow();
    socket.client.serverSends("a", "b");
    socket.channel.sendFails();
    assertThat(socket.client.events())
        .containsExactly(
            "close transport error (write error: java.io.IOException: connection reset)");
    socket.receiver.onClose();
    assertThat(socket.client.events()).hasSize(1);
  }

  @Test
  void duringAnUpgradeByAClosePacketOverPolling() {
    EngineWorld.Client client = world.openPolling();
    EngineWorld.Socket socket = client.openCandidate().clientSends("2probe");
    FakeHttpExchange poll = client.poll();
    client.post("1");
    assertThat(poll.answer()).isEqualTo("6");
    assertThat(socket.closed()).isTrue();
    assertThat(client.events()).containsExactly("close transport close");
  }

  @Test
  void afterAnUpgrade() {
    EngineWorld.Client client = world.openPolling();
    EngineWorld.Socket socket = client.openCandidate().clientSends("2probe", "5");
    socket.receiver.onClose();
    assertThat(client.events()).containsExactly("upgrade websocket", "close transport close");
  }
}
