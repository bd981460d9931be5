package dev.socketio.engine.transport;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * Pings, pongs and their times (Engine.IO protocol 4, "Heartbeat"). Interval 25 s, timeout 20 s.
 */
class HeartbeatTest {
  private final EngineWorld world = new EngineWorld();

  @Test
  void theFirstPingComesOneIntervalAfterTheOpening() {
    EngineWorld.Client client = world.openPolling();
    FakeHttpExchange poll = client.poll();
    world.advance(ofMillis(24_999));
    assertThat(poll.answered()).isFalse();
    world.advance(ofMillis(1));
    assertThat(poll.answer()).isEqualTo("2");
  }

  @Test
  void theNextPingIsDueOneIntervalAfterThePong() {
    EngineWorld.Socket socket = world.openWebSocket();
    world.advance(ofSeconds(25));
    world.advance(ofSeconds(10));
    socket.clientSends("3");
    world.advance(ofMillis(24_999));
    assertThat(socket.sent()).filteredOn("2"::equals).hasSize(1);
    world.advance(ofMillis(1));
    assertThat(socket.sent()).filteredOn("2"::equals).hasSize(2);
  }

  @Test
  void aPongThatNobodyAskedForStartsTheIntervalAnew() {
    EngineWorld.Socket socket = world.openWebSocket();
    world.advance(ofSeconds(20));
    socket.clientSends("3");
    world.advance(ofMillis(24_999));
    assertThat(socket.sent()).doesNotContain("2");
    world.advance(ofMillis(1));
    assertThat(socket.sent()).contains("2");
  }

  @Test
  void unaskedPongsCostNoTimerTask() {
    EngineWorld.Socket socket = world.openWebSocket();
    int before = world.timer.scheduled();
    for (int i = 0; i < 100; i++) {
      socket.clientSends("3", "4x");
    }
    assertThat(world.timer.scheduled()).isEqualTo(before);
  }

  @Test
  void anAnsweredPingLeavesOneTimerTaskNotTwo() {
    EngineWorld.Socket socket = world.openWebSocket();
    int before = world.timer.scheduled();
    for (int i = 0; i < 10; i++) {
      world.advance(ofSeconds(25));
      socket.clientSends("3");
    }
    assertThat(world.timer.scheduled()).isEqualTo(before);
  }

  @Test
  void withoutAPongTheSessionEndsOneTimeoutAfterThePing() {
    EngineWorld.Socket socket = world.openWebSocket();
    world.advance(ofSeconds(25));
    world.advance(ofMillis(19_999));
    assertThat(socket.client.connection.isOpen()).isTrue();
    world.advance(ofMillis(1));
    assertThat(socket.client.events()).containsExactly("close ping timeout");
    assertThat(socket.channel.closeCode()).hasValue(WebSocketChannel.NO_CODE);
    socket.client.assertGone();
    world.assertEmpty();
  }

  @Test
  void aWaitingPollIsToldOfTheTimeoutWithAClosePacket() {
    EngineWorld.Client client = world.openPolling();
    client.poll();
    world.advance(ofSeconds(25));
    FakeHttpExchange poll = client.poll();
    world.advance(ofSeconds(20));
    assertThat(poll.status()).isEqualTo(200);
    assertThat(poll.answer()).isEqualTo("1");
    client.assertGone();
    world.assertEmpty();
  }

  @Test
  void messagesAreNoPongs() {
    EngineWorld.Socket socket = world.openWebSocket();
    world.advance(ofSeconds(25));
    for (int i = 0; i < 39; i++) {
      world.advance(ofSeconds(1));
      socket.clientSends("4still here");
    }
    assertThat(socket.client.events()).contains("close ping timeout");
  }

  @Test
  void aPongWithDataIsNoneEither() {
    EngineWorld.Socket socket = world.openWebSocket();
    world.advance(ofSeconds(25));
    world.advance(ofSeconds(19));
    socket.clientSends("3probe");
    world.advance(ofSeconds(1));
    assertThat(socket.client.events()).containsExactly("close ping timeout");
  }

  @Test
  void theFirstOtherPacketWhileAPongIsAwaitedPutsTheTimeoutOffOncePerPing() {
    EngineWorld.Socket socket = world.openWebSocket();
    world.advance(ofSeconds(25));
    world.advance(ofSeconds(15));
    socket.clientSends("4a");
    world.advance(ofSeconds(15));
    socket.clientSends("4b");
    world.advance(ofMillis(4_999));
    assertThat(socket.client.connection.isOpen()).isTrue();
    world.advance(ofMillis(1));
    assertThat(socket.client.events()).containsExactly("text a", "text b", "close ping timeout");
  }

  @Test
  void thePutOffTimeoutStillEndsWithAPong() {
    EngineWorld.Socket socket = world.openWebSocket();
    world.advance(ofSeconds(25));
    world.advance(ofSeconds(15));
    socket.clientSends("4a");
    world.advance(ofSeconds(15));
    socket.clientSends("3");
    world.advance(ofSeconds(24));
    assertThat(socket.client.connection.isOpen()).isTrue();
  }

  @Test
  void packetsBeforeThePingPutNothingOff() {
    EngineWorld.Socket socket = world.openWebSocket();
    world.advance(ofSeconds(24));
    socket.clientSends("4a");
    world.advance(ofSeconds(1));
    world.advance(ofMillis(19_999));
    assertThat(socket.client.connection.isOpen()).isTrue();
    world.advance(ofMillis(1));
    assertThat(socket.client.connection.isOpen()).isFalse();
  }

  @Test
  void worksWithATimeoutLongerThanTheInterval() {
    EngineWorld quick =
        new EngineWorld(options -> options.pingInterval(ofSeconds(1)).pingTimeout(ofSeconds(30)));
    EngineWorld.Socket socket = quick.openWebSocket();
    for (int i = 0; i < 10; i++) {
      quick.advance(ofSeconds(1));
      socket.clientSends("3");
    }
    assertThat(socket.sent()).filteredOn("2"::equals).hasSize(10);
    assertThat(socket.client.connection.isOpen()).isTrue();
  }

  @Test
  void aSessionThatAnswersItsPingsLivesOn() {
    EngineWorld.Client client = world.openPolling();
    for (int i = 0; i < 100; i++) {
      FakeHttpExchange poll = client.poll();
      world.advance(Duration.ofSeconds(25));
      assertThat(poll.answer()).isEqualTo("2");
      client.post("3");
    }
    assertThat(client.connection.isOpen()).isTrue();
  }
}
