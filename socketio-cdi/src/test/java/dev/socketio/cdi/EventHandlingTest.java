package dev.socketio.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.socketio.engine.CloseReason;
import dev.socketio.server.Ack;
import dev.socketio.server.Arguments;
import dev.socketio.server.ConnectRefusedException;
import dev.socketio.server.DisconnectReason;
import dev.socketio.server.Handshake;
import dev.socketio.server.Namespace;
import dev.socketio.server.Socket;
import dev.socketio.server.SocketIoServer;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.nio.ByteBuffer;
import java.security.Principal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a client's packets come to in an annotated bean, and what the client is told. */
class EventHandlingTest {

  record Message(String text, int stars) {
    Message {
      if (stars > 5) {
        throw new IllegalStateException("jdbc:postgresql://db.internal is down");
      }
    }
  }

  record Receipt(String id) {}

  @SocketIoNamespace("/chat")
  static class Chat {
    final List<Object> calls = new ArrayList<>();
    final CompletableFuture<String> pending = new CompletableFuture<>();

    List<Object> calls() {
      return calls;
    }

    CompletableFuture<String> pending() {
      return pending;
    }

    @OnConnected
    void greet(Socket socket, Handshake handshake, @Nullable Principal principal) {
      socket.emit("hello", handshake.request().remoteAddress(), principal != null);
    }

    @OnEvent("say")
    Receipt say(Socket socket, Message message) {
      calls.add(message);
      return new Receipt(message.text() + message.stars());
    }

    @OnEvent("mixed")
    void mixed(
        Ack ack,
        String first,
        Namespace namespace,
        long second,
        @EventName String event,
        SocketIoServer server,
        boolean third) {
      ack.send(event, first, second, third, namespace.name(), server.connectionCount());
    }

    @OnEvent("types")
    List<String> types(
        JsonValue json, byte[] bytes, ByteBuffer buffer, List<Message> list, double number) {
      return List.of(
          json.toString(),
          bytes.length + "/" + buffer.remaining(),
          list.get(0).text(),
          Double.toString(number));
    }

    @OnEvent("maybe")
    String maybe(String first, Optional<Message> second, @Nullable String third) {
      return first + second.map(Message::text).orElse("-") + third;
    }

    @OnEvent("all")
    int all(Arguments arguments) {
      return arguments.size();
    }

    @OnEvent("later")
    CompletionStage<String> later() {
      return pending;
    }

    @OnEvent("done")
    CompletionStage<Void> done() {
      return CompletableFuture.completedFuture(null);
    }

    @OnEvent({"one", "two"})
    String either(@EventName String event) {
      return event;
    }

    @OnEvent("array")
    String[] array() {
      return new String[] {"a", "b"};
    }

    @OnEvent("fail")
    void fail() {
      throw new IllegalStateException("the database password is 1234");
    }

    @OnEvent("refuse")
    void refuse() {
      throw new EventRefusedException("busy", "Come back later");
    }

    @OnEvent("quiet")
    void quiet(String text) {
      calls.add(text);
    }

    @OnAnyEvent
    void any(@EventName String event, Arguments arguments) {
      if (event.equals("any")) {
        calls.add(event + arguments.size());
      }
    }

    @OnDisconnect
    void gone(DisconnectReason reason, Socket socket) {
      calls.add(reason);
    }
  }

  @SocketIoNamespace("guarded")
  static class Guarded {
    final List<Object> errors = new ArrayList<>();
    final CompletableFuture<Void> decision = new CompletableFuture<>();

    List<Object> errors() {
      return errors;
    }

    CompletableFuture<Void> decision() {
      return decision;
    }

    @OnConnect
    CompletionStage<Void> admit(
        @Auth("token") Optional<String> token,
        @Auth("age") @Nullable Integer age,
        @Auth JsonObject all,
        @Query("room") String room,
        @Header("X-Tag") List<String> tags,
        @Header("X-None") @Nullable String none,
        Socket socket)
        throws ConnectRefusedException {
      socket.data().put("seen", List.of(all.size(), room, tags, none == null));
      if (token.isEmpty()) {
        throw new ConnectRefusedException("No token", List.of("token"));
      }
      return token.get().equals("slow") ? decision : CompletableFuture.completedFuture(null);
    }

    @OnEvent("number")
    void number(int number) {}

    @OnEvent("fail")
    CompletionStage<Integer> fail() {
      return CompletableFuture.failedFuture(new IllegalStateException("inside"));
    }

    @OnError
    void failed(EventRefusedException refusal, Socket socket) {
      errors.add(refusal.code());
    }

