package dev.socketio.engine.transport;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.socketio.engine.TransportName;
import org.junit.jupiter.api.Test;

/** From polling to WebSocket (Engine.IO protocol 4, "Upgrade"). */
class UpgradeTest {
  private final EngineWorld world = new EngineWorld();
  private final EngineWorld.Client client = world.openPolling();

  @Test
  void theWholeWay() {
    FakeHttpExchange poll = client.poll();
    EngineWorld.Socket socket = client.openCandidate();
    assertThat(socket.sent()).isEmpty();
    assertThat(poll.answered()).isFalse();

    socket.clientSends("2probe");
    assertThat(socket.sent()).containsExactly("3probe");
    assertThat(poll.answer()).isEqualTo("6");
    assertThat(client.connection.transport()).isEqualTo(TransportName.POLLING);

    socket.clientSends("5");
    assertThat(client.connection.transport()).isEqualTo(TransportName.WEBSOCKET);
    assertThat(client.events()).containsExactly("upgrade websocket");

    socket.clientSends("4hello");
    client.serverSends("welcome");
    assertThat(client.events()).containsExactly("upgrade websocket", "text hello");
    assertThat(socket.sent()).containsExactly("3probe", "4welcome");
  }

  @Test
  void afterItPollsAndPostsAreRefused() {
    client.openCandidate().clientSends("2probe", "5");
    for (FakeHttpExchange late : new FakeHttpExchange[] {client.poll(), client.post("4late")}) {
      assertThat(late.status()).isEqualTo(400);
      assertThat(late.answer()).isEqualTo("{\"code\":3,\"message\":\"Bad request\"}");
    }
    assertThat(client.events()).containsExactly("upgrade websocket");
    assertThat(client.connection.isOpen()).isTrue();
  }

  @Test
  void aPollThatComesAfterTheProbeIsReleasedWithinATenthOfASecond() {
    EngineWorld.Socket socket = client.openCandidate().clientSends("2probe");
    FakeHttpExchange poll = client.poll();
    world.advance(ofMillis(99));
    assertThat(poll.answered()).isFalse();
    world.advance(ofMillis(1));
    assertThat(poll.answer()).isEqualTo("6");
    FakeHttpExchange next = client.poll();
    world.advance(ofMillis(100));
    assertThat(next.answer()).isEqualTo("6");
    socket.clientSends("5");
    assertThat(client.connection.transport()).isEqualTo(TransportName.WEBSOCKET);
  }

  @Test
  void aPollIsReleasedOnlyWhenTheAnswerToTheProbeHasLeft() {
    FakeHttpExchange poll = client.poll();
    EngineWorld.Socket socket = client.openCandidate(new FakeWebSocketChannel().slow());
    socket.clientSends("2probe");
    assertThat(poll.answered()).isFalse();
    socket.channel.sendEnds();
    assertThat(poll.answer()).isEqualTo("6");
  }

  @Test
  void aPollThatOvertookTheFiveIsRefusedThoughTheAnswerToTheProbeWasStillLeaving() {
    EngineWorld.Socket socket = client.openCandidate(new FakeWebSocketChannel().slow());
    socket.clientSends("2probe");
    FakeHttpExchange poll = client.poll();
    socket.channel.sendEnds();
    assertThat(poll.answered()).isFalse();
    socket.clientSends("5");
    assertThat(poll.answer()).isEqualTo("{\"code\":3,\"message\":\"Bad request\"}");
  }

  @Test
  void untilTheClientSaysFiveEverythingGoesByPolling() {
    EngineWorld.Socket socket = client.openCandidate().clientSends("2probe");
    client.serverSends("a");
    assertThat(client.poll().answer()).isEqualTo("4a");
    FakeHttpExchange poll = client.poll();
    client.serverSends("b");
    assertThat(poll.answer()).isEqualTo("4b");
    client.post("4from client");
    assertThat(client.events()).containsExactly("text from client");
    assertThat(socket.sent()).containsExactly("3probe");
  }

