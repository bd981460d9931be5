package dev.socketio.engine.transport;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.socketio.engine.CloseReason;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The server ends a session, once what is queued has left. */
class ServerClosesTest {
  private final EngineWorld world = new EngineWorld();

  @AfterEach
  void nothingIsLeft() {
    world.assertEmpty();
  }

  private static void close(EngineWorld.Client client) {
    client.connection.close(CloseReason.FORCED_CLOSE);
  }

  @Test
  void aWaitingPollIsAnsweredWithAClosePacket() {
    EngineWorld.Client client = world.openPolling();
    FakeHttpExchange poll = client.poll();
    close(client);
    assertThat(poll.status()).isEqualTo(200);
    assertThat(poll.answer()).isEqualTo("1");
    assertThat(client.events()).containsExactly("close forced close");
    client.assertGone();
  }

  @Test
  void aClientThatPollsAgainRightAfterTheClosePacketFindsNoSession() {
    EngineWorld.Client client = world.openPolling();
    FakeHttpExchange poll = FakeHttpExchange.get(client.query).whenAnswered(client::assertGone);
    world.send(poll);
    close(client);
    assertThat(poll.answer()).isEqualTo("1");
  }

  @Test
  void withNoPollWaitingTheNextOneGetsANoopAndAClosePacket() {
    EngineWorld.Client client = world.openPolling();
    close(client);
    assertThat(client.events()).isEmpty();
    assertThat(client.connection.isOpen()).isFalse();
    assertThat(world.sessions.count()).isEqualTo(1);
    assertThat(client.poll().answer()).isEqualTo("6\u001e1");
    assertThat(client.events()).containsExactly("close forced close");
    client.assertGone();
  }

  @Test
  void whatIsQueuedIsFetchedFirst() {
    EngineWorld.Client client = world.openPolling();
    client.serverSends("a", "b");
    close(client);
    assertThat(client.poll().answer()).isEqualTo("4a\u001e4b");
    assertThat(client.events()).isEmpty();
    assertThat(client.poll().answer()).isEqualTo("6\u001e1");
    assertThat(client.events()).containsExactly("close forced close");
  }

  @Test
  void anAnswerThatIsBeingWrittenIsWaitedFor() {
    EngineWorld.Client client = world.openPolling();
    FakeHttpExchange poll = world.send(FakeHttpExchange.get(client.query).slowAnswer());
    client.serverSends("a");
    close(client);
    FakeHttpExchange next = client.poll();
    assertThat(next.answered()).isFalse();
    poll.answerWritten();
    assertThat(next.answer()).isEqualTo("1");
    assertThat(client.events()).containsExactly("close forced close");
  }

  @Test
  void meanwhilePostsAreAnsweredOkAndIgnored() {
    EngineWorld.Client client = world.openPolling();
    close(client);
    assertThat(client.post("4ignored").answer()).isEqualTo("ok");
    assertThat(client.post("rubbish").answer()).isEqualTo("ok");
    assertThat(client.events()).isEmpty();
    assertThat(client.poll().answer()).isEqualTo("6\u001e1");
  }

  @Test
  void meanwhileNothingIsTakenToBeSent() {
    EngineWorld.Client client = world.openPolling();
    close(client);
    assertThat(client.serverSends("too late")).isFalse();
    assertThat(client.connection.isWritable()).isFalse();
    assertThat(client.poll().answer()).isEqualTo("6\u001e1");
    assertThat(client.serverSends("much too late")).isFalse();
  }

  @Test
  void meanwhileTheClientMayCloseToo() {
    EngineWorld.Client client = world.openPolling();
    close(client);
    assertThat(client.post("1").answer()).isEqualTo("ok");
    assertThat(client.events()).containsExactly("close forced close");
    assertThat(client.poll().answer()).isEqualTo("6");
    client.assertGone();
  }

  @Test
  void aClientThatDoesNotComeBackIsWaitedForThirtySeconds() {
    EngineWorld.Client client = world.openPolling();
    close(client);
    world.advance(ofMillis(29_999));
    assertThat(client.events()).isEmpty();
    world.advance(ofMillis(1));
    assertThat(client.events())
        .containsExactly("close forced close (the client fetched no more packets)");
    client.assertGone();
  }

  @Test
  void orUntilThePingTimeoutWhicheverIsEarlier() {
    EngineWorld quick =
        new EngineWorld(options -> options.pingInterval(ofMillis(300)).pingTimeout(ofMillis(200)));
    EngineWorld.Client client = quick.openPolling();
    close(client);
    quick.advance(ofMillis(499));
    assertThat(client.events()).isEmpty();
    quick.advance(ofMillis(1));
    assertThat(client.events()).containsExactly("close forced close");
    client.assertGone();
    quick.assertEmpty();
  }

  @Test
  void noPingIsSentMeanwhile() {
    EngineWorld.Client client = world.openPolling();
    close(client);
    world.advance(ofSeconds(26));
    assertThat(client.poll().answer()).isEqualTo("6\u001e1");
  }

