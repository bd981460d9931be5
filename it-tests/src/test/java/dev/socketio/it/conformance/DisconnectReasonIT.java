package dev.socketio.it.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.socketio.it.fixture.Mounts;
import dev.socketio.it.fixture.UsesMounts;
import dev.socketio.it.wire.Endpoint;
import dev.socketio.it.wire.Patience;
import dev.socketio.it.wire.PollingProbe;
import dev.socketio.it.wire.RawWebSocket;
import dev.socketio.it.wire.WebSocketProbe;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The reasons that the application is told, seen by a bystander in the namespace {@code /watch}.
 */
@UsesMounts
class DisconnectReasonIT {

  private final Endpoint endpoint;
  private WebSocketProbe watcher;

  DisconnectReasonIT(Mounts mounts) {
    endpoint = mounts.steadySocket();
  }

  @BeforeEach
  void watch() {
    watcher = WebSocketProbe.session(endpoint);
    watcher.send("40/watch,");
    assertThat(watcher.nextText()).startsWith("40/watch,");
  }

  @AfterEach
  void stopWatching() {
    watcher.close();
  }

  @ParameterizedTest
  @Section("behaviour: reasons of disconnects, over WebSocket")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          41              | client namespace disconnect
          1               | transport close
          2               | transport error
          abc             | parse error
          42{}            | forced close
          40              | forced close
          43x[]           | forced close
          42["leave-me"]  | server namespace disconnect
          42["drop-me"]   | server namespace disconnect
          """)
  void packetOverWebSocketLeadsToReason(String packet, String reason) {
    try (WebSocketProbe probe = WebSocketProbe.session(endpoint)) {
      String id = probe.connect();

      probe.send(packet);

      assertThat(reasonFor(id)).isEqualTo(reason);
    }
  }

  @ParameterizedTest
  @Section("behaviour: reasons of disconnects, over polling")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          41              | client namespace disconnect
          1               | transport close
          2               | transport error
          abc             | parse error
          42["leave-me"]  | server namespace disconnect
          42["drop-me"]   | server namespace disconnect
          """)
  void packetOverPollingLeadsToReason(String packet, String reason) {
    PollingProbe probe = PollingProbe.open(endpoint);
    String id = probe.connect();

    probe.send(packet);

    assertThat(reasonFor(id)).isEqualTo(reason);
  }

  @Test
  @Section("behaviour: a broken Socket.IO packet over polling")
  void brokenSocketPacketOverPollingIsAForcedClose() {
    PollingProbe probe = PollingProbe.open(endpoint);
    String id = probe.connect();

    probe.send("42{}");
    probe.getAnswer();

    assertThat(reasonFor(id)).isEqualTo("forced close");
  }

  @Test
  @Section("behaviour: a second poll")
  void secondPollIsATransportError() {
    PollingProbe probe = PollingProbe.open(endpoint);
    String id = probe.connect();

    CompletableFuture<HttpResponse<String>> first = probe.get();
    CompletableFuture<HttpResponse<String>> second = probe.get();

    assertThat(reasonFor(id)).isEqualTo("transport error");
    Patience.await("answer to the first poll", first);
    Patience.await("answer to the second poll", second);
  }

  @Test
  @Section("behaviour: a close frame")
  void closeFrameIsATransportClose() {
    WebSocketProbe probe = WebSocketProbe.session(endpoint);
    String id = probe.connect();

    probe.close();

    assertThat(reasonFor(id)).isEqualTo("transport close");
  }

  @Test
  @Section("behaviour: a lost connection")
  void cutConnectionIsATransportClose() throws Exception {
    try (RawWebSocket socket = RawWebSocket.open(endpoint, Endpoint.WEBSOCKET)) {
      assertThat(socket.nextText()).startsWith("0{");
      socket.send("40");
      String id = PollingProbe.sidOf(socket.nextText());

      socket.reset();

      assertThat(reasonFor(id)).isEqualTo("transport close");
    }
  }

  @Test
  @Section("behaviour: a message above the limit")
  void tooLargeMessageIsATransportError() {
    try (WebSocketProbe probe = WebSocketProbe.session(endpoint)) {
      String id = probe.connect();

      probe.send("42[\"echo\",\"" + "x".repeat(1_000_000) + "\"]");

      assertThat(reasonFor(id)).isEqualTo("transport error");
    }
  }

  @Test
  @Section("behaviour: a POST above the limit ends the session")
  void tooLargePostIsATransportError() {
    PollingProbe probe = PollingProbe.open(endpoint);
    String id = probe.connect();

    assertThat(probe.post("42[\"echo\",\"" + "x".repeat(1_000_000) + "\"]").statusCode())
        .isEqualTo(413);

    assertThat(reasonFor(id)).isEqualTo("transport error");
  }

  @Test
  @Section("behaviour: every socket of a lost connection is told")
  void allNamespacesOfAConnectionAreTold() {
    WebSocketProbe probe = WebSocketProbe.session(endpoint);
    String first = probe.connect();
    probe.send("40/custom,");
    String second = PollingProbe.sidOf(probe.nextText());

    probe.close();

    assertThat(List.of(goneAmong(first, second), goneAmong(first, second)))
        .anySatisfy(
            gone -> assertThat(gone).contains("\"/\",\"" + first + "\",\"transport close\""))
        .anySatisfy(
            gone ->
                assertThat(gone).contains("\"/custom\",\"" + second + "\",\"transport close\""));
  }

  @Test
  @Section("behaviour: rooms are there at disconnecting and gone at disconnect")
  void roomsAreLeftBetweenDisconnectingAndDisconnect() {
    try (WebSocketProbe probe = WebSocketProbe.session(endpoint)) {
      String id = probe.connect();
      probe.send("420[\"join\",\"x\",\"y\"]");
      assertThat(probe.nextText()).isEqualTo("430[]");

      probe.send("41");

      assertThat(goneAmong(id))
          .isEqualTo(
              "42/watch,[\"gone\",\"/\",\"" + id + "\",\"client namespace disconnect\",3,0]");
    }
  }

  @Test
  @Section("behaviour: leaving is told once, whatever follows")
  void disconnectIsToldOnce() {
    String id;
    try (WebSocketProbe probe = WebSocketProbe.session(endpoint)) {
      id = probe.connect();
      probe.send("41");
      assertThat(reasonFor(id)).isEqualTo("client namespace disconnect");
    }
    WebSocketProbe later = WebSocketProbe.session(endpoint);
    String laterId = later.connect();
    later.close();

    assertThat(goneAmong(id, laterId)).contains(laterId);
  }

  private String reasonFor(String id) {
    return goneAmong(id).replaceFirst(".*\"" + id + "\",\"([^\"]*)\".*", "$1");
  }

  /**
   * {@return the next report about one of the sockets; reports about those of other tests are
   * dropped}
   */
  private String goneAmong(String... ids) {
    while (true) {
      String event = watcher.nextText();
      assertThat(event).startsWith("42/watch,[\"gone\",");
      if (Stream.of(ids).anyMatch(id -> event.contains("\"" + id + "\""))) {
        return event;
      }
    }
  }
}
