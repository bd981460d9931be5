package dev.socketio.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.socketio.engine.CloseReason;
import dev.socketio.server.ServerWorld.Peer;
import dev.socketio.server.adapter.Adapter;
import dev.socketio.server.adapter.BroadcastAnswers;
import dev.socketio.server.adapter.BroadcastTarget;
import dev.socketio.server.adapter.InMemoryAdapter;
import dev.socketio.server.packet.OutboundEvent;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Asking many clients at once. */
class BroadcastAcknowledgementTest {
  private final ServerWorld world = new ServerWorld();
  private final Peer a = world.join();
  private final Peer b = world.join();

  private static List<List<Object>> valuesOf(List<Arguments> answers) {
    return answers.stream().map(Arguments::values).toList();
  }

  private static Throwable failureOf(CompletableFuture<?> future) {
    assertThat(future).isCompletedExceptionally();
    return future.handle((value, failure) -> failure).join();
  }

  private void assertNobodyIsWaitedFor() {
    assertThat(((ClientSocket) a.socket()).acks().size()).isZero();
    assertThat(((ClientSocket) b.socket()).acks().size()).isZero();
    assertThat(world.timer.scheduled()).isZero();
  }

  @Test
  void allAreAskedUnderOneIdAndTheStageCompletesWithTheLastAnswer() {
    world.main.emitWithAck("earlier");
    var answers = world.main.emitWithAck("q", 1).toCompletableFuture();
    assertThat(a.received()).containsExactly("20[\"earlier\"]", "21[\"q\",1]");
    assertThat(b.received()).containsExactly("20[\"earlier\"]", "21[\"q\",1]");
    b.sends("31[\"b\",2]");
    assertThat(answers).isNotDone();
    a.sends("31[\"a\"]");
    assertThat(valuesOf(answers.join())).containsExactly(List.of("b", 2L), List.of("a"));
    a.sends("30[]");
    b.sends("30[]");
    assertNobodyIsWaitedFor();
  }

  @Test
  void nobodyToAskIsAnAnswerAtOnce() {
    assertThat(world.main.to("empty").emitWithAck("q").toCompletableFuture().join()).isEmpty();
    assertNobodyIsWaitedFor();
  }

  @Test
  void onlyTheSetIsAsked() {
    a.socket().join("r");
    var answers = b.socket().to("r").emitWithAck("q").toCompletableFuture();
    assertThat(b.received()).isEmpty();
    a.sends("30[1]");
    assertThat(valuesOf(answers.join())).containsExactly(List.of(1L));
  }

  @Test
  void aTimeoutHandsOverTheAnswersSoFar() {
    var answers = world.main.timeout(Duration.ofSeconds(2)).emitWithAck("q").toCompletableFuture();
    a.sends("30[\"a\"]");
    world.timer.advance(Duration.ofSeconds(2).minusNanos(1));
    assertThat(answers).isNotDone();
    world.timer.advance(Duration.ofNanos(1));
    Throwable failure = failureOf(answers);
    assertThat(failure)
        .isInstanceOf(BroadcastTimeoutException.class)
        .hasMessageContainingAll("\"q\"", "1 of 2", "2000 ms");
    assertThat(valuesOf(((BroadcastTimeoutException) failure).responses()))
        .containsExactly(List.of("a"));
    assertNobodyIsWaitedFor();
    b.sends("30[\"late\"]");
    assertThat(((BroadcastTimeoutException) failure).responses()).hasSize(1);
  }

  @Test
  void withoutATimeoutTheOptionCounts() {
    ServerWorld own = new ServerWorld(options -> options.ackTimeout(Duration.ofSeconds(9)));
    own.join();
    var answers = own.main.emitWithAck("q").toCompletableFuture();
    own.timer.advance(Duration.ofSeconds(9).minusNanos(1));
    assertThat(answers).isNotDone();
    own.timer.advance(Duration.ofNanos(1));
    assertThat(failureOf(answers)).isInstanceOf(BroadcastTimeoutException.class);
  }

  @Test
  void whoLeavesIsMissedAtTheTimeout() {
    var answers = world.main.emitWithAck("q").toCompletableFuture();
    a.connection().ends(CloseReason.TRANSPORT_CLOSE);
    b.sends("30[]");
    assertThat(answers).isNotDone();
    world.timer.advance(Duration.ofSeconds(5));
    assertThat(failureOf(answers)).hasMessageContaining("1 of 2");
    assertNobodyIsWaitedFor();
  }

