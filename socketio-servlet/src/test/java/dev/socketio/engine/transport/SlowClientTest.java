package dev.socketio.engine.transport;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.socketio.engine.CloseReason;
import dev.socketio.engine.packet.EnginePacket;
import dev.socketio.engine.packet.EnginePacket.BinaryMessage;
import dev.socketio.engine.packet.EnginePacket.Message;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Clients that do not read: what waits for them is bounded by bytes and by age, and costs nobody
 * else.
 */
class SlowClientTest {
  /** Room for ten packets of 36 characters. */
  private final EngineWorld world = new EngineWorld(options -> options.sendQueueBytes(1024));

  private static final String TEXT = "x".repeat(36);

  @Test
  void aPollerThatFetchesNothingIsClosedWhenItsQueueIsFull() {
    EngineWorld.Client client = world.openPolling();
    EngineWorld.Client other = world.openPolling();
    for (int i = 0; i < 10; i++) {
      assertThat(client.serverSends(TEXT)).isTrue();
    }
    assertThat(client.connection.queuedPackets()).isEqualTo(10);
    assertThat(client.connection.queuedBytes()).isEqualTo(1000);
    assertThat(client.serverSends(TEXT)).isFalse();
    assertThat(client.events())
        .containsExactly(
            "close send queue overflow (more than 1024 bytes would wait for the client)");
    assertThat(client.connection.queuedPackets()).isZero();
    client.assertGone();
    assertThat(other.connection.isOpen()).isTrue();
  }

  @Test
  void aWebSocketThatTakesNothingIsClosedWhenItsQueueIsFull() {
    EngineWorld.Socket socket = world.openWebSocket();
    socket.channel.slow();
    for (int i = 0; i < 10; i++) {
      assertThat(socket.client.serverSends(TEXT)).isTrue();
    }
    assertThat(socket.client.serverSends(TEXT)).isFalse();
    assertThat(socket.closed()).isTrue();
    assertThat(socket.client.events()).hasSize(1);
    socket.channel.sendEnds();
    assertThat(socket.sent()).as("what was queued is dropped").hasSize(2);
    world.assertEmpty();
  }

  @Test
  void whatIsBeingWrittenCounts() {
    EngineWorld.Socket socket = world.openWebSocket();
    socket.channel.slow();
    socket.client.serverSends(TEXT);
    assertThat(socket.client.connection.queuedPackets()).isEqualTo(1);
    assertThat(socket.client.connection.queuedBytes()).isEqualTo(100);
    socket.channel.sendEnds();
    assertThat(socket.client.connection.queuedPackets()).isZero();
    assertThat(socket.client.connection.queuedBytes()).isZero();
  }

  @Test
  void emptyPacketsCountToo() {
    EngineWorld.Client client = world.openPolling();
    for (int i = 0; i < 16; i++) {
      assertThat(client.serverSends("")).isTrue();
    }
    assertThat(client.serverSends("")).isFalse();
  }

  @Test
  void bytesCountLikeText() {
    EngineWorld.Client client = world.openPolling();
    client.connection.send(List.of(new BinaryMessage(ByteBuffer.allocate(100))));
    assertThat(client.connection.queuedBytes()).isEqualTo(164);
  }

  @Test
  void aGroupThatIsLargerThanTheQueueIsTakenWhenNothingElseWaits() {
    EngineWorld.Client client = world.openPolling();
    List<EnginePacket> group = Collections.nCopies(3, new Message("x".repeat(1000)));
    assertThat(client.connection.send(group)).isTrue();
    assertThat(client.poll().answer()).hasSize(3 * 1001 + 2);
    assertThat(client.serverSends("a")).isTrue();
    assertThat(client.connection.send(group)).isFalse();
    assertThat(client.connection.isOpen()).isFalse();
  }

  @Test
  void aPacketThatIsTooOldClosesAPoller() {
    EngineWorld.Client client = world.openPolling();
    client.serverSends("a");
    world.advance(ofSeconds(24));
    client.post("3");
    world.advance(ofMillis(20_999));
    assertThat(client.connection.isOpen()).isTrue();
    world.advance(ofMillis(1));
    assertThat(client.events()).containsExactly("close send timeout");
    client.assertGone();
    world.assertEmpty();
  }

