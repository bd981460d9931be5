package dev.socketio.it.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.socketio.it.fixture.Mounts;
import dev.socketio.it.fixture.UsesMounts;
import dev.socketio.it.wire.Endpoint;
import dev.socketio.it.wire.Patience;
import dev.socketio.it.wire.PollingProbe;
import dev.socketio.it.wire.RawHttp;
import dev.socketio.it.wire.RawWebSocket;
import dev.socketio.it.wire.WebSocketProbe;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@UsesMounts
class EngineUpgradeIT {

  private static final String BAD_REQUEST = "{\"code\":3,\"message\":\"Bad request\"}";

  private final Mounts mounts;
  private final Endpoint endpoint;
  private PollingProbe session;

  EngineUpgradeIT(Mounts mounts) {
    this.mounts = mounts;
    endpoint = mounts.steadyEngine();
  }

  @BeforeEach
  void openSession() {
    session = PollingProbe.open(endpoint);
  }

  @Test
  @Section("Engine.IO v4: Upgrade")
  void sessionMovesToTheWebSocket() {
    try (WebSocketProbe socket = WebSocketProbe.upgrade(endpoint, session)) {
      socket.send("4hello");
      socket.send(new byte[] {1, 2});

      assertThat(socket.nextText()).isEqualTo("4hello");
      assertThat(socket.nextBytes()).containsExactly(1, 2);
    }
  }

  @Test
  @Section(
      "Engine.IO v4: Upgrade: a noop for any pending GET; behaviour: again and again until the upgrade packet")
  void pollsAreReleasedWithNoopsWhileTheProbeLasts() {
    CompletableFuture<HttpResponse<String>> waiting = session.get();
    try (WebSocketProbe socket = WebSocketProbe.open(endpoint, session.webSocketQuery())) {
      socket.send("2probe");

      assertThat(socket.nextText()).isEqualTo("3probe");
      assertThat(Patience.await("answer to the waiting poll", waiting).body()).isEqualTo("6");
      assertThat(session.getAnswer().body()).isEqualTo("6");
      assertThat(session.getAnswer().body()).isEqualTo("6");
    }
  }

  @Test
  @Section("behaviour: until the upgrade packet everything else goes by polling")
  void messagesGoByPollingUntilTheUpgradePacket() {
    try (WebSocketProbe socket = WebSocketProbe.open(endpoint, session.webSocketQuery())) {
      socket.send("2probe");
      assertThat(socket.nextText()).isEqualTo("3probe");

      session.send("4during the probe");
      assertThat(nextButNoop()).isEqualTo("4during the probe");

      socket.send("5");
      socket.send("4after it");
      assertThat(socket.nextText()).isEqualTo("4after it");
    }
  }

  @Test
  @Section("behaviour: what is queued at the upgrade packet leaves over the WebSocket, in order")
  void queuedMessagesMoveWithTheSession() {
    try (WebSocketProbe socket = WebSocketProbe.open(endpoint, session.webSocketQuery())) {
      socket.send("2probe");
      assertThat(socket.nextText()).isEqualTo("3probe");
      for (int i = 0; i < 10; i++) {
        session.send("4" + i, "bAQ==");
      }

      socket.send("5");

      for (int i = 0; i < 10; i++) {
        assertThat(socket.nextText()).isEqualTo("4" + i);
        assertThat(socket.nextBytes()).containsExactly(1);
      }
    }
  }

  @Test
  @Section("Engine.IO v4: Upgrade; behaviour: polling on an upgraded session is code 3")
  void pollingAfterTheUpgradeIsRefusedAndDoesNoHarm() {
    try (WebSocketProbe socket = WebSocketProbe.upgrade(endpoint, session)) {
      socket.send("4upgraded");
      assertThat(socket.nextText()).isEqualTo("4upgraded");

      assertThat(session.getAnswer().body()).isEqualTo(BAD_REQUEST);
      assertThat(session.post("4x").body()).isEqualTo(BAD_REQUEST);
      socket.send("4hello");
      assertThat(socket.nextText()).isEqualTo("4hello");
    }
  }

  @Test
  @Section("Engine.IO v4: WebSocket: one connection per session")
  void webSocketAfterTheUpgradeIsClosedAndDoesNoHarm() {
    try (WebSocketProbe socket = WebSocketProbe.upgrade(endpoint, session)) {
      socket.send("4upgraded");
      assertThat(socket.nextText()).isEqualTo("4upgraded");

      WebSocketProbe.open(endpoint, session.webSocketQuery()).expectClose();

      socket.send("4hello");
      assertThat(socket.nextText()).isEqualTo("4hello");
    }
  }

  @Test
  @Section("Engine.IO v4: WebSocket: one connection per session; behaviour: also while probing")
  void secondWebSocketDuringTheProbeIsClosedAndDoesNoHarm() {
    try (WebSocketProbe first = WebSocketProbe.open(endpoint, session.webSocketQuery())) {
      first.send("2probe");
      assertThat(first.nextText()).isEqualTo("3probe");

      WebSocketProbe second = WebSocketProbe.open(endpoint, session.webSocketQuery());
      second.expectClose();

      first.send("5");
      first.send("4hello");
      assertThat(first.nextText()).isEqualTo("4hello");
    }
  }

  @ParameterizedTest
  @Section("behaviour: any other packet on the probing WebSocket closes that WebSocket only")
  @ValueSource(strings = {"4hello", "2", "3probe", "abc", "", "5", "1"})
  void wrongFirstPacketClosesTheCandidateOnly(String packet) {
    WebSocketProbe candidate = WebSocketProbe.open(endpoint, session.webSocketQuery());
    candidate.send(packet);
    candidate.expectClose();

    session.send("4still polling");
    assertThat(session.next()).isEqualTo("4still polling");
    upgradeAndTalk();
  }

