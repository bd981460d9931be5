package dev.socketio.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.socketio.engine.CloseReason;
import dev.socketio.server.ServerWorld.Peer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

/** Whom a namespace lets in (Socket.IO protocol 5: CONNECT_ERROR). */
class MiddlewareTest {
  private final ServerWorld world = new ServerWorld();
  private final List<String> log = new ArrayList<>();

  private void assertRefused(FakeConnection client, String payload) {
    assertThat(client.received()).containsExactly(payload);
    assertThat(client.isOpen()).isTrue();
    assertThat(world.main.sockets()).isEmpty();
    client.ends(CloseReason.TRANSPORT_CLOSE);
    world.assertEmpty();
  }

  @Test
  void aRefusalIsSentWithItsMessageAndTheConnectionStays() {
    world.main.use(socket -> refuse("not authorized", null));
    assertRefused(world.open().sends("0"), "4{\"message\":\"not authorized\"}");
    assertThat(world.failures).isEmpty();
  }

  @Test
  void dataOfARefusalIsSentWhereThereIsSome() {
    world.main.use(socket -> refuse("not authorized", Map.of("content", "Please retry later")));
    assertRefused(
        world.open().sends("0"),
        "4{\"message\":\"not authorized\",\"data\":{\"content\":\"Please retry later\"}}");
  }

  private static void refuse(String message, Object data) throws ConnectRefusedException {
    throw new ConnectRefusedException(message, data);
  }

  @Test
  void anyOtherFailureRefusesWithoutDetails() {
    world.main.use(
        socket -> {
          throw new IllegalStateException("password of the database is 1234");
        });
    assertRefused(world.open().sends("0"), "4{\"message\":\"Connection refused\"}");
    assertThat(world.failures).singleElement().isInstanceOf(IllegalStateException.class);
  }

  @Test
  void dataThatCannotBeSentIsLeftOut() {
    world.main.use(socket -> refuse("no", new byte[1]));
    assertRefused(world.open().sends("0"), "4{\"message\":\"no\"}");
    assertThat(world.failures).hasSize(1);
  }

  @Test
  void aRefusalWithoutAMessageGetsOne() {
    world.main.use(socket -> refuse(null, null));
    assertRefused(world.open().sends("0"), "4{\"message\":\"Connection refused\"}");
  }

  @Test
  void theyRunInOrderOncePerConnectAndStopAtTheFirstRefusal() {
    world.main.use(socket -> log.add("one")).use(socket -> log.add("two"));
    world.main.use(
        socket -> {
          log.add("three");
          if (socket.handshake().auth().isEmpty()) {
            refuse("no auth", null);
          }
        });
    world.main.use(socket -> log.add("four"));
    world.open().sends("0");
    world.open().sends("0{\"a\":1}");
    assertThat(log).containsExactly("one", "two", "three", "one", "two", "three", "four");
  }

  @Test
  void theyAreNotInherited() {
    world.main.use(socket -> refuse("no", null));
    Peer peer = world.join("/admin");
    assertThat(peer.socket().isConnected()).isTrue();
  }

  @Test
  void theSocketToBeHasItsHandshakeItsDataAndItsRoomsButReachesNobody() {
    world.main.use(
        socket -> {
          socket.data().put("user", socket.handshake().request().query().get("room"));
          socket.join("r");
          assertThat(socket.isConnected()).isFalse();
          assertThat(socket.emit("x")).isFalse();
          assertThat(socket.emitWithAck("x").toCompletableFuture()).isCompletedExceptionally();
          assertThat(world.main.sockets()).isEmpty();
          socket.disconnect(true);
          world.main.to("r").emit("nobody");
        });
    Peer peer = world.join();
    assertThat(peer.socket().data()).containsEntry("user", "7");
    assertThat(peer.socket().rooms()).containsExactlyInAnyOrder("r", peer.socket().id());
    assertThat(peer.received()).isEmpty();
  }

  @Test
  void handlersMayBeRegisteredHere() {
    world.main.use(socket -> socket.on("a", (arguments, ack) -> log.add("a")));
    world.join().sends("2[\"a\"]");
    assertThat(log).containsExactly("a");
  }

  // Those that take time

  @Test
  void theClientIsLetInWhenTheStageCompletes() {
    CompletableFuture<Void> verdict = new CompletableFuture<>();
    world.main.useAsync(socket -> verdict).use(socket -> log.add("next"));
    FakeConnection client = world.open().sends("0");
    assertThat(client.received()).isEmpty();
    assertThat(log).isEmpty();
    verdict.complete(null);
    assertThat(client.received()).singleElement().asString().startsWith("0{\"sid\"");
    assertThat(log).containsExactly("next");
    assertThat(world.main.sockets()).hasSize(1);
  }