  @Test
  void aPollerThatAnswersPingsItNeverFetchedIsClosedAllTheSame() {
    EngineWorld.Client client = world.openPolling();
    for (int i = 0; i < 100 && client.connection.isOpen(); i++) {
      client.post("3");
      world.advance(ofSeconds(24));
      client.serverSends("a");
    }
    assertThat(client.events()).containsExactly("close send timeout");
  }

  @Test
  void aSendThatDoesNotEndClosesTheWebSocket() {
    EngineWorld.Socket socket = world.openWebSocket();
    socket.channel.slow();
    socket.client.serverSends("a");
    for (int i = 0; i < 3; i++) {
      world.advance(ofMillis(14_999));
      socket.clientSends("3");
    }
    assertThat(socket.client.connection.isOpen()).isTrue();
    world.advance(ofMillis(3));
    assertThat(socket.client.events()).containsExactly("close send timeout");
    assertThat(socket.closed()).isTrue();
    world.assertEmpty();
  }

  @Test
  void theAgeIsThatOfTheOldestPacketThatStillWaits() {
    EngineWorld.Client client = world.openPolling();
    client.serverSends("a");
    world.advance(ofSeconds(20));
    client.serverSends("b");
    assertThat(client.poll().answer()).isEqualTo("4a\u001e4b");
    client.serverSends("c");
    client.post("3");
    world.advance(ofSeconds(24));
    client.post("3");
    world.advance(ofMillis(20_999));
    assertThat(client.connection.isOpen()).isTrue();
    world.advance(ofMillis(1));
    assertThat(client.events()).containsExactly("close send timeout");
  }

  @Test
  void aQueueThatIsKeptEmptyNeedsNoWatch() {
    EngineWorld.Socket socket = world.openWebSocket();
    int before = world.timer.scheduled();
    for (int i = 0; i < 1000; i++) {
      socket.client.serverSends(TEXT);
    }
    assertThat(world.timer.scheduled()).isEqualTo(before);
  }

  @Test
  void aQueueThatFillsAndEmptiesNeedsOneTimerTaskAtMost() {
    EngineWorld.Client client = world.openPolling();
    int before = world.timer.scheduled();
    for (int i = 0; i < 1000; i++) {
      client.serverSends(TEXT);
      client.poll();
    }
    assertThat(world.timer.scheduled()).isLessThanOrEqualTo(before + 1);
    client.post("3");
    world.advance(ofSeconds(24));
    client.post("3");
    world.advance(ofSeconds(22));
    assertThat(world.timer.scheduled()).as("and none when it stays empty").isEqualTo(before);
  }

  @Test
  void aQueueThatWasEmptyForAWhileIsWatchedAgain() {
    EngineWorld.Client client = world.openPolling();
    client.serverSends("a");
    client.poll();
    client.post("3");
    world.advance(ofSeconds(24));
    client.post("3");
    world.advance(ofSeconds(22));
    client.post("3");
    client.serverSends("b");
    world.advance(ofSeconds(24));
    client.post("3");
    world.advance(ofSeconds(21));
    assertThat(client.events()).containsExactly("close send timeout");
  }

  @Test
  void anEndedSessionIsNotWatchedThoughItsLastSendDoesNotEnd() {
    EngineWorld.Socket socket = world.openWebSocket();
    socket.channel.slow();
    socket.client.serverSends("a");
    socket.receiver.onClose();
    socket.client.connection.flush();
    world.assertEmpty();
  }

  @Test
  void theLayerAboveMayGiveUpAClientWithoutWaitingForIt() {
    EngineWorld.Client client = world.openPolling();
    client.serverSends("a");
    client.connection.close(CloseReason.RECEIVE_QUEUE_OVERFLOW);
    assertThat(client.events()).containsExactly("close receive queue overflow");
    client.assertGone();
  }
}
