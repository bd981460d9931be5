package dev.socketio.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.socketio.engine.CloseReason;
import dev.socketio.server.ServerWorld.Peer;
import jakarta.json.JsonValue;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Events both ways ("Sending and receiving data"). */
class EventsTest {
  private final ServerWorld world = new ServerWorld();
  private final Peer peer = world.join();
  private final Socket socket = peer.socket();
  private final List<String> log = new ArrayList<>();

  record Chat(String text, int size) {}

  @Test
  void argumentsAreReadByPosition() {
    List<Arguments> seen = new ArrayList<>();
    socket.on("a", (arguments, ack) -> seen.add(arguments));
    peer.sends("2[\"a\",\"x\",2,{\"text\":\"t\",\"size\":3},null]");
    Arguments arguments = seen.get(0);
    assertThat(arguments.size()).isEqualTo(4);
    assertThat(arguments.isEmpty()).isFalse();
    assertThat(arguments.get(0, String.class)).isEqualTo("x");
    assertThat(arguments.get(1, int.class)).isEqualTo(2);
    assertThat(arguments.get(2, Chat.class)).isEqualTo(new Chat("t", 3));
    assertThat(arguments.get(3, String.class)).isNull();
    assertThat(arguments.get(4, String.class)).isNull();
    assertThat(arguments.json(2)).hasToString("{\"text\":\"t\",\"size\":3}");
    assertThat(arguments.json(9)).isSameAs(JsonValue.NULL);
    assertThat(arguments.values())
        .isEqualTo(Arrays.asList("x", 2L, Map.of("text", "t", "size", 3L), null));
    assertThatThrownBy(() -> arguments.get(0, int.class))
        .isInstanceOf(ArgumentException.class)
        .hasMessage("argument 0: int wanted, but the string \"x\" came");
    assertThatThrownBy(() -> arguments.get(4, int.class)).isInstanceOf(ArgumentException.class);
    assertThatThrownBy(() -> arguments.bytes(0))
        .isInstanceOf(ArgumentException.class)
        .hasMessageContaining("argument 0")
        .hasMessageContaining("binary");
    assertThatThrownBy(() -> arguments.bytes(7)).isInstanceOf(ArgumentException.class);
  }

  @Test
  void binaryBothWays() {
    socket.on("upload", (arguments, ack) -> ack.send(arguments.bytes(0), arguments.values()));
    peer.sends("51-9[\"upload\",{\"_placeholder\":true,\"num\":0}]").sends((byte) 1, (byte) 2);
    assertThat(peer.received())
        .containsExactly(
            "62-9[{\"_placeholder\":true,\"num\":0},[{\"_placeholder\":true,\"num\":1}]]",
            "b0102",
            "b0102");
  }

  @Test
  void whatCameCanBePassedOn() {
    socket.on(
        "message", (arguments, ack) -> socket.emit("message-back", arguments.values().toArray()));
    peer.sends("2[\"message\",1,\"2\",{\"3\":[true]}]");
    peer.sends(
            "52-[\"message\",{\"_placeholder\":true,\"num\":0},{\"_placeholder\":true,\"num\":1}]")
        .sends((byte) 1)
        .sends((byte) 2);
    assertThat(peer.received())
        .containsExactly(
            "2[\"message-back\",1,\"2\",{\"3\":[true]}]",
            "52-[\"message-back\",{\"_placeholder\":true,\"num\":0},{\"_placeholder\":true,\"num\":1}]",
            "b01",
            "b02");
  }

  @Test
  void emitWritesTheEventAndSaysWhetherItWasSent() {
    assertThat(
            socket.emit("hello", 1, "2", new Chat("x", 3), null, ByteBuffer.wrap(new byte[] {5})))
        .isTrue();
    assertThat(peer.received())
        .containsExactly(
            "51-[\"hello\",1,\"2\",{\"text\":\"x\",\"size\":3},null,{\"_placeholder\":true,\"num\":0}]",
            "b05");
    peer.connection().ends(CloseReason.TRANSPORT_CLOSE);
    assertThat(socket.emit("hello")).isFalse();
  }

  @Test
  void reservedNamesCannotBeEmitted() {
    for (String name :
        List.of(
            "connect",
            "connect_error",
            "disconnect",
            "disconnecting",
            "newListener",
            "removeListener")) {
      assertThatThrownBy(() -> socket.emit(name))
          .isInstanceOf(ArgumentException.class)
          .hasMessage("\"" + name + "\" is a reserved event name");
      assertThatThrownBy(() -> socket.emitWithAck(name)).isInstanceOf(ArgumentException.class);
      assertThatThrownBy(() -> world.main.emit(name)).isInstanceOf(ArgumentException.class);
      assertThatThrownBy(() -> world.main.emitWithAck(name)).isInstanceOf(ArgumentException.class);
    }
    assertThat(socket.emit("error")).isTrue();
    assertThat(socket.emit("connection")).isTrue();
  }

