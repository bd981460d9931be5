package dev.socketio.it.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.socketio.it.fixture.Mounts;
import dev.socketio.it.fixture.UsesMounts;
import dev.socketio.it.wire.Endpoint;
import dev.socketio.it.wire.Patience;
import dev.socketio.it.wire.PollingProbe;
import dev.socketio.it.wire.WebSocketProbe;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@UsesMounts
class SocketConnectIT {

  private static final String ID = "[A-Za-z0-9_-]{20}";

  private final Mounts mounts;
  private final Endpoint endpoint;

  SocketConnectIT(Mounts mounts) {
    this.mounts = mounts;
    endpoint = mounts.steadySocket();
  }

  @ParameterizedTest
  @Section("Socket.IO v5: Connection to a namespace")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          40                      | 40
          40{}                    | 40
          40{"token":"123"}       | 40
          40/,                    | 40
          40/custom,              | 40/custom,
          40/custom               | 40/custom,
          40/custom,{}            | 40/custom,
          40/custom,{"token":"x"} | 40/custom,
          """)
  void connectIsAnsweredWithAnId(String packet, String answer) {
    try (WebSocketProbe probe = WebSocketProbe.session(endpoint)) {
      probe.send(packet);

      assertThat(probe.nextText()).matches(answer + "\\{\"sid\":\"" + ID + "\"}");
    }
  }

  @Test
  @Section("Socket.IO v5: Difference between v5 and v4: the socket's id is not the session's")
  void socketIdIsNotTheSecretSessionId() {
    try (WebSocketProbe probe = WebSocketProbe.open(endpoint, Endpoint.WEBSOCKET)) {
      String session = PollingProbe.sidOf(probe.nextText());

      assertThat(probe.connect()).isNotEqualTo(session);
    }
  }

  @ParameterizedTest
  @Section("Socket.IO v5: Connection to a namespace, with an additional payload")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          40                                 | 42["auth",{}]
          40{}                               | 42["auth",{}]
          40{"token":"123","n":[1,null,{}]}  | 42["auth",{"token":"123","n":[1,null,{}]}]
          40/custom,{"token":"abc"}          | 42/custom,["auth",{"token":"abc"}]
          40/custom,                         | 42/custom,["auth",{}]
          """)
  void payloadReachesTheApplication(String packet, String event) {
    try (WebSocketProbe probe = WebSocketProbe.session(mounts.socket())) {
      probe.send(packet);

      assertThat(probe.nextText()).contains("{\"sid\":");
      assertThat(probe.nextText()).isEqualTo(event);
    }
  }

  @ParameterizedTest
  @Section("Socket.IO v5: Connection to a namespace, in case the connection is refused")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          40/refuse,              | 44/refuse,{"message":"not authorized","data":{"content":"Please retry later"}}
          40/refuse,{"token":"x"} | 44/refuse,{"message":"not authorized","data":{"content":"Please retry later"}}
          40/nodata,              | 44/nodata,{"message":"nodata"}
          40/unknown              | 44/unknown,{"message":"Invalid namespace"}
          40/unknown,{"token":"x"}| 44/unknown,{"message":"Invalid namespace"}
          40/custom?x=1,          | 44/custom?x=1,{"message":"Invalid namespace"}
          40/Custom,              | 44/Custom,{"message":"Invalid namespace"}
          """)
  void refusedConnectLeavesTheConnectionOpen(String packet, String answer) {
    try (WebSocketProbe probe = WebSocketProbe.session(endpoint)) {
      probe.send(packet);

      assertThat(probe.nextText()).isEqualTo(answer);
      probe.connect();
    }
  }

  @Test
  @Section("Socket.IO v5: Connection to a namespace: refused once is not refused for ever")
  void clientMayTryAgainWithBetterCredentials() {
    try (WebSocketProbe probe = WebSocketProbe.session(endpoint)) {
      probe.send("40/refuse,");
      assertThat(probe.nextText()).startsWith("44/refuse,");

      probe.send("40/refuse,{\"token\":\"secret\"}");

      assertThat(probe.nextText()).startsWith("40/refuse,{\"sid\":");
      probe.send("42/refuse,[\"echo\",1]");
      assertThat(probe.nextText()).isEqualTo("42/refuse,[\"echo\",1]");
    }
  }

  @Test
  @Section("Socket.IO v5: Connection to a namespace: several over one connection")
  void namespacesShareOneConnection() {
    try (WebSocketProbe probe = WebSocketProbe.session(endpoint)) {
      String first = probe.connect();
      probe.send("40/custom,");
      String second = PollingProbe.sidOf(probe.nextText());

      probe.send("42/custom,[\"echo\",\"custom\"]");
      probe.send("42[\"echo\",\"main\"]");

      assertThat(second).isNotEqualTo(first);
      assertThat(probe.nextText()).isEqualTo("42/custom,[\"echo\",\"custom\"]");
      assertThat(probe.nextText()).isEqualTo("42[\"echo\",\"main\"]");
    }
  }

  @Test
  @Section("Socket.IO v5: Sample session: both answers may come in one payload")
  void severalConnectsInOnePayloadAreAllAnswered() {
    PollingProbe probe = PollingProbe.open(endpoint);

    probe.send("40", "40/custom,", "40/unknown,");

    // Each namespace decides by itself, so the answers may come in any order.
    assertThat(java.util.List.of(probe.next(), probe.next(), probe.next()))
        .anySatisfy(packet -> assertThat(packet).startsWith("40{\"sid\":"))
        .anySatisfy(packet -> assertThat(packet).startsWith("40/custom,{\"sid\":"))
        .contains("44/unknown,{\"message\":\"Invalid namespace\"}");
  }

  @ParameterizedTest
  @Section("Socket.IO v5: Connection to a namespace: anything before CONNECT closes the connection")
  @ValueSource(
      strings = {"42[\"echo\",1]", "43" + "1[]", "41", "42/custom,[\"echo\"]", "44{}", "4abc"})
  void packetBeforeConnectClosesTheConnection(String packet) {
    try (WebSocketProbe probe = WebSocketProbe.session(endpoint)) {
      probe.send(packet);

      probe.expectClose();
    }
  }

  @Test
  @Section("behaviour: a second CONNECT to a joined namespace closes the connection")
  void secondConnectClosesTheConnection() {
    try (WebSocketProbe probe = WebSocketProbe.connected(endpoint)) {
      probe.send("40");

      probe.expectClose();
    }
  }

  @Test
  @Section("behaviour: two CONNECTs at once never give two sockets")
  void twoConnectsAtOnceGiveAtMostOneSocket() {
    try (WebSocketProbe probe = WebSocketProbe.session(endpoint)) {
      probe.send("40");
      probe.send("40");

      int sockets = 0;
      while (probe.isAnswered()) {
        assertThat(probe.nextText()).startsWith("40{\"sid\":");
        sockets++;
      }
      assertThat(sockets).isLessThanOrEqualTo(1);
    }
  }

  @ParameterizedTest
  @Section("Socket.IO v5: Packet encoding: the payload of a CONNECT is an object")
  @ValueSource(strings = {"40[]", "40\"x\"", "40null", "40/custom,[1]", "40{", "40{}x"})
  void connectWithAnotherPayloadClosesTheConnection(String packet) {
    try (WebSocketProbe probe = WebSocketProbe.session(endpoint)) {
      probe.send(packet);

      probe.expectClose();
    }
  }

  @Test
  @Section("Socket.IO v5: Connection to a namespace; behaviour: connectTimeout over WebSocket")
  void webSocketThatDoesNotConnectIsClosed() {
    try (WebSocketProbe probe = WebSocketProbe.session(mounts.at(Mounts.BRIEF_SOCKET))) {
      probe.expectClose();
    }
  }

  @Test
  @Section("Socket.IO v5: Connection to a namespace; behaviour: connectTimeout over polling")
  void pollingClientThatDoesNotConnectIsClosed() {
    PollingProbe probe = PollingProbe.open(mounts.at(Mounts.BRIEF_SOCKET));

    CompletableFuture<HttpResponse<String>> poll = probe.get();

    assertThat(Patience.await("answer to the poll", poll).body()).isEqualTo("1");
    probe.expectGone();
  }

  @Test
  @Section("behaviour: a refused CONNECT does not stop connectTimeout")
  void refusedConnectDoesNotStopTheTimer() {
    try (WebSocketProbe probe = WebSocketProbe.session(mounts.at(Mounts.BRIEF_SOCKET))) {
      probe.send("40/unknown,");
      assertThat(probe.nextText()).startsWith("44/unknown,");

      probe.expectClose();
    }
  }

  @Test
  @Section("behaviour: one CONNECT stops connectTimeout for good")
  void connectedClientStaysBeyondTheTimeout() {
    try (WebSocketProbe connected = WebSocketProbe.connected(mounts.at(Mounts.BRIEF_SOCKET));
        WebSocketProbe later = WebSocketProbe.session(mounts.at(Mounts.BRIEF_SOCKET))) {
      connected.send("41");

      // The later connection runs into the timeout, so the earlier one would have done so before.
      later.expectClose();
      connected.connect();
    }
  }
}
