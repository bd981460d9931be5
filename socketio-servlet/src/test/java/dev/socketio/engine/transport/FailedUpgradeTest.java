package dev.socketio.engine.transport;

import static dev.socketio.engine.transport.EngineWorld.WEBSOCKET;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.socketio.engine.TransportName;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Upgrades that come to nothing: they cost the candidate, and polling goes on as if nothing had
 * been.
 */
class FailedUpgradeTest {
  private final EngineWorld world = new EngineWorld();
  private final EngineWorld.Client client = world.openPolling();

  @AfterEach
  void pollingGoesOnAndMayTryAgain() {
    assertThat(client.connection.isOpen()).isTrue();
    assertThat(client.connection.transport()).isEqualTo(TransportName.POLLING);
    assertThat(client.events()).isEmpty();
    client.serverSends("still polling");
    assertThat(client.poll().answer()).isEqualTo("4still polling");
    assertThat(client.post("4back").answer()).isEqualTo("ok");
    client.openCandidate().clientSends("2probe", "5");
    assertThat(client.connection.transport()).isEqualTo(TransportName.WEBSOCKET);
  }

  @ParameterizedTest
  @ValueSource(strings = {"5", "4hello", "2", "2other", "3", "1", "6", "0", "", "x", "bAQ=="})
  void whenTheFirstPacketIsNoProbe(String packet) {
    EngineWorld.Socket socket = client.openCandidate().clientSends(packet);
    assertThat(socket.closed()).isTrue();
    assertThat(socket.sent()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"4hello", "2", "3", "1", "6", "", "x"})
  void whenTheProbeIsFollowedByAnythingButFive(String packet) {
    EngineWorld.Socket socket = client.openCandidate().clientSends("2probe", packet);
    assertThat(socket.closed()).isTrue();
  }

  @Test
  void whenBytesCome() {
    EngineWorld.Socket socket = client.openCandidate();
    socket.receiver.onBinary(ByteBuffer.wrap(new byte[] {1}), true);
    assertThat(socket.closed()).isTrue();
  }

  @Test
  void whenTheClientTakesTooLongToProbe() {
    EngineWorld.Socket socket = client.openCandidate();
    world.advance(ofMillis(9_999));
    assertThat(socket.closed()).isFalse();
    world.advance(ofMillis(1));
    assertThat(socket.channel.closeCode()).hasValue(WebSocketChannel.NO_CODE);
  }

  @Test
  void whenTheClientTakesTooLongAfterTheProbe() {
    EngineWorld.Socket socket = client.openCandidate().clientSends("2probe");
    world.advance(ofSeconds(10));
    assertThat(socket.closed()).isTrue();
    FakeHttpExchange poll = client.poll();
    world.advance(ofSeconds(1));
    assertThat(poll.answered()).as("polls are released no more").isFalse();
    client.serverSends("go");
    assertThat(poll.answer()).isEqualTo("4go");
  }

  @Test
  void whenTheCandidateIsLost() {
    EngineWorld.Socket socket = client.openCandidate().clientSends("2probe");
    socket.receiver.onError(new IOException("reset"));
    socket.receiver.onClose();
    assertThat(socket.closed()).isTrue();
  }

  @Test
  void whenTheProbeCannotBeAnswered() {
    EngineWorld.Socket socket = client.openCandidate(new FakeWebSocketChannel().broken());
    socket.clientSends("2probe");
    assertThat(socket.closed()).isTrue();
  }

  @Test
  void whenAMessageIsTooBig() {
    EngineWorld.Socket socket = client.openCandidate();
    socket.receiver.onText("2".repeat(1_000_001), true);
    assertThat(socket.channel.closeCode()).hasValue(WebSocketChannel.TOO_BIG);
  }

  @Test
  void whenASecondWebSocketComesOnlyTheSecondIsClosed() {
    EngineWorld.Socket first = client.openCandidate();
    EngineWorld.Socket second = client.openCandidate();
    assertThat(second.closed()).isTrue();
    assertThat(first.closed()).isFalse();
    first.clientSends("4 gives it up");
  }

  @Test
  void whatComesOnAWebSocketThatWasGivenUpIsIgnored() {
    EngineWorld.Socket socket = client.openCandidate().clientSends("4hello");
    socket.clientSends("2probe", "5", "4late");
    socket.receiver.onClose();
    assertThat(socket.sent()).isEmpty();
  }

  @Test
  void whenTheWebSocketIsLostWhileItOpens() {
    UpgradeDecision decision = world.upgrade(WEBSOCKET + "&sid=" + client.connection.id());
    WebSocketReceiver receiver = ((UpgradeDecision.Accepted) decision).receiver();
    FakeWebSocketChannel channel = new FakeWebSocketChannel();
    receiver.onClose();
    receiver.onOpen(channel);
    assertThat(channel.closeCode()).isPresent();
  }
}
