package dev.socketio.it.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.socketio.it.fixture.Mounts;
import dev.socketio.it.fixture.UsesMounts;
import dev.socketio.it.wire.Endpoint;
import dev.socketio.it.wire.PollingProbe;
import dev.socketio.it.wire.WaitingPoll;
import dev.socketio.it.wire.WebSocketProbe;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@UsesMounts
class SocketEventIT {

  private final Endpoint endpoint;
  private final Mounts mounts;

  SocketEventIT(Mounts mounts) {
    this.mounts = mounts;
    endpoint = mounts.steadySocket();
  }

  @ParameterizedTest
  @Section("Socket.IO v5: Sending and receiving data; Packet encoding")
  @ValueSource(
      strings = {
        "[\"echo\"]",
        "[\"echo\",null,true,false]",
        "[\"echo\",0,-1,1.5,1234567890123]",
        "[\"echo\",\"\",\"text\"]",
        "[\"echo\",{},[],{\"a\":{\"b\":[{}]}},[[[]]]]",
        "[\"echo\",\"\\\"\\\\\\n\\t\"]",
        "[\"echo\",\"\u20ac \u00e4 \ud83d\ude00\"]",
        "[\"echo\",{\"_placeholder\":true,\"num\":0}]",
        "[\"echo\",{\"sid\":\"x\",\"\":1,\"a b\":2}]",
      })
  void argumentsComeBackAsTheyWereSent(String event) {
    try (WebSocketProbe probe = WebSocketProbe.connected(endpoint)) {
      probe.send("42" + event);

      assertThat(probe.nextText()).isEqualTo("42" + event);
    }
  }