  @Test
  void whatIsQueuedIsFlushedInOrderOnTheWebSocket() {
    EngineWorld.Socket socket = client.openCandidate().clientSends("2probe");
    client.serverSends("a", "b", "c");
    socket.clientSends("5");
    client.serverSends("d");
    assertThat(socket.sent()).containsExactly("3probe", "4a", "4b", "4c", "4d");
  }

  @Test
  void aClientThatSaysFiveBeforeTheAnswerToTheProbeWasWrittenOutLosesNothing() {
    EngineWorld.Socket socket = client.openCandidate(new FakeWebSocketChannel().slow());
    socket.clientSends("2probe");
    client.serverSends("a", "b");
    socket.clientSends("5");
    assertThat(socket.sent()).containsExactly("3probe");
    socket.channel.sendEnds();
    socket.channel.sendEnds();
    socket.channel.sendEnds();
    assertThat(socket.sent()).containsExactly("3probe", "4a", "4b");
  }

  @Test
  void anAnswerToAPollThatIsStillBeingWrittenKeepsItsPlaceBeforeTheWebSocket() {
    FakeHttpExchange poll = world.send(FakeHttpExchange.get(client.query).slowAnswer());
    client.serverSends("a");
    EngineWorld.Socket socket = client.openCandidate().clientSends("2probe");
    client.serverSends("b");
    socket.clientSends("5");
    assertThat(socket.sent()).containsExactly("3probe");
    poll.answerWritten();
    assertThat(socket.sent()).containsExactly("3probe", "4b");
  }

  @Test
  void aSecondProbeIsAnsweredToo() {
    EngineWorld.Socket socket = client.openCandidate().clientSends("2probe", "2probe", "5");
    assertThat(socket.sent()).containsExactly("3probe", "3probe");
    assertThat(client.connection.transport()).isEqualTo(TransportName.WEBSOCKET);
  }

  @Test
  void theHeartbeatGoesOnAcrossIt() {
    world.advance(ofSeconds(20));
    EngineWorld.Socket socket = client.openCandidate().clientSends("2probe", "5");
    world.advance(ofSeconds(5));
    assertThat(socket.sent()).containsExactly("3probe", "2");
    socket.clientSends("3");
    world.advance(ofSeconds(44));
    assertThat(client.connection.isOpen()).isTrue();
  }

  @Test
  void aPingThatWentByPollingMayBeAnsweredOnTheWebSocket() {
    FakeHttpExchange poll = client.poll();
    world.advance(ofSeconds(25));
    assertThat(poll.answer()).isEqualTo("2");
    client.openCandidate().clientSends("2probe", "5", "3");
    world.advance(ofSeconds(24));
    assertThat(client.connection.isOpen()).isTrue();
  }

  @Test
  void aPollThatWaitsAlthoughTheClientSaysFiveIsRefused() {
    EngineWorld.Socket socket = client.openCandidate().clientSends("2probe");
    FakeHttpExchange poll = client.poll();
    socket.clientSends("5");
    assertThat(poll.status()).isEqualTo(400);
    assertThat(poll.answer()).isEqualTo("{\"code\":3,\"message\":\"Bad request\"}");
    assertThat(client.connection.isOpen()).isTrue();
  }

  @Test
  void nothingIsVolatileWritableInTheMeantime() {
    client.poll();
    assertThat(client.connection.isWritable()).isTrue();
    EngineWorld.Socket socket = client.openCandidate();
    assertThat(client.connection.isWritable()).isFalse();
    socket.clientSends("2probe", "5");
    assertThat(client.connection.isWritable()).isTrue();
  }

  @Test
  void leavesNoTimerTaskBehind() {
    int before = world.timer.scheduled();
    client.openCandidate().clientSends("2probe", "2probe", "5");
    assertThat(world.timer.scheduled()).isEqualTo(before);
  }
}