  @Test
  void aWebSocketIsClosedWithoutACode() {
    EngineWorld.Socket socket = world.openWebSocket();
    socket.client.serverSends("a");
    close(socket.client);
    assertThat(socket.sent()).last().isEqualTo("4a");
    assertThat(socket.channel.closeCode()).hasValue(WebSocketChannel.NO_CODE);
    assertThat(socket.client.events()).containsExactly("close forced close");
    socket.receiver.onClose();
    assertThat(socket.client.events()).hasSize(1);
  }

  @Test
  void aWebSocketIsClosedWhenAllThatIsQueuedHasLeft() {
    EngineWorld.Socket socket = world.openWebSocket();
    socket.channel.slow();
    socket.client.serverSends("a", "b");
    close(socket.client);
    socket.channel.sendEnds();
    assertThat(socket.closed()).isFalse();
    socket.channel.sendEnds();
    assertThat(socket.sent()).endsWith("4a", "4b");
    assertThat(socket.closed()).isTrue();
    assertThat(socket.client.events()).containsExactly("close forced close");
  }

  @Test
  void aWebSocketThatTakesNothingIsClosedInTheEnd() {
    EngineWorld.Socket socket = world.openWebSocket();
    socket.channel.slow();
    socket.client.serverSends("a");
    close(socket.client);
    world.advance(ofSeconds(30));
    assertThat(socket.closed()).isTrue();
    assertThat(socket.client.events()).hasSize(1);
    socket.channel.sendEnds();
    assertThat(socket.client.events()).hasSize(1);
  }

  @Test
  void fromWithinAMessageTheListenerLearnsItAfterwards() {
    EngineWorld.Socket socket = world.openWebSocket();
    socket.client.listener.onText(text -> close(socket.client));
    socket.clientSends("4go", "4too late");
    assertThat(socket.client.events()).containsExactly("text go", "close forced close");
  }

  @Test
  void whileTheSessionIsBeingOpened() {
    world.onConnection(connection -> connection.close(CloseReason.FORCED_CLOSE));
    EngineWorld.Client client = world.openPolling();
    assertThat(client.poll().answer()).isEqualTo("6\u001e1");
    assertThat(client.events()).containsExactly("close forced close");
    EngineWorld.Socket socket = world.openWebSocket();
    assertThat(socket.closed()).isTrue();
    assertThat(socket.client.events()).containsExactly("close forced close");
  }

  @Test
  void duringAnUpgradeThePollIsToldAndTheCandidateClosed() {
    EngineWorld.Client client = world.openPolling();
    EngineWorld.Socket socket = client.openCandidate().clientSends("2probe");
    FakeHttpExchange poll = client.poll();
    close(client);
    assertThat(poll.answer()).isEqualTo("1");
    assertThat(socket.closed()).isTrue();
    assertThat(client.events()).containsExactly("close forced close");
  }

  @Test
  void anUpgradeThatIsUnderWayMayStillBringWhatIsQueued() {
    EngineWorld.Client client = world.openPolling();
    EngineWorld.Socket socket = client.openCandidate().clientSends("2probe");
    client.serverSends("a");
    close(client);
    socket.clientSends("5");
    assertThat(socket.sent()).containsExactly("3probe", "4a");
    assertThat(socket.closed()).isTrue();
    assertThat(client.events()).containsExactly("upgrade websocket", "close forced close");
  }

  @Test
  void anUpgradeWhoseProbeIsStillBeingAnsweredLosesNothingEither() {
    EngineWorld.Client client = world.openPolling();
    EngineWorld.Socket socket = client.openCandidate(new FakeWebSocketChannel().slow());
    socket.clientSends("2probe");
    client.serverSends("a");
    close(client);
    socket.clientSends("5");
    assertThat(socket.closed()).isFalse();
    socket.channel.sendEnds();
    socket.channel.sendEnds();
    assertThat(socket.sent()).containsExactly("3probe", "4a");
    assertThat(socket.closed()).isTrue();
  }

  @Test
  void aWrongPacketOnTheCandidateStillCostsTheCandidate() {
    EngineWorld.Client client = world.openPolling();
    EngineWorld.Socket socket = client.openCandidate();
    close(client);
    socket.clientSends("x");
    assertThat(socket.closed()).isTrue();
    assertThat(client.events()).isEmpty();
    assertThat(client.poll().answer()).isEqualTo("6\u001e1");
  }

  @Test
  void aClosingSessionIsNotUpgraded() {
    EngineWorld.Client client = world.openPolling();
    close(client);
    EngineWorld.Socket socket = client.openCandidate();
    assertThat(socket.closed()).isTrue();
    assertThat(client.poll().answer()).isEqualTo("6\u001e1");
  }

  @Test
  void aSecondCloseChangesNothing() {
    EngineWorld.Client client = world.openPolling();
    close(client);
    client.connection.close(CloseReason.TRANSPORT_ERROR);
    assertThat(client.poll().answer()).isEqualTo("6\u001e1");
    assertThat(client.events()).containsExactly("close forced close");
  }
}