  @ParameterizedTest
  @Section("Socket.IO v5: Packet encoding; RFC 8259: other spellings of the same values")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          42[ "echo" , 1 , { "a" : [ ] } ]  | 42["echo",1,{"a":[]}]
          42/,["echo",1]                    | 42["echo",1]
          42["echo",{"a":1,"a":2}]          | 42["echo",{"a":2}]
          42["echo","\\u0041\\/"]             | 42["echo","A/"]
          """)
  void otherSpellingsAreUnderstood(String packet, String answer) {
    try (WebSocketProbe probe = WebSocketProbe.connected(endpoint)) {
      probe.send(packet);

      assertThat(probe.nextText()).isEqualTo(answer);
    }
  }

  @Test
  @Section("behaviour: lone surrogates survive as escapes")
  void loneSurrogatesComeBackAsEscapes() {
    try (WebSocketProbe probe = WebSocketProbe.connected(endpoint)) {
      probe.send("42[\"echo\",\"\\ud800\",\"x\\udc00y\"]");

      assertThat(probe.nextText()).isEqualTo("42[\"echo\",\"\\ud800\",\"x\\udc00y\"]");
    }
  }

  @Test
  @Section(
      "Engine.IO v4: Packet encoding, HTTP long-polling: the separator must not occur in the data")
  void separatorInsideAStringIsEscapedOverPolling() {
    PollingProbe probe = PollingProbe.open(endpoint);
    probe.connect();

    probe.send("42[\"echo\",\"a\\u001eb\"]");

    assertThat(probe.next()).isEqualToIgnoringCase("42[\"echo\",\"a\\u001eb\"]");
  }

  @Test
  @Section("behaviour: lone surrogates survive as escapes, over polling as well")
  void loneSurrogatesComeBackAsEscapesOverPolling() {
    PollingProbe probe = PollingProbe.open(endpoint);
    probe.connect();

    probe.send("42[\"echo\",\"\\ud800\"]");

    assertThat(probe.next()).isEqualTo("42[\"echo\",\"\\ud800\"]");
  }

  @ParameterizedTest
  @Section("Socket.IO v5: Sending and receiving data, with a custom namespace")
  @ValueSource(strings = {"42/custom,[\"echo\",\"a\"]", "42/custom,[\"echo\",\",[\"]"})
  void eventsOfANamespaceStayInIt(String packet) {
    try (WebSocketProbe probe = WebSocketProbe.connected(endpoint)) {
      probe.send("40/custom,");
      assertThat(probe.nextText()).startsWith("40/custom,");

      probe.send(packet);

      assertThat(probe.nextText()).isEqualTo(packet);
    }
  }

  @Test
  @Section("Socket.IO v5: Sending and receiving data: events keep their order")
  void eventsKeepTheirOrderOverWebSocket() {
    try (WebSocketProbe probe = WebSocketProbe.connected(endpoint)) {
      for (int i = 0; i < 500; i++) {
        probe.send("42[\"echo\"," + i + "]");
      }

      for (int i = 0; i < 500; i++) {
        assertThat(probe.nextText()).isEqualTo("42[\"echo\"," + i + "]");
      }
    }
  }

  @Test
  @Section("Socket.IO v5: Sending and receiving data: events keep their order")
  void eventsKeepTheirOrderOverPolling() {
    PollingProbe probe = PollingProbe.open(endpoint);
    probe.connect();

    for (int i = 0; i < 50; i += 2) {
      probe.send("42[\"echo\"," + i + "]", "42[\"echo\"," + (i + 1) + "]");
    }

    for (int i = 0; i < 50; i++) {
      assertThat(probe.next()).isEqualTo("42[\"echo\"," + i + "]");
    }
  }

  @ParameterizedTest
  @Section("behaviour: names that are not reserved; numbers are names as well")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "connection" | "connection"
          "error"      | "error"
          ""           | ""
          1            | "1"
          """)
  void nameThatIsNotReservedIsOrdinary(String sent, String seen) {
    try (WebSocketProbe probe = WebSocketProbe.connected(endpoint)) {
      probe.send("42[" + sent + ",true]");

      assertThat(probe.nextText()).isEqualTo("42[\"ordinary\"," + seen + ",true]");
    }
  }

  @ParameterizedTest
  @Section(
      "Socket.IO v5: Sending and receiving data: the payload is a non-empty array; behaviour: reserved names")
  @ValueSource(
      strings = {
        "4",
        "42{}",
        "42[]",
        "42[null]",
        "42[true]",
        "42[{}]",
        "42[[\"echo\"]]",
        "42\"echo\"",
        "42null",
        "42[\"connect\"]",
        "42[\"connect_error\"]",
        "42[\"disconnect\"]",
        "42[\"disconnecting\"]",
        "42[\"newListener\"]",
        "42[\"removeListener\"]",
      })
  void eventWithABadPayloadClosesTheConnection(String packet) {
    expectClosedBy(packet);
  }

  @ParameterizedTest
  @Section("Socket.IO v5: Packet encoding, format; RFC 8259: strict JSON")
  @ValueSource(
      strings = {
        "4abc",
        "47[\"echo\"]",
        "4-1[\"echo\"]",
        "42[\"echo\"",
        "42[\"echo\",]",
        "42[\"echo\"]x",
        "42[\"echo\"][]",
        "42['echo']",
        "42[echo]",
        "42[\"echo\",NaN]",
        "42[\"echo\",Infinity]",
        "42[\"echo\",01]",
        "42[\"echo\",+1]",
        "42[\"echo\",.5]",
        "42[\"echo\",\"a\nb\"]",
        "42[\"echo\",\"a\u001eb\"]",
        "42[\"echo\",\"\\x\"]",
        "42abc[\"echo\"]",
        "421abc[\"echo\"]",
        "42/custom[\"echo\"]",
      })
  void packetThatCannotBeReadClosesTheConnection(String packet) {
    expectClosedBy(packet);
  }

  @ParameterizedTest
  @Section(
      "behaviour: packets for a namespace not joined, and CONNECT_ERROR from a client, close the connection")
  @ValueSource(
      strings = {
        "42/custom,[\"echo\"]",
        "43/custom,1[]",
        "41/custom,",
        "42/unknown,[\"echo\"]",
        "44{\"message\":\"x\"}",
        "44\"x\"",
        "41\"x\"",
        "41[]",
      })
  void packetThatDoesNotFitTheStateClosesTheConnection(String packet) {
    expectClosedBy(packet);
  }

  private void expectClosedBy(String packet) {
    try (WebSocketProbe probe = WebSocketProbe.connected(endpoint)) {
      probe.send(packet);

      probe.expectClose();
    }
  }

  @Test
  @Section("behaviour: a packet that cannot be read, over polling, with a poll that waits")
  void unreadablePacketAnswersTheWaitingPollWithClose() {
    WaitingPoll poll =
        WaitingPoll.during(
            this::connectedSession,
            session -> assertThat(session.post("42{}").body()).isEqualTo("ok"));

    assertThat(poll.payload()).isIn("1", "6\u001e1");
    poll.session().expectGone();
  }

  @Test
  @Section("behaviour: a packet that cannot be read, over polling, without a poll")
  void unreadablePacketEndsTheSessionAtTheNextPoll() {
    PollingProbe session = connectedSession();

    session.send("42{}");

    assertThat(session.post("42[\"echo\",2]").body()).isEqualTo("ok");
    String last = session.next();
    assertThat(last.equals("6") ? session.next() : last).isEqualTo("1");
    session.expectGone();
  }

  private PollingProbe connectedSession() {
    PollingProbe session = PollingProbe.open(endpoint);
    session.connect();
    return session;
  }

  @Test
  @Section("Socket.IO v5: Disconnection from a namespace: no answer, and the connection stays")
  void disconnectedClientMayConnectAgain() {
    try (WebSocketProbe probe = WebSocketProbe.session(endpoint)) {
      String first = probe.connect();
      probe.send("41");

      assertThat(probe.connect()).isNotEqualTo(first);
      probe.send("42[\"echo\",1]");
      assertThat(probe.nextText()).isEqualTo("42[\"echo\",1]");
    }
  }

  @Test
  @Section("Socket.IO v5: Disconnection from a namespace: the others go on")
  void disconnectConcernsOneNamespaceOnly() {
    try (WebSocketProbe probe = WebSocketProbe.connected(endpoint)) {
      probe.send("40/custom,");
      assertThat(probe.nextText()).startsWith("40/custom,");

      probe.send("41/custom,");
      probe.send("42[\"echo\",1]");

      assertThat(probe.nextText()).isEqualTo("42[\"echo\",1]");
    }
  }

  @Test
  @Section("Socket.IO v5: Disconnection from a namespace, by the server")
  void serverLeavesANamespaceAfterAllItSent() {
    try (WebSocketProbe probe = WebSocketProbe.connected(endpoint)) {
      probe.send("42[\"leave-me\"]");

      assertThat(probe.nextText()).isEqualTo("42[\"last\",1]");
      assertThat(probe.nextText()).isEqualTo("42[\"last\",2]");
      assertThat(probe.nextText()).isEqualTo("41");
      probe.connect();
    }
  }

  @Test
  @Section("Socket.IO v5: Disconnection from a namespace, by the server, with the connection")
  void serverClosesTheConnectionAfterAllItSent() {
    try (WebSocketProbe probe = WebSocketProbe.connected(endpoint)) {
      probe.send("40/custom,");
      assertThat(probe.nextText()).startsWith("40/custom,");
      probe.send("42[\"drop-me\"]");

      assertThat(probe.nextText()).isEqualTo("42[\"last\",1]");
      assertThat(probe.nextText()).isEqualTo("42[\"last\",2]");
      assertThat(java.util.List.of(probe.nextText(), probe.nextText()))
          .containsExactlyInAnyOrder("41", "41/custom,");
      probe.expectClose();
    }
  }

  @Test
  @Section(
      "Socket.IO v5: Disconnection from a namespace, by the server, with the connection, over polling")
  void serverClosesAPollingConnectionAfterAllItSent() {
    PollingProbe session = connectedSession();
    session.send("42[\"drop-me\"]");

    assertThat(session.next()).isEqualTo("42[\"last\",1]");
    assertThat(session.next()).isEqualTo("42[\"last\",2]");
    assertThat(session.next()).isEqualTo("41");
    String last = session.next();
    assertThat(last.equals("6") ? session.next() : last).isEqualTo("1");
    session.expectGone();
  }

  @Test
  @Section("Socket.IO v5: Test suite: the application that the suite talks to")
  void documentedApplicationAnswers() {
    try (WebSocketProbe probe = WebSocketProbe.connected(mounts.socket())) {
      assertThat(probe.nextText()).isEqualTo("42[\"auth\",{}]");

      probe.send("42[\"message\",1,\"2\",{\"3\":[true]}]");
      assertThat(probe.nextText()).isEqualTo("42[\"message-back\",1,\"2\",{\"3\":[true]}]");
      probe.send("42456[\"message-with-ack\",1,\"2\",{\"3\":[false]}]");
      assertThat(probe.nextText()).isEqualTo("43456[1,\"2\",{\"3\":[false]}]");
    }
  }
}
