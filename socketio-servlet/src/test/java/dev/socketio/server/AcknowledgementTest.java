package dev.socketio.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.socketio.engine.CloseReason;
import dev.socketio.server.ServerWorld.Peer;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Answers both ways ("Acknowledgement"). */
class AcknowledgementTest {
  private final ServerWorld world = new ServerWorld();
  private final Peer peer = world.join();
  private final Socket socket = peer.socket();

  private static Throwable failureOf(CompletionStage<?> stage) {
    CompletableFuture<?> future = stage.toCompletableFuture();
    assertThat(future).isCompletedExceptionally();
    return future.handle((value, failure) -> failure).join();
  }

  private static List<Object> answerOf(CompletionStage<Arguments> stage) {
    CompletableFuture<Arguments> future = stage.toCompletableFuture();
    assertThat(future).isCompleted();
    return future.join().values();
  }

  // The client asks

  @Test
  void theAnswerCarriesTheIdOfTheEvent() {
    socket.on("a", (arguments, ack) -> ack.send("r", arguments.values()));
    peer.sends("27[\"a\",1]", "2007[\"a\"]", "29007199254740991[\"a\"]");
    assertThat(peer.received())
        .containsExactly("37[\"r\",[1]]", "37[\"r\",[]]", "39007199254740991[\"r\",[]]");
  }

  @Test
  void onlyTheFirstAnswerGoesOut() {
    socket.on(
        "a",
        (arguments, ack) -> {
          ack.send(1);
          ack.send(2);
        });
    socket.on("a", (arguments, ack) -> ack.send(3));
    peer.sends("20[\"a\"]");
    assertThat(peer.received()).containsExactly("30[1]");
  }

  @Test
  void anEventWithoutIdIsNotAnswered() {
    List<Boolean> requested = new ArrayList<>();
    socket.on(
        "a",
        (arguments, ack) -> {
          requested.add(ack.isRequested());
          ack.send("x");
        });
    peer.sends("2[\"a\"]", "20[\"a\"]");
    assertThat(requested).containsExactly(false, true);
    assertThat(peer.received()).containsExactly("30[\"x\"]");
  }

  @Test
  void anAnswerMayComeLaterButNotAfterTheSocketIsGone() {
    List<Ack> acks = new ArrayList<>();
    socket.on("a", (arguments, ack) -> acks.add(ack));
    peer.sends("20[\"a\"]", "21[\"a\"]");
    acks.get(0).send("late");
    assertThat(peer.received()).containsExactly("30[\"late\"]");
    socket.disconnect();
    peer.received();
    acks.get(1).send("too late");
    assertThat(peer.received()).isEmpty();
  }

  @Test
  void anAnswerThatCannotBeWrittenDoesNotCount() {
    List<Object> self = new ArrayList<>();
    self.add(self);
    socket.on(
        "a",
        (arguments, ack) -> {
          try {
            ack.send(self);
          } catch (ArgumentException e) {
            ack.send(e.getMessage().substring(0, 11));
          }
        });
    peer.sends("20[\"a\"]");
    assertThat(peer.received()).containsExactly("30[\"the answer \"]");
  }

  @Test
  void anIdBeyondTheExactIntegersIsNeverAnsweredUnderAnother() {
    socket.on("a", (arguments, ack) -> ack.send("r"));
    for (String id : List.of("9007199254740992", "9007199254740993", "9".repeat(400))) {
      Peer other = world.join();
      other.socket().on("a", (arguments, ack) -> ack.send("r"));
      other.sends("2" + id + "[\"a\"]");
      assertThat(other.received()).isEmpty();
      assertThat(other.connection().closes()).containsExactly(CloseReason.FORCED_CLOSE);
    }
  }

  // The server asks

  @Test
  void theStageCompletesWithTheAnswer() {
    CompletionStage<Arguments> answer = socket.emitWithAck("q", 1);
    assertThat(peer.received()).containsExactly("20[\"q\",1]");
    assertThat(answer.toCompletableFuture()).isNotDone();
    peer.sends("30[\"yes\",2]");
    assertThat(answerOf(answer)).containsExactly("yes", 2L);
    CompletionStage<Arguments> second = socket.emitWithAck("q", new byte[] {1});
    assertThat(peer.received())
        .containsExactly("51-1[\"q\",{\"_placeholder\":true,\"num\":0}]", "b01");
    peer.sends("61-1[{\"_placeholder\":true,\"num\":0}]").sends((byte) 7);
    assertThat(second.toCompletableFuture().join().bytes(0).get(0)).isEqualTo((byte) 7);
    assertThat(world.timer.scheduled()).isZero();
  }