  @Test
  void anArgumentThatCannotBeWrittenIsNamedAndNothingIsSent() {
    List<Object> self = new ArrayList<>();
    self.add(self);
    assertThatThrownBy(() -> socket.emit("a", 1, self))
        .isInstanceOf(ArgumentException.class)
        .hasMessageStartingWith("event \"a\", argument 1: ");
    assertThatThrownBy(() -> socket.emitWithAck("a", self)).isInstanceOf(ArgumentException.class);
    assertThatThrownBy(() -> world.main.emit("a", self)).isInstanceOf(ArgumentException.class);
    assertThat(peer.received()).isEmpty();
    assertThat(world.timer.scheduled()).isZero();
  }

  @Test
  void deeplyNestedInputIsAProtocolErrorAndNoStackOverflow() {
    socket.on("a", (arguments, ack) -> socket.emit("a", arguments.values().toArray()));
    peer.sends("2[\"a\"," + "[".repeat(400) + "]".repeat(400) + "]");
    assertThat(peer.received()).hasSize(1);
    peer.sends("2[\"a\"," + "[".repeat(100_000) + "]".repeat(100_000) + "]");
    assertThat(peer.connection().closes()).containsExactly(CloseReason.FORCED_CLOSE);
  }

  @Test
  void loneSurrogatesComeBackAsTheyWere() {
    socket.on("a", (arguments, ack) -> ack.send(arguments.values().toArray()));
    peer.sends("21[\"a\",\"x\\ud800y\",\"\\udc00\\ud83d\\ude00\"]");
    assertThat(peer.received()).containsExactly("31[\"x\\ud800y\",\"\\udc00\ud83d\ude00\"]");
  }

  // Handlers

  @Test
  void handlersRunInTheOrderOfRegistrationAndMayBeTakenOff() {
    Registration first = socket.on("a", (arguments, ack) -> log.add("first"));
    EventHandler twice = (arguments, ack) -> log.add("twice");
    Registration second = socket.on("a", twice);
    socket.on("a", twice);
    socket.on("b", (arguments, ack) -> log.add("b"));
    peer.sends("2[\"a\"]");
    assertThat(log).containsExactly("first", "twice", "twice");
    log.clear();
    first.remove();
    second.remove();
    second.remove();
    peer.sends("2[\"a\"]");
    assertThat(log).containsExactly("twice");
    socket.off("a");
    peer.sends("2[\"a\"]", "2[\"b\"]", "2[\"unknown\"]");
    assertThat(log).containsExactly("twice", "b");
  }

  @Test
  void aOneTimeHandlerRunsOnce() {
    socket.once("a", (arguments, ack) -> log.add("a" + arguments.values()));
    Registration taken = socket.once("b", (arguments, ack) -> log.add("b"));
    taken.remove();
    peer.sends("2[\"a\",1]", "2[\"a\",2]", "2[\"b\"]");
    assertThat(log).containsExactly("a[1]");
  }

  @Test
  void catchAllHandlersSeeEveryEventFirstButNoAcknowledgement() {
    socket.on("a", (arguments, ack) -> log.add("handler"));
    Registration any =
        socket.onAny((event, arguments) -> log.add("any " + event + arguments.values()));
    peer.sends("2[\"a\",1]", "2[\"other\"]", "35[]");
    assertThat(log).containsExactly("any a[1]", "handler", "any other[]");
    any.remove();
    peer.sends("2[\"other\"]");
    assertThat(log).hasSize(3);
  }

  @Test
  void anEventHandledByNobodyIsPassedOver() {
    peer.sends("21[\"nobody\"]", "2", "21");
    assertThat(peer.received()).isEmpty();
    assertThat(peer.connection().isOpen()).isTrue();
  }

  @Test
  void typedHandlersGetTheirArgumentsBound() {
    socket.on("chat", Chat.class, (chat, ack) -> log.add(chat.toString()));
    socket.on("two", String.class, int.class, (text, number, ack) -> log.add(text + number));
    peer.sends("2[\"chat\",{\"text\":\"x\",\"size\":1}]", "2[\"two\",\"a\",2]");
    assertThat(log).containsExactly("Chat[text=x, size=1]", "a2");
  }

  @Test
  void handlersThatDoNotAnswerNeedNoAck() {
    socket.on("all", arguments -> log.add("all" + arguments.values()));
    socket.on("one", String.class, text -> log.add("one " + text));
    socket.on("two", String.class, int.class, (text, number) -> log.add("two " + text + number));
    peer.sends("2[\"all\",1,2]", "25[\"one\",\"a\"]", "2[\"two\",\"a\",2]");
    assertThat(log).containsExactly("all[1, 2]", "one a", "two a2");
    assertThat(peer.received()).isEmpty();
  }

