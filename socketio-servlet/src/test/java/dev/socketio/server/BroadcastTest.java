package dev.socketio.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.socketio.concurrent.CapturedLog;
import dev.socketio.engine.CloseReason;
import dev.socketio.server.ServerWorld.Peer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Rooms, and who gets what is sent to them. */
class BroadcastTest {
  @RegisterExtension final CapturedLog log = new CapturedLog();

  private final ServerWorld world = new ServerWorld();
  private final Peer a = world.join();
  private final Peer b = world.join();
  private final Peer c = world.join();

  private void assertReceived(int fromA, int fromB, int fromC) {
    assertThat(List.of(a.received().size(), b.received().size(), c.received().size()))
        .containsExactly(fromA, fromB, fromC);
  }

  @Test
  void aSocketIsInTheRoomOfItsOwnId() {
    assertThat(a.socket().rooms()).containsExactly(a.socket().id());
    world.main.to(a.socket().id()).emit("private");
    assertReceived(1, 0, 0);
  }

  @Test
  void joinAndLeave() {
    a.socket().join("r", "s", "r");
    assertThat(a.socket().rooms()).containsExactlyInAnyOrder(a.socket().id(), "r", "s");
    a.socket().leave("r");
    a.socket().leave("never joined");
    assertThat(a.socket().rooms()).containsExactlyInAnyOrder(a.socket().id(), "s");
    world.main.to("r").emit("x");
    assertReceived(0, 0, 0);
    world.main.to("s").emit("x");
    assertReceived(1, 0, 0);
  }

  @Test
  void everybodyOfTheNamespaceAndOfNoOther() {
    Peer elsewhere = world.join(a.connection(), "/x");
    Peer other = world.join("/x");
    world.main.emit("all", 1);
    assertThat(a.received()).containsExactly("2[\"all\",1]");
    assertReceived(0, 1, 1);
    assertThat(other.received()).isEmpty();
    elsewhere.socket().namespace().emit("all", 2);
    assertThat(other.received()).containsExactly("2/x,[\"all\",2]");
    assertThat(a.received()).containsExactly("2/x,[\"all\",2]");
  }

  @Test
  void severalRoomsAreAUnionWithOneCopyEach() {
    a.socket().join("r", "s");
    b.socket().join("s");
    world.main.to("r").to("s").emit("x");
    assertReceived(1, 1, 0);
    world.main.to("r", "s").emit("x");
    assertReceived(1, 1, 0);
    world.main.in("r").in(c.socket().id()).emit("x");
    assertReceived(1, 0, 1);
    world.main.to(Set.of("r", "s")).emit("x");
    assertReceived(1, 1, 0);
  }

  @Test
  void aSocketTakesCollectionsOfRooms() {
    b.socket().join(List.of("r", "s"));
    c.socket().join(Set.of("s"));
    assertThat(b.socket().rooms()).contains("r", "s");
    a.socket().to(List.of("r", "s")).emit("x");
    assertReceived(0, 1, 1);
    a.socket().in(List.of("s")).in(Set.of("r")).emit("x");
    assertReceived(0, 1, 1);
    a.socket().except(List.of("r")).emit("x");
    assertReceived(0, 0, 1);
  }

  @Test
  void exceptTakesRoomsOut() {
    a.socket().join("r", "s");
    b.socket().join("s");
    world.main.to("s").except("r").emit("x");
    assertReceived(0, 1, 0);
    world.main.except("s").emit("x");
    assertReceived(0, 0, 1);
    world.main.except(Set.of("r", c.socket().id())).emit("x");
    assertReceived(0, 1, 0);
    world.main.except("r").except(b.socket().id()).emit("x");
    assertReceived(0, 0, 1);
  }

  @Test
  void aSocketSendsToTheOthers() {
    a.socket().join("r");
    b.socket().join("r");
    a.socket().to("r").emit("x");
    assertReceived(0, 1, 0);
    a.socket().in("r").emit("x");
    assertReceived(0, 1, 0);
    a.socket().broadcast().emit("x");
    assertReceived(0, 1, 1);
    a.socket().except("r").emit("x");
    assertReceived(0, 0, 1);
    a.socket().broadcast().to("r").emit("x");
    assertReceived(0, 1, 0);
  }

  @Test
  void modifiersGiveANewSetAndLeaveTheOldOneAsItWas() {
    a.socket().join("r");
    Broadcast room = world.main.to("r");
    Broadcast nobody = room.except("r");
    Broadcast both = room.to(b.socket().id());
    room.emit("x");
    assertReceived(1, 0, 0);
    nobody.emit("x");
    assertReceived(0, 0, 0);
    both.emit("x");
    assertReceived(1, 1, 0);
    world.main.emit("x");
    assertReceived(1, 1, 1);
    room.local().emit("x");
    assertReceived(1, 0, 0);
  }