    @OnError
    void other(IllegalStateException failure) {
      errors.add(failure.getMessage());
    }
  }

  private CdiWorld world;
  private TestClient client;

  @BeforeEach
  void join() throws Exception {
    world = CdiWorld.started(Chat.class, Guarded.class);
    client = world.open("ann").sends("0/chat,");
  }

  @AfterEach
  void leave() throws Exception {
    world.close();
  }

  private String answer(String packet) {
    client.received();
    client.sends("2/chat,9" + packet);
    List<String> received = client.received();
    assertThat(received).hasSize(1);
    assertThat(received.get(0)).startsWith("3/chat,9");
    return received.get(0).substring("3/chat,9".length());
  }

  private List<Object> calls() {
    return world.get(Chat.class).calls();
  }

  // Connecting

  @Test
  void aClientIsGreetedOnceItHasJoined() {
    assertThat(client.received())
        .containsExactly("0/chat,{\"sid\":…}", "2/chat,[\"hello\",\"192.0.2.1\",true]");
  }

  @Test
  void aClientIsRefusedWithMessageAndData() {
    client.received();
    client.sends("0/guarded,");
    assertThat(client.received())
        .containsExactly("4/guarded,{\"message\":\"No token\",\"data\":[\"token\"]}");
  }

  @Test
  void handshakeValuesAreBoundInAnyPosition() {
    client.sends("0/guarded,{\"token\":\"t\",\"age\":7}");

    assertThat(world.server().of("/guarded").sockets().values())
        .singleElement()
        .satisfies(
            socket ->
                assertThat(socket.data().get("seen"))
                    .isEqualTo(List.of(2, "7", List.of("a", "b"), true)));
  }

  @Test
  void anAuthValueThatDoesNotFitRefusesTheClient() {
    client.received();
    client.sends("0/guarded,{\"token\":\"t\",\"age\":\"old\"}");
    assertThat(client.received())
        .singleElement()
        .asString()
        .startsWith("4/guarded,{\"message\":\"member \\\"age\\\" of auth: ")
        .contains("\"data\":{\"code\":\"bad_arguments\"}");
  }

  @Test
  void aDecisionMayTakeTime() {
    client.received();
    client.sends("0/guarded,{\"token\":\"slow\"}");
    assertThat(client.received()).isEmpty();

    world.get(Guarded.class).decision().complete(null);

    assertThat(client.received()).containsExactly("0/guarded,{\"sid\":…}");
  }

  // Binding and answering

  @Test
  void aRecordIsBoundAndARecordReturnedIsTheAnswer() {
    assertThat(answer("[\"say\",{\"text\":\"hi\",\"stars\":3}]")).isEqualTo("[{\"id\":\"hi3\"}]");
    assertThat(calls()).containsExactly(new Message("hi", 3));
  }

  @Test
  void whatTheServerKnowsMayStandBetweenTheArguments() {
    assertThat(answer("[\"mixed\",\"x\",12345678901,true]"))
        .isEqualTo("[\"mixed\",\"x\",12345678901,true,\"/chat\",0]");
  }

  @Test
  void jsonBinaryAndGenericListsAreBound() {
    client.received();
    client
        .sends(
            "52-/chat,9[\"types\",{\"a\":null},{\"_placeholder\":true,\"num\":0},"
                + "{\"_placeholder\":true,\"num\":1},[{\"text\":\"t\",\"stars\":1}],1.5]")
        .sends(new byte[] {1, 2})
        .sends(new byte[] {3});
    assertThat(client.received())
        .containsExactly("3/chat,9[[\"{\\\"a\\\":null}\",\"2/1\",\"t\",\"1.5\"]]");
  }

  @Test
  void optionalAndNullableArgumentsMayBeMissingOrNull() {
    assertThat(answer("[\"maybe\",\"a\"]")).isEqualTo("[\"a-null\"]");
    assertThat(answer("[\"maybe\",\"a\",null,null]")).isEqualTo("[\"a-null\"]");
    assertThat(answer("[\"maybe\",\"a\",{\"text\":\"b\",\"stars\":1},\"c\"]"))
        .isEqualTo("[\"abc\"]");
  }

  @Test
  void allArgumentsMayBeAnyNumber() {
    assertThat(answer("[\"all\",1,2,3]")).isEqualTo("[3]");
    assertThat(answer("[\"all\"]")).isEqualTo("[0]");
  }