  @Test
  void oneTimeHandlersCanBeTypedAndPlain() {
    socket.once("plain", arguments -> log.add("plain" + arguments.values()));
    socket.once("one", String.class, text -> log.add("one " + text));
    socket.once("acked", String.class, (text, ack) -> ack.send(text));
    for (int i = 0; i < 2; i++) {
      peer.sends("2[\"plain\",1]", "2[\"one\",\"a\"]", "25[\"acked\",\"b\"]");
    }
    assertThat(log).containsExactly("plain[1]", "one a");
    assertThat(peer.received()).containsExactly("35[\"b\"]");
  }

  @Test
  void anArgumentThatMayBeMissingIsAskedFor() {
    socket.on("find", arguments -> log.add("find " + arguments.get(0, String.class)));
    peer.sends("2[\"find\"]", "2[\"find\",null]", "2[\"find\",\"a\"]");
    assertThat(log).containsExactly("find null", "find null", "find a");
    assertThat(world.failures).isEmpty();
  }

  @Test
  void aMisfitIsReportedAndNothingIsCalledHalfBound() {
    socket.on("two", String.class, int.class, (text, number, ack) -> log.add(text + number));
    peer.sends(
        "2[\"two\",\"a\",\"b\"]", "2[\"two\",\"a\"]", "2[\"two\",null,1]", "2[\"two\",\"a\",1]");
    assertThat(log).containsExactly("a1");
    assertThat(world.failures)
        .hasSize(3)
        .allSatisfy(failure -> assertThat(failure).isInstanceOf(ArgumentException.class));
    assertThat(world.failures.get(0))
        .hasMessage("argument 1: int wanted, but the string \"b\" came");
    assertThat(world.failures.get(2)).hasMessageStartingWith("argument 0: java.lang.String wanted");
    assertThat(socket.isConnected()).isTrue();
  }

  // Failures

  @Test
  void whatAHandlerThrowsReachesTheErrorListenersAndNeverTheClient() {
    List<Throwable> own = new ArrayList<>();
    Registration registration = socket.onError(own::add);
    socket.on(
        "a",
        (arguments, ack) -> {
          throw new java.io.IOException("broken");
        });
    socket.on("a", (arguments, ack) -> log.add("second"));
    peer.sends("21[\"a\"]");
    assertThat(own).singleElement().isInstanceOf(java.io.IOException.class);
    assertThat(world.failures).isEmpty();
    assertThat(log).containsExactly("second");
    assertThat(peer.received()).isEmpty();
    assertThat(socket.isConnected()).isTrue();
    registration.remove();
    peer.sends("21[\"a\"]");
    assertThat(own).hasSize(1);
    assertThat(world.failures).hasSize(1);
  }

  @Test
  void errorsAndFailingListenersCostNothingEither() {
    socket.on(
        "a",
        (arguments, ack) -> {
          throw new StackOverflowError("recursion");
        });
    socket.onAny(
        (event, arguments) -> {
          throw new AssertionError("any");
        });
    socket.onError(
        failure -> {
          log.add(failure.getMessage());
          throw new IllegalStateException("listener");
        });
    peer.sends("2[\"a\"]", "2[\"a\"]");
    assertThat(log).containsExactly("any", "recursion", "any", "recursion");
    assertThat(socket.isConnected()).isTrue();
  }

  @Test
  void aFailingConnectionHandlerLeavesTheSocketAlive() {
    world.main.onConnection(
        other -> {
          throw new IllegalStateException("boom");
        });
    world.main.onConnection(other -> log.add("next"));
    Peer second = world.join();
    assertThat(second.socket().isConnected()).isTrue();
    assertThat(log).containsExactly("next");
    assertThat(world.failures).hasSize(1);
  }

  @Test
  void numbersAreGoodNames() {
    socket.on("1", (arguments, ack) -> log.add("one"));
    peer.sends("2[1]");
    assertThat(log).containsExactly("one");
  }

  @Test
  void theConnectionBelowCanBeLookedAt() {
    List<Object> upgrades = new ArrayList<>();
    Registration registration = socket.connection().onUpgrade(upgrades::add);
    peer.connection().upgrades();
    registration.remove();
    peer.connection().upgrades();
    assertThat(upgrades).hasSize(1);
    assertThat(socket.connection().transport().wireName()).isEqualTo("polling");
    assertThat(socket.connection().queuedPackets()).isZero();
    assertThat(socket.connection().queuedBytes()).isZero();
    assertThat(socket).hasToString("Socket[" + socket.id() + " of /]");
  }

  @Test
  void nullInPlaceOfAllArgumentsIsOneArgument() {
    peer.socket().emit("x", (Object[]) null);
    world.main.emit("y", (Object[]) null);
    assertThat(peer.received()).containsExactly("2[\"x\",null]", "2[\"y\",null]");
  }
}
