package dev.socketio.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.socketio.engine.CloseReason;
import dev.socketio.server.ServerWorld.Peer;
import dev.socketio.server.adapter.Adapter;
import dev.socketio.server.adapter.InMemoryAdapter;
import dev.socketio.server.adapter.RoomListener;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How sockets end, in which order, and with which words ("Disconnection from a namespace"). */
class DisconnectTest {
  private final ServerWorld world = new ServerWorld();
  private final List<String> log = new ArrayList<>();

  private Peer watched(Peer peer) {
    Socket socket = peer.socket();
    socket.join("r");
    String name = socket.namespace().name();
    socket.onDisconnecting(
        reason ->
            log.add(
                name
                    + " disconnecting "
                    + reason
                    + ' '
                    + socket.rooms().size()
                    + ' '
                    + socket.isConnected()));
    socket.onDisconnect(
        reason ->
            log.add(
                name
                    + " disconnect "
                    + reason
                    + ' '
                    + socket.rooms().size()
                    + ' '
                    + socket.isConnected()));
    return peer;
  }

  @ParameterizedTest
  @EnumSource(CloseReason.class)
  void theEndOfTheConnectionIsToldInTheSameWords(CloseReason reason) {
    watched(world.join()).connection().ends(reason);
    assertThat(log)
        .containsExactly(
            "/ disconnecting " + reason.text() + " 2 false",
            "/ disconnect " + reason.text() + " 0 false");
    assertThat(DisconnectReason.of(reason).text()).isEqualTo(reason.text());
    world.assertEmpty();
  }

  @Test
  void theWordsOfTheReference() {
    assertThat(DisconnectReason.values())
        .extracting(DisconnectReason::text)
        .contains(
            "transport error",
            "transport close",
            "forced close",
            "ping timeout",
            "parse error",
            "server shutting down",
            "forced server close",
            "client namespace disconnect",
            "server namespace disconnect");
  }

  @Test
  void theClientLeavesANamespaceAndTheConnectionStays() {
    Peer peer = watched(world.join());
    peer.sends("1");
    assertThat(log)
        .containsExactly(
            "/ disconnecting client namespace disconnect 2 false",
            "/ disconnect client namespace disconnect 0 false");
    assertThat(peer.received()).isEmpty();
    assertThat(peer.connection().isOpen()).isTrue();
    assertThat(world.main.sockets()).isEmpty();
    Peer again = world.join(peer.connection(), "/");
    assertThat(again.socket().id()).isNotEqualTo(peer.socket().id());
  }

  @Test
  void whatWasSentBeforeLeavingIsHandledAndWhatComesAfterIsTheEnd() {
    Peer peer = world.join();
    peer.socket().on("a", (arguments, ack) -> log.add("a"));
    peer.sends("2[\"a\"]", "1", "2[\"a\"]");
    assertThat(log).containsExactly("a");
    assertThat(peer.connection().closes()).containsExactly(CloseReason.FORCED_CLOSE);
  }

  @Test
  void theServerDisconnectsOneNamespace() {
    Peer peer = watched(world.join());
    Peer other = watched(world.join(peer.connection(), "/x"));
    peer.socket().emit("bye");
    peer.socket().disconnect();
    assertThat(peer.received()).containsExactly("2[\"bye\"]", "1");
    assertThat(log)
        .containsExactly(
            "/ disconnecting server namespace disconnect 2 false",
            "/ disconnect server namespace disconnect 0 false");
    assertThat(other.socket().isConnected()).isTrue();
    assertThat(peer.connection().isOpen()).isTrue();
    peer.socket().disconnect();
    peer.socket().disconnect(true);
    assertThat(log).hasSize(2);
    assertThat(peer.received()).isEmpty();
    assertThat(other.socket().isConnected()).isTrue();
  }

  @Test
  void aClientThatIsDismissedIsDisconnectedAndItsEventsCountNoMore() {
    Peer peer = watched(world.join());
    watched(world.join(peer.connection(), "/x"));
    peer.connection().closesAtOnce = false;
    peer.socket().on("a", (arguments, ack) -> log.add("a"));
    world.namespaces.of("/y").onConnection(socket -> log.add("joined /y"));
    peer.connection().isDismissed();
    peer.sends("2[\"a\"]", "0/y,");
    assertThat(peer.received()).containsExactlyInAnyOrder("1", "1/x,");
    assertThat(peer.connection().closes()).containsExactly(CloseReason.FORCED_CLOSE);
    assertThat(log)
        .containsExactlyInAnyOrder(
            "/ disconnecting server namespace disconnect 2 false",
            "/ disconnect server namespace disconnect 0 false",
            "/x disconnecting server namespace disconnect 2 false",
            "/x disconnect server namespace disconnect 0 false");
    peer.connection().ends(CloseReason.FORCED_CLOSE);
    world.assertEmpty();
  }