  @Test
  void oneMethodMayHandleSeveralEvents() {
    assertThat(answer("[\"one\"]")).isEqualTo("[\"one\"]");
    assertThat(answer("[\"two\"]")).isEqualTo("[\"two\"]");
  }

  @Test
  void anArrayIsOneAnswer() {
    assertThat(answer("[\"array\"]")).isEqualTo("[[\"a\",\"b\"]]");
  }

  @Test
  void aStageAnswersWhenItCompletes() {
    client.received();
    client.sends("2/chat,1[\"later\"]");
    assertThat(client.received()).isEmpty();

    world.get(Chat.class).pending().complete("now");

    assertThat(client.received()).containsExactly("3/chat,1[\"now\"]");
    assertThat(answer("[\"done\"]")).isEqualTo("[]");
  }

  @Test
  void everyEventIsSeenByTheCatchAll() {
    client.sends("2/chat,[\"any\",1,2]");
    assertThat(calls()).containsExactly("any2");
  }

  @Test
  void theEndIsToldWithItsReason() {
    client.ends(CloseReason.PING_TIMEOUT);
    assertThat(calls()).containsExactly(DisconnectReason.PING_TIMEOUT);
  }

  // Bad input

  @Test
  void tooFewOrTooManyArgumentsAreAnsweredAndNothingIsCalled() {
    assertThat(answer("[\"say\"]"))
        .isEqualTo(
            "[{\"error\":{\"code\":\"bad_arguments\",\"event\":\"say\","
                + "\"message\":\"\\\"say\\\" takes 1 argument, but 0 came\"}}]");
    assertThat(answer("[\"maybe\",\"a\",null,null,1]")).contains("takes 1 to 3 arguments, but 4");
    assertThat(calls()).isEmpty();
    assertThat(answer("[\"say\",{\"text\":\"hi\",\"stars\":3}]")).contains("hi3");
  }

  @Test
  void argumentsOfAnotherTypeAreAnsweredWithTheirPosition() {
    assertThat(answer("[\"mixed\",\"x\",\"many\",true]"))
        .contains("\"code\":\"bad_arguments\"", "argument 1: ", "long");
    assertThat(answer("[\"say\",{\"text\":\"hi\",\"stars\":\"x\"}]"))
        .contains("argument 0: ", "stars");
    assertThat(answer("[\"say\",null]")).contains("argument 0: Message wanted, but null came");
    assertThat(answer("[\"say\",{\"text\":\"hi\",\"stars\":6}]"))
        .contains("\"message\":\"argument 0: the record Message refused making it\"");
    assertThat(world.failures)
        .last()
        .asInstanceOf(InstanceOfAssertFactories.THROWABLE)
        .hasStackTraceContaining("db.internal is down");
    assertThat(calls()).isEmpty();
  }

  @Test
  void withoutAnAcknowledgementTheClientGetsAnErrorEvent() {
    client.received();
    client.sends("2/chat,[\"quiet\",1,2]");
    assertThat(client.received())
        .containsExactly(
            "2/chat,[\"error\",{\"code\":\"bad_arguments\",\"event\":\"quiet\","
                + "\"message\":\"\\\"quiet\\\" takes 1 argument, but 2 came\"}]");
    assertThat(world.failures).singleElement().isInstanceOf(EventRefusedException.class);
    assertThat(calls()).isEmpty();
  }

  @Test
  void anExceptionOfAHandlerTellsTheClientNothing() {
    assertThat(answer("[\"fail\"]"))
        .isEqualTo(
            "[{\"error\":{\"code\":\"failed\",\"event\":\"fail\","
                + "\"message\":\"The server could not handle \\\"fail\\\"\"}}]");
    assertThat(world.failures).singleElement().isInstanceOf(IllegalStateException.class);

    client.sends("2/chat,[\"fail\"]");
    assertThat(client.received()).isEmpty();
  }

  @Test
  void aHandlerMayRefuseInItsOwnWords() {
    assertThat(answer("[\"refuse\"]"))
        .isEqualTo(
            "[{\"error\":{\"code\":\"busy\",\"event\":\"refuse\","
                + "\"message\":\"Come back later\"}}]");
  }

  @Test
  void errorMethodsGetTheFailuresTheyAskFor() {
    client.sends("0/guarded,{\"token\":\"t\"}");
    client.sends("2/guarded,[\"number\",\"x\"]", "2/guarded,1[\"fail\"]");

    assertThat(world.get(Guarded.class).errors()).containsExactly("bad_arguments", "inside");
    assertThat(client.received()).last().asString().contains("\"code\":\"failed\"");
    assertThat(world.failures).isEmpty();
  }
}