  @Test
  void idsAreCountedPerNamespaceAcrossSockets() {
    Peer other = world.join();
    Peer elsewhere = world.join("/x");
    socket.emitWithAck("q");
    other.socket().emitWithAck("q");
    elsewhere.socket().emitWithAck("q");
    assertThat(peer.received()).containsExactly("20[\"q\"]");
    assertThat(other.received()).containsExactly("21[\"q\"]");
    assertThat(elsewhere.received()).containsExactly("2/x,0[\"q\"]");
  }

  @Test
  void anAnswerFromAnotherClientOrNamespaceIsNotTaken() {
    Peer other = world.join();
    Peer elsewhere = world.join(peer.connection(), "/x");
    CompletionStage<Arguments> answer = socket.emitWithAck("q");
    other.sends("30[\"forged\"]");
    elsewhere.sends("3/x,0[\"forged\"]");
    assertThat(answer.toCompletableFuture()).isNotDone();
    assertThat(other.connection().isOpen()).isTrue();
    peer.sends("30[\"real\"]");
    assertThat(answerOf(answer)).containsExactly("real");
  }

  @Test
  void answersNobodyWaitsForArePassedOver() {
    CompletionStage<Arguments> answer = socket.emitWithAck("q");
    peer.sends("3[]", "3", "35[]", "30", "30[\"second\"]");
    assertThat(answerOf(answer)).isEmpty();
    assertThat(peer.connection().isOpen()).isTrue();
  }

  @Test
  void aTimeoutFailsTheStageAndForgetsIt() {
    CompletionStage<Arguments> answer = socket.timeout(Duration.ofSeconds(2)).emitWithAck("q");
    world.timer.advance(Duration.ofSeconds(2).minusNanos(1));
    assertThat(answer.toCompletableFuture()).isNotDone();
    world.timer.advance(Duration.ofNanos(1));
    assertThat(failureOf(answer))
        .isInstanceOf(AckTimeoutException.class)
        .hasMessageContainingAll("\"q\"", socket.id(), "2000 ms");
    assertThat(((ClientSocket) socket).acks().size()).isZero();
    peer.sends("30[\"late\"]");
    assertThat(failureOf(answer)).isInstanceOf(AckTimeoutException.class);
  }

  @Test
  void anAnswerInTimeStopsTheClock() {
    CompletionStage<Arguments> answer = socket.timeout(Duration.ofSeconds(2)).emitWithAck("q");
    peer.sends("30[]");
    assertThat(world.timer.scheduled()).isZero();
    assertThat(answerOf(answer)).isEmpty();
  }