  @Test
  void aStageThatFailsRefuses() {
    for (boolean wrapped : new boolean[] {false, true}) {
      ServerWorld own = new ServerWorld();
      CompletableFuture<Void> verdict = new CompletableFuture<>();
      own.main.useAsync(socket -> verdict);
      FakeConnection client = own.open().sends("0");
      Exception refusal = new ConnectRefusedException("later", 1);
      verdict.completeExceptionally(wrapped ? new CompletionException(refusal) : refusal);
      assertThat(client.received()).containsExactly("4{\"message\":\"later\",\"data\":1}");
    }
  }

  @Test
  void aStageThatIsCompleteAlreadyCostsNoDetour() {
    world.main.useAsync(socket -> CompletableFuture.completedFuture("yes"));
    assertThat(world.join().socket().isConnected()).isTrue();
    world.main.useAsync(
        socket -> CompletableFuture.failedFuture(new ConnectRefusedException("no")));
    assertThat(world.open().sends("0").received()).containsExactly("4{\"message\":\"no\"}");
  }

  @Test
  void noStageAtAllRefuses() {
    world.main.useAsync(socket -> null);
    assertRefused(world.open().sends("0"), "4{\"message\":\"Connection refused\"}");
    assertThat(world.failures).singleElement().isInstanceOf(NullPointerException.class);
  }

  @Test
  void aClientThatLeavesWhileAMiddlewareWaitsNeverAppears() {
    CompletableFuture<Void> verdict = new CompletableFuture<>();
    world.main.useAsync(
        socket -> {
          socket.join("r");
          return verdict;
        });
    world.main.use(socket -> log.add("next"));
    world.main.onConnection(socket -> log.add("connected"));
    FakeConnection client = world.open().sends("0");
    client.ends(CloseReason.TRANSPORT_CLOSE);
    world.assertEmpty();
    verdict.complete(null);
    assertThat(log).isEmpty();
    assertThat(client.received()).isEmpty();
    world.assertEmpty();
  }

  @Test
  void aClientThatIsLostDuringABlockingMiddlewareNeverAppears() {
    FakeConnection client = world.open();
    world.main.use(socket -> client.ends(CloseReason.TRANSPORT_ERROR));
    world.main.onConnection(socket -> log.add("connected"));
    client.sends("0");
    assertThat(log).isEmpty();
    world.assertEmpty();
  }

  @Test
  void aSecondConnectWhileTheFirstWaitsIsTheEnd() {
    CompletableFuture<Void> verdict = new CompletableFuture<>();
    world.main.useAsync(socket -> verdict);
    FakeConnection client = world.open().sends("0", "0");
    assertThat(client.closes()).containsExactly(CloseReason.FORCED_CLOSE);
    verdict.complete(null);
    assertThat(world.main.sockets()).isEmpty();
    world.assertEmpty();
  }

  @Test
  void anEventBeforeTheAnswerIsTheEnd() {
    for (String early : List.of("2[\"a\"]", "2", "1", "30[]")) {
      ServerWorld own = new ServerWorld();
      own.main.useAsync(socket -> new CompletableFuture<>());
      FakeConnection client = own.open().sends("0", early);
      assertThat(client.closes()).as(early).containsExactly(CloseReason.FORCED_CLOSE);
      own.assertEmpty();
    }
  }

  @Test
  void otherNamespacesGoOnMeanwhile() {
    world.namespaces.of("/slow").useAsync(socket -> new CompletableFuture<>());
    FakeConnection client = world.open();
    Peer peer = world.join(client, "/");
    peer.socket().on("a", (arguments, ack) -> ack.send("ok"));
    client.sends("0/slow,", "21[\"a\"]");
    assertThat(client.received()).containsExactly("31[\"ok\"]");
  }

  @Test
  void aStageThatNeverCompletesRefusesAfterTheConnectTimeout() {
    CompletableFuture<Void> verdict = new CompletableFuture<>();
    world.namespaces.of("/slow").useAsync(socket -> verdict);
    FakeConnection client = world.open();
    Peer peer = world.join(client, "/");
    client.sends("0/slow,");
    world.timer.advance(Duration.ofSeconds(45));
    assertThat(client.received()).containsExactly("4/slow,{\"message\":\"Connection refused\"}");
    assertThat(world.failures).singleElement().asString().contains("/slow").contains("PT45S");
    verdict.complete(null);
    assertThat(world.namespaces.of("/slow").sockets()).isEmpty();
    assertThat(peer.socket().isConnected()).isTrue();
    assertThat(world.timer.scheduled()).isZero();
    client.sends("0/slow,");
    assertThat(client.received()).singleElement().asString().startsWith("0/slow,{");
  }

  @Test
  void aThousandMiddlewaresThatTakeTimeDoNotOverflowTheStack() {
    CompletableFuture<Void> verdict = new CompletableFuture<>();
    for (int i = 0; i < 10_000; i++) {
      world.main.useAsync(socket -> verdict);
    }
    FakeConnection client = world.open().sends("0");
    verdict.complete(null);
    assertThat(client.received()).singleElement().asString().startsWith("0{");
  }
}
