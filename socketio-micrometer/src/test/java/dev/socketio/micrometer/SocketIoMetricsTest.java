package dev.socketio.micrometer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.socketio.engine.Caller;
import dev.socketio.engine.CloseReason;
import dev.socketio.engine.ConnectionError;
import dev.socketio.engine.EngineError;
import dev.socketio.engine.EngineSession;
import dev.socketio.engine.HandshakeRequest;
import dev.socketio.engine.packet.EnginePacket.Message;
import dev.socketio.server.Dispatch;
import dev.socketio.server.SocketIoOptions;
import dev.socketio.server.SocketIoServer;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a registry shows of a server with connections that go nowhere. */
class SocketIoMetricsTest {

  private static final HandshakeRequest REQUEST =
      new HandshakeRequest(
          "GET", "/", Map.of(), Map.of(), "", false, Instant.EPOCH, Caller.unknown());

  private final SocketIoServer server =
      SocketIoServer.create(SocketIoOptions.builder().dispatch(Dispatch.direct()).build());
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final SocketIoMetrics metrics = new SocketIoMetrics(server);

  @AfterEach
  void close() {
    server.close().toCompletableFuture().join();
  }

  private EngineSession open() {
    return server.engineSessions().open(REQUEST, session -> new Nowhere()).orElseThrow();
  }

  private double gauge(String name, String... tags) {
    return registry.get(name).tags(tags).gauge().value();
  }

  private double counter(String name, String... tags) {
    return registry.get(name).tags(tags).functionCounter().count();
  }

  @Test
  void connectionsAreShownByTransportAndByTheReasonOfTheirEnd() {
    metrics.bindTo(registry);
    open();
    open().close(CloseReason.SEND_TIMEOUT);

    assertThat(gauge("socketio.connections", "transport", "websocket")).isEqualTo(1);
    assertThat(gauge("socketio.connections", "transport", "polling")).isZero();
    assertThat(counter("socketio.connections.opened")).isEqualTo(2);
    assertThat(counter("socketio.connections.upgraded")).isZero();
    assertThat(counter("socketio.connections.closed", "reason", "send timeout")).isEqualTo(1);
    assertThat(counter("socketio.connections.closed", "reason", "ping timeout")).isZero();
  }

  @Test
  void socketsAndRoomsAreShownByNamespace() {
    server.onConnection(socket -> socket.join("lobby", "kitchen"));
    metrics.bindTo(registry);
    EngineSession session = open();
    session.onPacket(session.currentTransport(), new Message("0"));

    assertThat(gauge("socketio.sockets", "namespace", "/")).isEqualTo(1);
    assertThat(gauge("socketio.rooms", "namespace", "/")).isEqualTo(2);
  }

  @Test
  void namespacesThatComeLaterAreShown() {
    metrics.bindTo(registry);
    server.of("/later");

    assertThat(gauge("socketio.sockets", "namespace", "/later")).isZero();
    EngineSession session = open();
    session.onPacket(session.currentTransport(), new Message("0/later,"));
    assertThat(gauge("socketio.sockets", "namespace", "/later")).isEqualTo(1);
    assertThat(gauge("socketio.rooms", "namespace", "/later")).isZero();
  }

  @Test
  void trafficAndWhatWaitsAreShown() {
    metrics.bindTo(registry);
    EngineSession session = open();
    session.onPacket(session.currentTransport(), new Message("0"));

    assertThat(counter("socketio.packets.received")).isEqualTo(1);
    assertThat(counter("socketio.size.received")).isEqualTo(1);
    assertThat(counter("socketio.packets.sent")).as("open and connect").isEqualTo(2);
    assertThat(counter("socketio.size.sent")).isGreaterThan(20);
    assertThat(gauge("socketio.queued.packets")).isEqualTo(2);
    assertThat(gauge("socketio.queued.size")).isGreaterThan(20);
  }

  @Test
  void refusalsAreShownByError() {
    metrics.bindTo(registry);
    server
        .engineSessions()
        .report(
            new ConnectionError(EngineError.UNKNOWN_SID, "Session ID unknown", Map.of(), REQUEST));

    assertThat(counter("socketio.requests.refused", "error", "Session ID unknown")).isEqualTo(1);
    assertThat(counter("socketio.requests.refused", "error", "Forbidden")).isZero();
    assertThat(registry.get("socketio.requests.refused").functionCounters())
        .hasSameSizeAs(EngineError.values());
    assertThat(registry.get("socketio.connections.closed").functionCounters())
        .hasSameSizeAs(CloseReason.values());
  }

  @Test
  void ownTagsTellServersApart() {
    SocketIoServer other = SocketIoServer.create();
    new SocketIoMetrics(server, Tags.of("server", "one")).bindTo(registry);
    new SocketIoMetrics(other, Tags.of("server", "two")).bindTo(registry);
    open();

    assertThat(counter("socketio.connections.opened", "server", "one")).isEqualTo(1);
    assertThat(counter("socketio.connections.opened", "server", "two")).isZero();
    other.close().toCompletableFuture().join();
  }

  @Test
  void serversWithoutTagsAreNumbered() {
    SocketIoServer other = SocketIoServer.create();
    SocketIoMetrics ofOther = new SocketIoMetrics(other);
    metrics.bindTo(registry);
    ofOther.bindTo(registry);
    open();

    assertThat(counter("socketio.connections.opened", "server", "1")).isEqualTo(1);
    assertThat(counter("socketio.connections.opened", "server", "2")).isZero();

    metrics.close();
    other.of("/later");
    assertThat(registry.getMeters())
        .isNotEmpty()
        .allSatisfy(meter -> assertThat(meter.getId().getTag("server")).isEqualTo("2"));
    assertThat(gauge("socketio.sockets", "namespace", "/later")).isZero();

    ofOther.close();
    assertThat(registry.getMeters()).isEmpty();
    other.close().toCompletableFuture().join();
  }

  @Test
  void serversWithTheSameTagAreNumbered() {
    SocketIoServer other = SocketIoServer.create();
    SocketIoMetrics one = new SocketIoMetrics(server, Tags.of("server", "chat"));
    new SocketIoMetrics(other, Tags.of("server", "chat")).bindTo(registry);
    one.bindTo(registry);
    open();

    assertThat(counter("socketio.connections.opened", "server", "chat")).isZero();
    assertThat(counter("socketio.connections.opened", "server", "chat 2")).isEqualTo(1);
    one.close();
    assertThat(counter("socketio.connections.opened", "server", "chat")).isZero();
    other.close().toCompletableFuture().join();
  }

  @Test
  void aServerIsShownOnceInARegistry() {
    metrics.bindTo(registry);
    int meters = registry.getMeters().size();
    metrics.bindTo(registry);
    server.of("/later");

    assertThat(registry.getMeters()).hasSize(meters + 2);
  }

  @Test
  void nothingIsLeftInTheRegistriesAfterTheClose() {
    SimpleMeterRegistry second = new SimpleMeterRegistry();
    metrics.bindTo(registry);
    metrics.bindTo(second);
    Meter foreign = registry.counter("orders");
    metrics.close();
    server.of("/later");

    assertThat(registry.getMeters()).containsExactly(foreign);
    assertThat(second.getMeters()).isEmpty();
    assertThatThrownBy(() -> metrics.bindTo(registry))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("closed");
    server.of("/latest");
    assertThat(registry.getMeters()).containsExactly(foreign);
  }
}