  @Test
  void aTimeoutMustBePositive() {
    for (Duration wrong : List.of(Duration.ZERO, Duration.ofMillis(-1))) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> socket.timeout(wrong))
          .withMessageContaining("timeout");
      assertThatIllegalArgumentException().isThrownBy(() -> world.main.timeout(wrong));
    }
  }

  @Test
  void withoutTimeoutTheStageWaitsUntilTheSocketDisconnects() {
    CompletionStage<Arguments> answer = socket.emitWithAck("q");
    world.timer.advance(Duration.ofDays(1));
    assertThat(answer.toCompletableFuture()).isNotDone();
    peer.connection().ends(CloseReason.PING_TIMEOUT);
    assertThat(failureOf(answer))
        .isInstanceOf(DisconnectedException.class)
        .hasMessageContainingAll("\"q\"", socket.id(), "ping timeout")
        .extracting(failure -> ((DisconnectedException) failure).reason())
        .isEqualTo(DisconnectReason.PING_TIMEOUT);
    assertThat(world.timer.scheduled()).isZero();
  }

  @Test
  void whicheverWayTheSocketLeavesWhoWaitsIsTold() {
    Peer leaver = world.join();
    CompletionStage<Arguments> first = leaver.socket().emitWithAck("q");
    leaver.sends("1");
    assertThat(((DisconnectedException) failureOf(first)).reason())
        .isEqualTo(DisconnectReason.CLIENT_NAMESPACE_DISCONNECT);
    CompletionStage<Arguments> second = socket.timeout(Duration.ofHours(1)).emitWithAck("q");
    socket.disconnect();
    assertThat(((DisconnectedException) failureOf(second)).reason())
        .isEqualTo(DisconnectReason.SERVER_NAMESPACE_DISCONNECT);
    assertThat(world.timer.scheduled()).isZero();
  }

  @Test
  void aSocketThatIsGoneFailsAtOnce() {
    peer.connection().ends(CloseReason.TRANSPORT_ERROR);
    assertThat(((DisconnectedException) failureOf(socket.emitWithAck("q"))).reason())
        .isEqualTo(DisconnectReason.TRANSPORT_ERROR);
    assertThat(failureOf(socket.timeout(Duration.ofSeconds(1)).emitWithAck("q")))
        .isInstanceOf(DisconnectedException.class);
    assertThat(world.timer.scheduled()).isZero();
    assertThat(((ClientSocket) socket).acks().size()).isZero();
  }

  @Test
  void aSocketThatWasSentAwayIsNotAskedThoughItsConnectionStays() {
    socket.disconnect();
    peer.received();
    assertThat(((DisconnectedException) failureOf(socket.emitWithAck("q"))).reason())
        .isEqualTo(DisconnectReason.SERVER_NAMESPACE_DISCONNECT);
    assertThat(peer.received()).isEmpty();
    assertThat(peer.connection().isOpen()).isTrue();
  }

  @Test
  void whoGivesUpHimselfLeavesNothingBehind() {
    CompletableFuture<Arguments> answer =
        socket.timeout(Duration.ofSeconds(9)).emitWithAck("q").toCompletableFuture();
    answer.cancel(false);
    assertThat(((ClientSocket) socket).acks().size()).isZero();
    assertThat(world.timer.scheduled()).isZero();
    peer.sends("30[]");
    assertThat(answer).isCancelled();
  }

  @Test
  void aBrokenAnswerIsABrokenPacket() {
    CompletionStage<Arguments> answer = socket.emitWithAck("q");
    peer.sends("30{}");
    assertThat(peer.connection().closes()).containsExactly(CloseReason.FORCED_CLOSE);
    assertThat(failureOf(answer)).isInstanceOf(DisconnectedException.class);
  }

  // Waiting inside a handler

  @Test
  void aHandlerThatWaitsForItsOwnClientGetsTheAnswer() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(2);
    try {
      ServerWorld own = new ServerWorld(options -> {}, pool);
      CompletableFuture<Object> result = new CompletableFuture<>();
      CountDownLatch waiting = new CountDownLatch(1);
      own.main.onConnection(
          joined ->
              joined.on(
                  "start",
                  (arguments, ack) -> {
                    CompletionStage<Arguments> answer = joined.emitWithAck("q");
                    waiting.countDown();
                    result.complete(
                        answer.toCompletableFuture().get(30, TimeUnit.SECONDS).values());
                  }));
      FakeConnection client = own.open().sends("0", "2[\"start\"]", "2[\"behind\"]");
      assertThat(waiting.await(30, TimeUnit.SECONDS)).isTrue();
      client.sends("30[\"here\"]");
      assertThat(result.get(30, TimeUnit.SECONDS)).isEqualTo(List.of("here"));
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  void aHandlerThatWaitsForAClientThatGoesIsReleased() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(2);
    try {
      ServerWorld own = new ServerWorld(options -> {}, pool);
      CompletableFuture<Throwable> result = new CompletableFuture<>();
      CompletableFuture<DisconnectReason> left = new CompletableFuture<>();
      CountDownLatch waiting = new CountDownLatch(1);
      own.main.onConnection(
          joined -> {
            joined.onDisconnect(left::complete);
            joined.on(
                "start",
                (arguments, ack) -> {
                  CompletionStage<Arguments> answer = joined.emitWithAck("q");
                  waiting.countDown();
                  try {
                    answer.toCompletableFuture().get(30, TimeUnit.SECONDS);
                  } catch (ExecutionException e) {
                    result.complete(e.getCause());
                  }
                });
          });
      FakeConnection client = own.open().sends("0", "2[\"start\"]");
      assertThat(waiting.await(30, TimeUnit.SECONDS)).isTrue();
      client.ends(CloseReason.TRANSPORT_CLOSE);
      assertThat(result.get(30, TimeUnit.SECONDS)).isInstanceOf(DisconnectedException.class);
      assertThat(left.get(30, TimeUnit.SECONDS)).isEqualTo(DisconnectReason.TRANSPORT_CLOSE);
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  void aLimitBeyondAllClocksIsALongOne() {
    ServerWorld own = new ServerWorld();
    Peer asked = own.join();
    Duration forever = ChronoUnit.FOREVER.getDuration();
    var answer = asked.socket().timeout(forever).emitWithAck("q").toCompletableFuture();
    var answers = own.main.timeout(forever).emitWithAck("q").toCompletableFuture();
    asked.sends("30[]", "31[]");
    assertThat(answer).isCompleted();
    assertThat(answers).isCompleted();
    assertThat(own.timer.scheduled()).isZero();
  }
}