  @Test
  void theServerDisconnectsEverythingAndTheConnection() {
    Peer peer = watched(world.join());
    watched(world.join(peer.connection(), "/x"));
    peer.socket().emit("bye");
    peer.socket().disconnect(true);
    assertThat(peer.received())
        .containsExactlyInAnyOrder("2[\"bye\"]", "1", "1/x,")
        .startsWith("2[\"bye\"]");
    assertThat(peer.connection().closes()).containsExactly(CloseReason.FORCED_CLOSE);
    assertThat(log)
        .containsExactlyInAnyOrder(
            "/ disconnecting server namespace disconnect 2 false",
            "/ disconnect server namespace disconnect 0 false",
            "/x disconnecting server namespace disconnect 2 false",
            "/x disconnect server namespace disconnect 0 false");
    world.assertEmpty();
  }

  @Test
  void disconnectingInsideAHandlerLetsTheHandlerFinish() {
    Peer peer = watched(world.join());
    peer.socket()
        .on(
            "a",
            (arguments, ack) -> {
              peer.socket().disconnect();
              log.add("handler " + peer.socket().isConnected() + ' ' + peer.socket().emit("x"));
              ack.send("never");
            });
    peer.socket().on("a", (arguments, ack) -> log.add("second handler"));
    peer.sends("20[\"a\"]", "2[\"a\"]");
    assertThat(log)
        .containsExactly(
            "handler false false",
            "second handler",
            "/ disconnecting server namespace disconnect 2 false",
            "/ disconnect server namespace disconnect 0 false");
    assertThat(peer.received()).containsExactly("1");
  }

  @Test
  void disconnectingInTheConnectionHandler() {
    world.main.onConnection(
        socket -> {
          socket.onDisconnect(reason -> log.add(reason.text()));
          socket.disconnect(true);
        });
    FakeConnection client = world.open().sends("0");
    assertThat(client.received()).hasSize(2).element(1).isEqualTo("1");
    assertThat(log).containsExactly("server namespace disconnect");
    world.assertEmpty();
  }

  /**
   * The reference closes the connection of a client whose packet was under way; there is no need
   * to.
   */
  @Test
  void whatWasUnderWayWhenTheServerDisconnectedIsPassedOver() {
    Peer peer = world.join();
    peer.socket().on("a", (arguments, ack) -> log.add("a"));
    peer.socket().disconnect();
    peer.sends("2[\"a\"]", "20[\"a\"]", "30[]", "2", "1", "0");
    assertThat(log).isEmpty();
    assertThat(peer.connection().isOpen()).isTrue();
    assertThat(peer.received()).hasSize(2).element(1).asString().startsWith("0{");
    peer.sends("1", "2[\"a\"]");
    assertThat(peer.connection().closes()).containsExactly(CloseReason.FORCED_CLOSE);
  }

  @Test
  void itIsPassedOverOnlyUntilTheClientKnows() {
    Peer told = world.join();
    told.socket().disconnect();
    told.sends("1", "2[\"a\"]");
    assertThat(told.connection().closes()).containsExactly(CloseReason.FORCED_CLOSE);
    Peer back = world.join();
    back.socket().disconnect();
    world.join(back.connection(), "/");
    back.sends("1", "2[\"a\"]");
    assertThat(back.connection().closes()).containsExactly(CloseReason.FORCED_CLOSE);
    Peer wrong = world.join();
    wrong.socket().disconnect();
    wrong.sends("4{}");
    assertThat(wrong.connection().closes()).containsExactly(CloseReason.FORCED_CLOSE);
  }

  @Test
  void aClientMayComeBackTheMomentItSeesThatItWasSentAway() {
    Peer peer = world.join();
    peer.connection().afterFlush = () -> peer.connection().sends("0");
    peer.socket().disconnect();
    assertThat(peer.connection().closes()).isEmpty();
    assertThat(world.main.sockets()).hasSize(1).doesNotContainKey(peer.socket().id());
    assertThat(peer.received()).first().isEqualTo("1");
  }