  @Test
  @Section("behaviour: any other packet on the probing WebSocket closes that WebSocket only")
  void binaryOnTheCandidateClosesTheCandidateOnly() {
    WebSocketProbe candidate = WebSocketProbe.open(endpoint, session.webSocketQuery());
    candidate.send(new byte[] {1});
    candidate.expectClose();

    session.send("4still polling");
    assertThat(session.next()).isEqualTo("4still polling");
    upgradeAndTalk();
  }

  @ParameterizedTest
  @Section("behaviour: any other packet on the probing WebSocket closes that WebSocket only")
  @ValueSource(strings = {"4hello", "abc", "6"})
  void wrongPacketAfterTheProbeClosesTheCandidateOnly(String packet) {
    WebSocketProbe candidate = WebSocketProbe.open(endpoint, session.webSocketQuery());
    candidate.send("2probe");
    assertThat(candidate.nextText()).isEqualTo("3probe");
    candidate.send(packet);
    candidate.expectClose();

    session.send("4still polling");
    assertThat(nextButNoop()).isEqualTo("4still polling");
    upgradeAndTalk();
  }

  @Test
  @Section("behaviour: a lost candidate costs the session nothing")
  void candidateThatIsCutCostsTheSessionNothing() throws Exception {
    try (RawWebSocket candidate = RawWebSocket.open(endpoint, session.webSocketQuery())) {
      candidate.send("2probe");
      assertThat(candidate.nextText()).isEqualTo("3probe");
      candidate.reset();
    }

    session.send("4still polling");
    assertThat(nextButNoop()).isEqualTo("4still polling");
    upgradeOnceTheLostCandidateIsForgotten();
  }

  @Test
  @Section("behaviour: a lost candidate costs the session nothing")
  void candidateThatClosesCostsTheSessionNothing() {
    WebSocketProbe candidate = WebSocketProbe.open(endpoint, session.webSocketQuery());
    candidate.send("2probe");
    assertThat(candidate.nextText()).isEqualTo("3probe");
    candidate.close();
    candidate.awaitClose();

    session.send("4still polling");
    assertThat(nextButNoop()).isEqualTo("4still polling");
    upgradeOnceTheLostCandidateIsForgotten();
  }

  @Test
  @Section("behaviour: upgradeTimeout closes the WebSocket only")
  void upgradeThatTakesTooLongClosesTheCandidateOnly() {
    Endpoint brief = mounts.at(Mounts.BRIEF_ENGINE);
    PollingProbe polling = PollingProbe.open(brief);
    WebSocketProbe candidate = WebSocketProbe.open(brief, polling.webSocketQuery());
    candidate.send("2probe");
    assertThat(candidate.nextText()).isEqualTo("3probe");

    candidate.expectClose();

    polling.expectAlive();
    polling.send("4still polling");
    assertThat(polling.next()).isIn("4still polling", "6");
  }

  @Test
  @Section("behaviour: upgradeTimeout runs without a probe as well")
  void candidateThatSaysNothingIsClosed() {
    Endpoint brief = mounts.at(Mounts.BRIEF_ENGINE);
    PollingProbe polling = PollingProbe.open(brief);

    WebSocketProbe.open(brief, polling.webSocketQuery()).expectClose();

    polling.expectAlive();
  }

  @Test
  @Section("behaviour: option allowUpgrades, enforced")
  void upgradeThatIsNotAllowedIsRefused() throws Exception {
    Endpoint fixed = mounts.at(Mounts.FIXED_ENGINE);
    PollingProbe polling = PollingProbe.open(fixed);

    assertThat(polling.openPacket()).contains("\"upgrades\":[]");
    try (RawHttp http = RawHttp.connect(fixed)) {
      http.head(
          "GET",
          fixed.uri().getRawPath() + "?" + polling.webSocketQuery(),
          RawWebSocket.handshake());
      RawHttp.Reply reply = http.reply();
      assertThat(reply.status()).isEqualTo(400);
      assertThat(reply.body()).isEqualTo("Bad request");
    }
    polling.send("4still polling");
    assertThat(polling.next()).isEqualTo("4still polling");
  }

  @Test
  @Section("Engine.IO v4: Upgrade; a session that ends takes its candidate along")
  void closeOverPollingClosesTheCandidate() {
    WebSocketProbe candidate = WebSocketProbe.open(endpoint, session.webSocketQuery());
    candidate.send("2probe");
    assertThat(candidate.nextText()).isEqualTo("3probe");

    session.send("1");

    candidate.expectClose();
    session.expectGoneAfterItsClose();
  }

  private String nextButNoop() {
    String packet = session.next();
    while (packet.equals("6")) {
      packet = session.next();
    }
    return packet;
  }

  private void upgradeAndTalk() {
    try (WebSocketProbe socket = WebSocketProbe.upgrade(endpoint, session)) {
      socket.send("4hello");
      assertThat(socket.nextText()).isEqualTo("4hello");
    }
  }

  /**
   * The server learns of the loss a moment later; a new candidate before that is closed like any
   * second one.
   */
  private void upgradeOnceTheLostCandidateIsForgotten() {
    for (int i = 0; i < 500; i++) {
      WebSocketProbe candidate = WebSocketProbe.open(endpoint, session.webSocketQuery());
      candidate.send("2probe");
      if (candidate.isAnswered()) {
        assertThat(candidate.nextText()).isEqualTo("3probe");
        candidate.send("5");
        candidate.send("4hello");
        assertThat(candidate.nextText()).isEqualTo("4hello");
        return;
      }
    }
    throw new AssertionError("No further upgrade was possible after the candidate was lost");
  }
}