  @Test
  void aSecondAnswerOfOneClientIsNoAnswerOfAnother() {
    var answers = world.main.emitWithAck("q").toCompletableFuture();
    a.sends("30[1]", "30[2]");
    assertThat(answers).isNotDone();
    b.sends("30[3]");
    assertThat(valuesOf(answers.join())).containsExactly(List.of(1L), List.of(3L));
  }

  @Test
  void whoIsNotWritableIsNotAskedWhenVolatile() {
    a.connection().writable = false;
    var answers = world.main.asVolatile().emitWithAck("q").toCompletableFuture();
    assertThat(a.received()).isEmpty();
    b.sends("30[]");
    assertThat(answers.join()).hasSize(1);
    assertNobodyIsWaitedFor();
  }

  /** An adapter with a second server, which reports its clients whenever the test says so. */
  @Test
  void answersOfOtherServersAreCounted() {
    List<BroadcastAnswers> elsewhere = new ArrayList<>();
    CompletableFuture<Integer> servers = new CompletableFuture<>();
    ServerWorld own =
        new ServerWorld(
            options ->
                options.adapter(local -> cluster(new InMemoryAdapter(local), elsewhere, servers)));
    Peer peer = own.join();
    var answers = own.main.emitWithAck("q").toCompletableFuture();
    peer.sends("30[\"here\"]");
    assertThat(answers).isNotDone();
    elsewhere.get(0).answer(List.of("there"));
    servers.complete(2);
    assertThat(answers).isNotDone();
    elsewhere.get(0).expect(1);
    assertThat(valuesOf(answers.join())).containsExactly(List.of("here"), List.of("there"));
    var local = own.main.local().emitWithAck("q").toCompletableFuture();
    peer.sends("31[]");
    assertThat(local.join()).hasSize(1);
  }

  private static Adapter cluster(
      InMemoryAdapter local, List<BroadcastAnswers> elsewhere, CompletableFuture<Integer> servers) {
    return (Adapter)
        Proxy.newProxyInstance(
            Adapter.class.getClassLoader(),
            new Class<?>[] {Adapter.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("serverCount")) {
                return servers;
              }
              if (method.getName().equals("broadcastWithAck")
                  && !((BroadcastTarget) arguments[1]).local()) {
                elsewhere.add((BroadcastAnswers) arguments[2]);
                assertThat(((OutboundEvent) arguments[0]).json()).isEqualTo("[\"q\"]");
              }
              return method.invoke(local, arguments);
            });
  }

  @Test
  void whoGivesUpKeepsNobodyWaiting() {
    var answers = world.main.timeout(Duration.ofDays(1)).emitWithAck("q").toCompletableFuture();
    assertThat(answers.cancel(false)).isTrue();
    assertNobodyIsWaitedFor();
    a.sends("30[]");
    assertThat(answers).isCancelled();
  }

  @Test
  void whoGivesUpOnARemoteSocketKeepsNobodyWaiting() {
    RemoteSocket remote =
        world.main.to(a.socket().id()).fetchSockets().toCompletableFuture().join().get(0);
    var answer = remote.emitWithAck(Duration.ofDays(1), "q").toCompletableFuture();
    assertThat(answer.cancel(false)).isTrue();
    assertNobodyIsWaitedFor();
  }

  @Test
  void aRemoteSocketThatDoesNotAnswerFailsTheStageItself() {
    RemoteSocket remote =
        world.main.to(a.socket().id()).fetchSockets().toCompletableFuture().join().get(0);
    var answer = remote.emitWithAck(Duration.ofSeconds(1), "q").toCompletableFuture();
    world.timer.advance(Duration.ofSeconds(1));
    assertThat(failureOf(answer)).isInstanceOf(AckTimeoutException.class);
  }

  @Test
  void whoTakesNothingMoreIsNotWaitedForAndTheLastAnswerStopsTheClock() {
    a.connection().takesNothing = true;
    var answers = world.main.emitWithAck("q").toCompletableFuture();
    b.sends("30[]");
    assertThat(answers.join()).hasSize(1);
    assertNobodyIsWaitedFor();
  }

  @Test
  void whenAllHereHaveAnsweredOnlyTheBroadcastItselfHasAClock() {
    List<BroadcastAnswers> elsewhere = new ArrayList<>();
    ServerWorld own =
        new ServerWorld(
            options ->
                options.adapter(
                    local ->
                        cluster(new InMemoryAdapter(local), elsewhere, new CompletableFuture<>())));
    Peer one = own.join();
    Peer two = own.join();
    two.connection().takesNothing = true;
    var answers = own.main.emitWithAck("q").toCompletableFuture();
    assertThat(own.timer.scheduled()).isEqualTo(2);
    one.sends("30[]");
    assertThat(answers).isNotDone();
    assertThat(own.timer.scheduled()).isEqualTo(1);
  }
}