  @Test
  void binaryReachesEverybodyWithItsAttachments() {
    world.main.emit("b", new byte[] {1}, Map.of("x", new byte[] {2}));
    for (Peer peer : List.of(a, b, c)) {
      assertThat(peer.received())
          .containsExactly(
              "52-[\"b\",{\"_placeholder\":true,\"num\":0},{\"x\":{\"_placeholder\":true,\"num\":1}}]",
              "b01",
              "b02");
    }
  }

  @Test
  void anEventIsEncodedOnceForAll() {
    List<String> written = new ArrayList<>();
    record Counted(List<String> log) {
      public List<String> log() {
        log.add("written");
        return List.of();
      }
    }
    world.main.emit("x", new Counted(written));
    assertReceived(1, 1, 1);
    assertThat(written).hasSize(1);
  }

  @Test
  void whoHasLeftGetsNothing() {
    a.connection().ends(CloseReason.TRANSPORT_CLOSE);
    b.socket().disconnect();
    b.received();
    world.main.emit("x");
    assertReceived(0, 0, 1);
    a.socket().broadcast().emit("x");
    assertReceived(0, 0, 1);
  }

  @Test
  void joiningLeavingAndDisconnectingWholeSets() {
    a.socket().join("r");
    world.main.to("r").socketsJoin("x", "y");
    assertThat(a.socket().rooms()).contains("x", "y");
    world.main.socketsJoin("all");
    world.main.to("all").emit("x");
    assertReceived(1, 1, 1);
    world.main.to("all").except("r").socketsLeave("all");
    world.main.to("all").emit("x");
    assertReceived(1, 0, 0);
    world.main.except("r").disconnectSockets(false);
    assertThat(b.received()).containsExactly("1");
    assertThat(b.connection().isOpen()).isTrue();
    world.main.disconnectSockets(true);
    assertThat(a.connection().closes()).containsExactly(CloseReason.FORCED_CLOSE);
    assertThat(b.connection().isOpen()).isTrue();
    assertThat(world.main.sockets()).isEmpty();
  }

  @Test
  void theSocketsOfANamespaceAreALiveView() {
    Map<String, Socket> sockets = world.main.sockets();
    assertThat(sockets).hasSize(3).containsEntry(a.socket().id(), a.socket());
    assertThatThrownBy(sockets::clear).isInstanceOf(UnsupportedOperationException.class);
    a.connection().ends(CloseReason.TRANSPORT_CLOSE);
    assertThat(sockets).hasSize(2);
  }

  @Test
  void fetchedSocketsShowWhatTheyWereAndActOnWhatTheyAre() {
    a.socket().join("r");
    a.socket().data().put("name", "Ann");
    List<RemoteSocket> fetched = world.main.to("r").fetchSockets().toCompletableFuture().join();
    assertThat(fetched).hasSize(1);
    RemoteSocket remote = fetched.get(0);
    assertThat(remote.id()).isEqualTo(a.socket().id());
    assertThat(remote.rooms()).containsExactlyInAnyOrder("r", a.socket().id());
    assertThat(remote.data()).containsExactly(Map.entry("name", "Ann"));
    assertThat(remote.handshake())
        .containsEntry("address", "192.0.2.1")
        .containsEntry("secure", true)
        .containsEntry("xdomain", false)
        .containsEntry("issued", 0L)
        .containsEntry("time", "1970-01-01T00:00:00Z")
        .containsEntry("query", Map.of("EIO", "4", "transport", "polling", "room", "7"))
        .containsEntry("headers", Map.of("user-agent", "test", "accept", "a, b"))
        .containsKeys("url", "auth");
    remote.emit("x");
    assertReceived(1, 0, 0);
    remote.join("s");
    remote.leave("r");
    assertThat(a.socket().rooms()).containsExactlyInAnyOrder("s", a.socket().id());
    assertThat(remote.rooms()).contains("r");
    var answer = remote.emitWithAck(Duration.ofSeconds(1), "q").toCompletableFuture();
    a.sends("30[\"yes\"]");
    assertThat(answer.join().values()).containsExactly("yes");
    remote.disconnect(true);
    assertThat(a.connection().closes()).hasSize(1);
    assertThat(remote.emitWithAck(Duration.ofSeconds(1), "q").toCompletableFuture())
        .isCompletedExceptionally();
    assertThat(world.timer.scheduled()).isZero();
  }

  @Test
  void aConnectionThatFailsCostsTheOthersNothing() {
    for (Peer peer : List.of(a, b, c)) {
      peer.connection().afterFlush =
          () -> {
            throw new IllegalStateException("broken");
          };
    }
    world.main.emit("x");
    assertReceived(1, 1, 1);
    assertThat(log.errors()).hasSize(3);
  }
}