  @Test
  void aClientMayComeBackRightAfterItWasSentAway() {
    Peer peer = world.join();
    peer.socket().disconnect();
    Peer again = world.join(peer.connection(), "/");
    assertThat(again.socket().isConnected()).isTrue();
    peer.socket().disconnect(true);
    assertThat(again.socket().isConnected()).isTrue();
    assertThat(world.main.sockets()).containsOnlyKeys(again.socket().id());
  }

  @Test
  void aFailingListenerDoesNotStopTheOthers() {
    Peer peer = world.join();
    peer.socket()
        .onDisconnecting(
            reason -> {
              throw new IllegalStateException("listener");
            });
    Registration taken = peer.socket().onDisconnect(reason -> log.add("taken off"));
    taken.remove();
    peer.socket().onDisconnect(reason -> log.add("told"));
    peer.connection().ends(CloseReason.TRANSPORT_CLOSE);
    assertThat(log).containsExactly("told");
    assertThat(world.failures).hasSize(1);
    world.assertEmpty();
  }

  @Test
  void aSocketThatIsGoneCannotDoAnythingAndLeavesNothingBehind() {
    Peer peer = world.join();
    peer.connection().ends(CloseReason.TRANSPORT_CLOSE);
    Socket socket = peer.socket();
    socket.join("r");
    socket.leave("r");
    socket.disconnect();
    socket.disconnect(true);
    assertThat(socket.rooms()).isEmpty();
    assertThat(socket.emit("x")).isFalse();
    assertThat(socket.asVolatile().emit("x")).isFalse();
    world.assertEmpty();
  }

  @Test
  void socketsThatDisconnectEachOtherAreToldOnce() {
    Peer peer = watched(world.join());
    Peer other = watched(world.join(peer.connection(), "/x"));
    peer.socket().onDisconnect(reason -> other.socket().disconnect());
    other.socket().onDisconnect(reason -> peer.socket().disconnect());
    peer.connection().ends(CloseReason.TRANSPORT_CLOSE);
    assertThat(log).hasSize(4).doesNotHaveDuplicates();
    world.assertEmpty();
  }

  @Test
  void joiningAfterwardsIsNothingToTell() {
    Peer peer = world.join();
    peer.connection().ends(CloseReason.TRANSPORT_CLOSE);
    world
        .main
        .adapter()
        .addRoomListener(
            new RoomListener() {
              @Override
              public void onJoin(String room, String socketId) {
                log.add(room);
              }
            });
    peer.socket().join("r");
    assertThat(log).isEmpty();
  }

  /** The socket goes after it was found connected, and before it is in the room. */
  @Test
  void joiningAtTheVeryMomentOfLeavingIsUndone() {
    AtomicReference<InMemoryAdapter> rooms = new AtomicReference<>();
    AtomicReference<FakeConnection> leaving = new AtomicReference<>();
    ServerWorld own =
        new ServerWorld(
            options ->
                options.adapter(
                    local -> {
                      rooms.set(new InMemoryAdapter(local));
                      return endingBeforeJoin(rooms.get(), leaving);
                    }));
    Peer peer = own.join();
    leaving.set(peer.connection());
    peer.socket().join("late");
    assertThat(peer.socket().isConnected()).isFalse();
    assertThat(rooms.get().rooms()).isEmpty();
  }

  private static Adapter endingBeforeJoin(
      InMemoryAdapter rooms, AtomicReference<FakeConnection> leaving) {
    return (Adapter)
        Proxy.newProxyInstance(
            Adapter.class.getClassLoader(),
            new Class<?>[] {Adapter.class},
            (proxy, method, arguments) -> {
              FakeConnection connection = leaving.get();
              if (method.getName().equals("addAll") && connection != null) {
                connection.ends(CloseReason.TRANSPORT_CLOSE);
              }
              return method.invoke(rooms, arguments);
            });
  }

  @Test
  void joiningWhileDisconnectingIsUndone() {
    Peer peer = world.join();
    peer.socket().onDisconnecting(reason -> peer.socket().join("late"));
    peer.socket().onDisconnect(reason -> peer.socket().join("later"));
    peer.connection().ends(CloseReason.TRANSPORT_CLOSE);
    world.assertEmpty();
  }

