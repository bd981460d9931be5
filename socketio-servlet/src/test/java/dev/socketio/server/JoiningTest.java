package dev.socketio.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.socketio.engine.CloseReason;
import dev.socketio.server.ServerWorld.Peer;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Connection to a namespace (Socket.IO protocol 5, "Connection to a namespace"). */
class JoiningTest {
  private final ServerWorld world = new ServerWorld();

  @Test
  void theMainNamespaceIsAnsweredWithTheNewId() {
    FakeConnection client = world.open().sends("0");
    assertThat(world.main.sockets()).hasSize(1);
    String id = world.main.sockets().keySet().iterator().next();
    assertThat(id).matches("[A-Za-z0-9_-]{20}").isNotEqualTo(client.id());
    assertThat(client.received()).containsExactly("0{\"sid\":\"" + id + "\"}");
  }

  @Test
  void aCustomNamespaceIsAnsweredUnderItsName() {
    world.namespaces.of("admin");
    FakeConnection client = world.open().sends("0/admin,");
    String id = world.namespaces.of("/admin").sockets().keySet().iterator().next();
    assertThat(client.received()).containsExactly("0/admin,{\"sid\":\"" + id + "\"}");
    assertThat(world.main.sockets()).isEmpty();
  }

  @Test
  void thePayloadIsTheAuthOfTheHandshake() {
    List<JsonObject> auth = new ArrayList<>();
    world.main.onConnection(socket -> auth.add(socket.handshake().auth()));
    world.open().sends("0{\"token\":\"123\",\"n\":[1,null]}");
    world.open().sends("0");
    assertThat(auth)
        .map(Object::toString)
        .containsExactly("{\"token\":\"123\",\"n\":[1,null]}", "{}");
  }

  @Test
  void theConnectPacketComesBeforeAnythingTheConnectionHandlerSends() {
    world.main.onConnection(socket -> socket.emit("auth", socket.handshake().auth()));
    FakeConnection client = world.open().sends("0{\"a\":1}");
    String id = world.main.sockets().keySet().iterator().next();
    assertThat(client.received())
        .containsExactly("0{\"sid\":\"" + id + "\"}", "2[\"auth\",{\"a\":1}]");
  }

  @Test
  void whatIsSaidToAllOnceTheClientHasItsAnswerReachesIt() {
    FakeConnection client = world.open();
    client.afterFlush = () -> world.main.emit("news");
    client.sends("0");
    String id = world.main.sockets().keySet().iterator().next();
    assertThat(client.received()).containsExactly("0{\"sid\":\"" + id + "\"}", "2[\"news\"]");
  }

  @Test
  void anUnknownNamespaceIsRefusedWithAnObjectAndTheConnectionStays() {
    FakeConnection client = world.open().sends("0/nope,", "0/chat?x=1,{}", "0/random");
    assertThat(client.received())
        .containsExactly(
            "4/nope,{\"message\":\"Invalid namespace\"}",
            "4/chat?x=1,{\"message\":\"Invalid namespace\"}",
            "4/random,{\"message\":\"Invalid namespace\"}");
    assertThat(client.isOpen()).isTrue();
    assertThat(world.namespaces.all()).hasSize(1);
  }

  @Test
  void severalNamespacesShareOneConnection() {
    world.namespaces.of("/x");
    FakeConnection client = world.open();
    Peer first = world.join(client, "/");
    Peer second = world.join(client, "/x");
    first.socket().emit("a");
    second.socket().emit("b");
    assertThat(client.received()).containsExactly("2[\"a\"]", "2/x,[\"b\"]");
    assertThat(first.socket().id()).isNotEqualTo(second.socket().id());
    assertThat(first.socket().handshake().request())
        .isSameAs(second.socket().handshake().request());
  }

  @Test
  void aClientThatJoinsNothingIsClosedAfterTheConnectTimeout() {
    FakeConnection client = world.open();
    client.sends("0/nope,");
    world.timer.advance(Duration.ofSeconds(45).minusNanos(1));
    assertThat(client.closes()).isEmpty();
    world.timer.advance(Duration.ofNanos(1));
    assertThat(client.closes()).containsExactly(CloseReason.FORCED_CLOSE);
    world.assertEmpty();
  }

  @Test
  void aClientThatJoinedMayStayAlsoAfterItLeft() {
    Peer peer = world.join();
    peer.sends("1");
    world.timer.advance(Duration.ofMinutes(5));
    assertThat(peer.connection().closes()).isEmpty();
    assertThat(world.join(peer.connection(), "/").socket().isConnected()).isTrue();
  }

  @Test
  void aSecondConnectToAJoinedNamespaceIsTheEnd() {
    List<DisconnectReason> reasons = new ArrayList<>();
    Peer peer = world.join();
    peer.socket().onDisconnect(reasons::add);
    peer.sends("0");
    assertThat(peer.connection().closes()).containsExactly(CloseReason.FORCED_CLOSE);
    assertThat(reasons).containsExactly(DisconnectReason.FORCED_CLOSE);
    world.assertEmpty();
  }

  @Test
  void anEventForANamespaceNotJoinedIsTheEnd() {
    world.namespaces.of("/x");
    for (String packet :
        List.of("2[\"a\"]", "2", "1", "30[]", "2/x,[\"a\"]", "4{}", "4\"x\"", "4")) {
      FakeConnection client = world.open().sends(packet);
      assertThat(client.closes()).as(packet).containsExactly(CloseReason.FORCED_CLOSE);
      assertThat(client.received()).as(packet).isEmpty();
    }
    world.assertEmpty();
  }

  @Test
  void aConnectErrorFromAClientIsTheEndAlsoIfItHasJoined() {
    Peer peer = world.join();
    peer.sends("4{\"message\":\"x\"}");
    assertThat(peer.connection().closes()).containsExactly(CloseReason.FORCED_CLOSE);
    assertThat(world.failures).isEmpty();
  }

  @Test
  void anEventRightBehindTheConnectIsHandledWhereJoiningTakesNoTime() {
    List<String> seen = new ArrayList<>();
    world.main.onConnection(
        socket -> socket.on("a", (arguments, ack) -> seen.add("a" + arguments.values())));
    world.open().sends("0", "2[\"a\",1]");
    assertThat(seen).containsExactly("a[1]");
  }

  @Test
  void aNamespaceNameGetsItsSlashAndMayNotHoldAComma() {
    assertThat(world.namespaces.of("a")).isSameAs(world.namespaces.of("/a"));
    assertThat(world.namespaces.of("").name()).isEqualTo("/");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> world.namespaces.of("/a,b"))
        .withMessageContaining("comma");
  }
}
