package dev.socketio.engine.transport;

import static dev.socketio.engine.transport.EngineWorld.POLLING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.socketio.concurrent.CapturedLog;
import dev.socketio.engine.EngineConnection;
import dev.socketio.engine.TransportName;
import dev.socketio.engine.packet.EnginePacket.Message;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Opening a session (Engine.IO protocol 4, "Handshake"). */
class HandshakeTest {
  @RegisterExtension final CapturedLog log = new CapturedLog();

  @Test
  void overPollingIsAnsweredWithTheOpenPacketToTheByte() {
    EngineWorld world = new EngineWorld();
    FakeHttpExchange handshake = world.send(FakeHttpExchange.get(POLLING));
    String sid = world.connections.get(0).id();
    assertThat(handshake.status()).isEqualTo(200);
    assertThat(handshake.reply().contentType()).contains("text/plain; charset=UTF-8");
    assertThat(handshake.reply().headers()).isEqualTo(Map.of("Cache-Control", "no-store"));
    assertThat(handshake.answer())
        .isEqualTo(
            "0{\"sid\":\""
                + sid
                + "\",\"upgrades\":[\"websocket\"],\"pingInterval\":25000,\"pingTimeout\":20000,\"maxPayload\":1000000}");
    assertThat(sid).matches("[A-Za-z0-9_-]{20}");
  }

  @Test
  void overWebSocketSendsTheOpenPacketAsFirstMessage() {
    EngineWorld world = new EngineWorld();
    EngineWorld.Socket socket = world.openWebSocket();
    assertThat(socket.sent())
        .containsExactly(
            "0{\"sid\":\""
                + socket.client.connection.id()
                + "\",\"upgrades\":[],\"pingInterval\":25000,\"pingTimeout\":20000,\"maxPayload\":1000000}");
    assertThat(socket.client.connection.transport()).isEqualTo(TransportName.WEBSOCKET);
  }

  @Test
  void tellsTheConfiguredTimesAndSizes() {
    EngineWorld world =
        new EngineWorld(
            options ->
                options
                    .pingInterval(Duration.ofMillis(300))
                    .pingTimeout(Duration.ofMillis(200))
                    .maxHttpBufferSize(1234));
    assertThat(world.send(FakeHttpExchange.get(POLLING)).answer())
        .endsWith("\"pingInterval\":300,\"pingTimeout\":200,\"maxPayload\":1234}");
  }

  @Test
  void offersNoUpgradeWhereThereIsNone() {
    EngineWorld forbidden = new EngineWorld(options -> options.allowUpgrades(false));
    EngineWorld pollingOnly =
        new EngineWorld(options -> options.transports(Set.of(TransportName.POLLING)));
    assertThat(forbidden.send(FakeHttpExchange.get(POLLING)).answer()).contains("\"upgrades\":[],");
    assertThat(pollingOnly.send(FakeHttpExchange.get(POLLING)).answer())
        .contains("\"upgrades\":[],");
  }

  @Test
  void registersTheSessionBeforeTheOpenPacketLeaves() {
    EngineWorld world = new EngineWorld();
    FakeHttpExchange handshake = FakeHttpExchange.get(POLLING).slowAnswer();
    world.send(handshake);
    assertThat(world.sessions.count()).isEqualTo(1);
    assertThat(world.sessions.find(world.connections.get(0).id())).isPresent();
  }

  @Test
  void whatTheApplicationSendsWhileOpeningFollowsTheOpenPacket() {
    EngineWorld world =
        new EngineWorld()
            .onConnection(connection -> connection.send(List.of(new Message("hello"))));
    EngineWorld.Client client = world.openPolling();
    assertThat(client.poll().answer()).isEqualTo("4hello");
    assertThat(world.openWebSocket().sent()).last().isEqualTo("4hello");
  }

  @Test
  void hasADifferentIdForEachSession() {
    EngineWorld world = new EngineWorld();
    for (int i = 0; i < 100; i++) {
      world.openPolling();
    }
    assertThat(world.connections.stream().map(EngineConnection::id)).doesNotHaveDuplicates();
    assertThat(world.sessions.count()).isEqualTo(100);
  }

  @Test
  void keepsTheFirstRequest() {
    EngineWorld world = new EngineWorld();
    world.send(
        FakeHttpExchange.get(POLLING + "&token=a%20b").header("Origin", "https://example.com"));
    assertThat(world.connections.get(0).handshake().query()).containsEntry("token", "a b");
    assertThat(world.connections.get(0).handshake().origin()).contains("https://example.com");
  }

  @Test
  void anEmptySidIsAHandshake() {
    EngineWorld world = new EngineWorld();
    assertThat(world.send(FakeHttpExchange.get(POLLING + "&sid=")).status()).isEqualTo(200);
    assertThat(world.sessions.count()).isEqualTo(1);
  }

  @Test
  void anApplicationThatFailsToOpenCostsTheSessionAndNothingElse() {
    EngineWorld world =
        new EngineWorld()
            .onConnection(
                connection -> {
                  throw new IllegalStateException("no");
                });
    EngineWorld.Client client = world.openPolling();
    assertThat(client.connection.isOpen()).isFalse();
    assertThat(client.poll().answer()).isEqualTo("6\u001e1");
    world.assertEmpty();
  }
}