  @Test
  void eventsThatArrivedBeforeTheConnectionWasLostAreStillHandledInOrder() {
    List<Runnable> queued = new ArrayList<>();
    ServerWorld gated = new ServerWorld(options -> {}, queued::add);
    gated.main.onConnection(
        socket -> {
          socket.on("a", (arguments, ack) -> log.add("a" + arguments.values()));
          socket.onDisconnect(reason -> log.add(reason.text()));
        });
    FakeConnection client = gated.open().sends("0");
    runAll(queued);
    client.sends("2[\"a\",1]", "2[\"a\",2]");
    client.ends(CloseReason.TRANSPORT_CLOSE);
    assertThat(log).isEmpty();
    runAll(queued);
    assertThat(log).containsExactly("a[1]", "a[2]", "transport close");
    gated.assertEmpty();
  }

  private static void runAll(List<Runnable> queued) {
    while (!queued.isEmpty()) {
      queued.remove(0).run();
    }
  }

  @Test
  void eventsThatWaitWhenTheServerDisconnectsAreDropped() {
    List<Runnable> queued = new ArrayList<>();
    ServerWorld gated = new ServerWorld(options -> {}, queued::add);
    List<Socket> joined = new ArrayList<>();
    gated.main.onConnection(
        socket -> {
          joined.add(socket);
          socket.on("a", (arguments, ack) -> log.add("a"));
          socket.onAny((event, arguments) -> log.add("any"));
          socket.onDisconnect(reason -> log.add(reason.text()));
        });
    FakeConnection client = gated.open().sends("0");
    runAll(queued);
    client.sends("2[\"a\"]");
    joined.get(0).disconnect();
    assertThat(gated.main.sockets()).isEmpty();
    assertThat(joined.get(0).rooms()).hasSize(1);
    client.received();
    gated.main.to(joined.get(0).id()).emit("to a room it is still in");
    assertThat(client.received()).isEmpty();
    runAll(queued);
    assertThat(log).containsExactly("server namespace disconnect");
    assertThat(client.isOpen()).isTrue();
  }

  @Test
  void aClientThatIsLostBeforeItsConnectIsHandledNeverAppears() {
    List<Runnable> queued = new ArrayList<>();
    ServerWorld gated = new ServerWorld(options -> {}, queued::add);
    gated.main.onConnection(socket -> log.add("connected"));
    gated.open().sends("0", "2[\"a\",1]").ends(CloseReason.TRANSPORT_CLOSE);
    runAll(queued);
    assertThat(log).isEmpty();
    gated.assertEmpty();
  }

  @Test
  void whenTheServerShutsDownWaitingEventsAreDropped() {
    List<Runnable> queued = new ArrayList<>();
    ServerWorld gated = new ServerWorld(options -> {}, queued::add);
    gated.main.onConnection(
        socket -> {
          socket.on("a", (arguments, ack) -> log.add("a"));
          socket.onDisconnect(reason -> log.add(reason.text()));
        });
    FakeConnection client = gated.open().sends("0");
    runAll(queued);
    client.sends("2[\"a\"]");
    client.ends(CloseReason.SERVER_SHUTTING_DOWN);
    runAll(queued);
    assertThat(log).containsExactly("server shutting down");
  }

  @Test
  void theHandshakeStaysReadableAfterwards() {
    Peer peer = world.join();
    peer.connection().ends(CloseReason.TRANSPORT_CLOSE);
    assertThat(peer.socket().handshake().request().headers())
        .isEqualTo(Map.of("user-agent", List.of("test"), "accept", List.of("a", "b")));
    assertThat(peer.socket().data()).isEmpty();
  }

  @Test
  void aLostConnectionIsNoticedBeforeTheLaneIs() {
    List<Runnable> queued = new ArrayList<>();
    ServerWorld gated = new ServerWorld(options -> {}, queued::add);
    CompletableFuture<Socket> joined = new CompletableFuture<>();
    gated.main.onConnection(joined::complete);
    FakeConnection client = gated.open().sends("0");
    queued.remove(0).run();
    client.ends(CloseReason.TRANSPORT_CLOSE);
    assertThat(joined.join().isConnected()).isFalse();
    assertThat(joined.join().emit("x")).isFalse();
  }
}
