package dev.socketio.server;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.socketio.engine.CloseReason;
import dev.socketio.server.ServerWorld.Peer;
import dev.socketio.server.packet.MalformedPacketException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What a client must not send: the socket hears of it, the connection closes, nobody else notices.
 */
class BrokenPacketTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "7|unknown packet type 7",
        "abc|unknown packet type a",
        "2{}|invalid payload",
        "2[\"a\"|invalid payload",
        "2[\"disconnect\"]|invalid payload",
        "0[]|invalid payload",
        "1{}|invalid payload",
        "3{}|invalid payload",
        "4[]|invalid payload",
        "450-[\"a\"]|invalid payload",
        "50-[\"a\"]|Illegal attachments",
        "511-[\"a\"]|too many attachments",
        "29007199254740993[\"a\"]|illegal acknowledgement id"
      })
  void isReportedAndClosesTheConnection(String packet, String message) {
    ServerWorld world = new ServerWorld();
    Peer bystander = world.join();
    Peer peer = world.join();
    List<String> log = new ArrayList<>();
    peer.socket().onError(failure -> log.add("error " + failure.getMessage()));
    peer.socket().onDisconnect(reason -> log.add("disconnect " + reason));
    peer.socket().on("after", (arguments, ack) -> log.add("after"));
    peer.sends(packet, "2[\"after\"]");
    assertThat(log).containsExactly("error " + message, "disconnect forced close");
    assertThat(peer.connection().closes()).containsExactly(CloseReason.FORCED_CLOSE);
    assertThat(peer.received()).isEmpty();
    assertThat(bystander.socket().isConnected()).isTrue();
    assertThat(world.failures).isEmpty();
  }

  @Test
  void everySocketOfTheConnectionHearsOfIt() {
    ServerWorld world = new ServerWorld();
    Peer first = world.join();
    world.join(first.connection(), "/x");
    first.sends("9");
    assertThat(world.failures)
        .hasSize(2)
        .allSatisfy(failure -> assertThat(failure).isInstanceOf(MalformedPacketException.class));
  }

  @Test
  void aSocketThatHasNotJoinedYetDoesNotHearOfIt() {
    ServerWorld world = new ServerWorld();
    world.main.useAsync(socket -> new CompletableFuture<>());
    FakeConnection client = world.open().sends("0", "9");
    assertThat(client.closes()).containsExactly(CloseReason.FORCED_CLOSE);
    assertThat(world.failures).isEmpty();
    world.assertEmpty();
  }

  @Test
  void textWhereAnAttachmentIsAwaitedAndBinaryWhereNoneIs() {
    ServerWorld world = new ServerWorld();
    Peer first = world.join();
    first.sends("51-[\"a\"]", "2[\"b\"]");
    Peer second = world.join();
    second.sends((byte) 1);
    Peer third = world.join();
    third.sends("51-[\"a\",{\"_placeholder\":true,\"num\":1}]").sends((byte) 1);
    assertThat(world.failures)
        .extracting(Throwable::getMessage)
        .containsExactly(
            "got plaintext data when reconstructing a packet",
            "got binary data when not reconstructing a packet",
            "illegal attachments");
    assertThat(List.of(first, second, third))
        .allSatisfy(
            peer ->
                assertThat(peer.connection().closes()).containsExactly(CloseReason.FORCED_CLOSE));
    first.connection().ends(CloseReason.FORCED_CLOSE);
    world.assertEmpty();
  }

  @Test
  void beforeAnythingWasJoinedTheConnectionCloses() {
    ServerWorld world = new ServerWorld();
    FakeConnection client = world.open().sends("nonsense");
    assertThat(client.closes()).containsExactly(CloseReason.FORCED_CLOSE);
    world.assertEmpty();
  }

  @Test
  void whileTheConnectionClosesNothingMoreIsHandled() {
    ServerWorld world = new ServerWorld();
    Peer peer = world.join();
    List<String> log = new ArrayList<>();
    peer.socket().on("a", (arguments, ack) -> log.add("a"));
    peer.connection().closesAtOnce = false;
    peer.sends("9", "2[\"a\"]", "0", "9").sends((byte) 1);
    assertThat(log).isEmpty();
    assertThat(world.failures).hasSize(1);
    assertThat(peer.connection().closes()).hasSize(1);
    peer.connection().ends(CloseReason.FORCED_CLOSE);
    world.assertEmpty();
  }

  @Test
  void aFloodOfBrokenPacketsBehindABusyHandlerWaitsAsOne() {
    List<Runnable> threads = new ArrayList<>();
    ServerWorld world = new ServerWorld(options -> {}, threads::add);
    List<String> log = new ArrayList<>();
    FakeConnection client = world.open();
    world.main.onConnection(
        socket -> {
          socket.on("a", (arguments, ack) -> log.add("a"));
          socket.on("busy", (arguments, ack) -> floods(client));
        });
    client.sends("0", "2[\"busy\"]", "2[\"a\"]");
    while (!threads.isEmpty()) {
      threads.remove(0).run();
    }
    assertThat(log).containsExactly("a");
    assertThat(world.failures).hasSize(1).allSatisfy(BrokenPacketTest::assertIsLight);
    assertThat(client.closes()).containsExactly(CloseReason.FORCED_CLOSE);
    world.assertEmpty();
  }

  /** Called while the lane is busy, so what comes now has to wait. */
  private static void floods(FakeConnection client) {
    int before = waiting(client);
    for (int i = 0; i < 1000; i++) {
      client.sends("nonsense", "2[\"a\"]").sends((byte) 1);
    }
    assertThat(waiting(client)).isEqualTo(before + 1);
  }

  private static int waiting(FakeConnection client) {
    return assertThat(client)
        .extracting("listener.lane.pending", as(type(AtomicInteger.class)))
        .actual()
        .get();
  }

  private static void assertIsLight(Throwable failure) {
    assertThat(failure).isInstanceOf(MalformedPacketException.class);
    assertThat(failure.getStackTrace()).isEmpty();
  }

  @Provide
  Arbitrary<List<String>> conversations() {
    Arbitrary<String> packets =
        Arbitraries.oneOf(
            Arbitraries.of(
                "0",
                "0/x,",
                "0{\"a\":1}",
                "1",
                "1/x,",
                "2[\"a\"]",
                "20[\"a\",1]",
                "30[]",
                "2/x,[\"b\"]"),
            Arbitraries.of(
                "51-[\"a\",{\"_placeholder\":true,\"num\":0}]",
                "binary",
                "4{}",
                "0/y,",
                "2",
                "3",
                "61-0[]"),
            Arbitraries.strings().withChars("0123456-/,[]{}\"a: .x").ofMaxLength(12));
    return packets.list().ofMaxSize(12);
  }

  /**
   * After any conversation the client is closed or alive, and when it goes, everything of it is
   * gone.
   */
  @Property(tries = 1000)
  void anyConversationLeavesNothingBehind(@ForAll("conversations") List<String> conversation) {
    ServerWorld world = new ServerWorld();
    world.namespaces.of("/x");
    world.main.onConnection(
        socket -> {
          socket.join("r");
          socket.on("a", (arguments, ack) -> ack.send(arguments.values().toArray()));
          socket.emitWithAck("question");
        });
    FakeConnection client = world.open();
    for (String message : conversation) {
      if (message.equals("binary")) {
        client.sends((byte) 1, (byte) 2);
      } else {
        client.sends(message);
      }
    }
    client.ends(CloseReason.TRANSPORT_CLOSE);
    world.assertEmpty();
  }
}
