package dev.socketio.micrometer;

import dev.socketio.engine.CloseReason;
import dev.socketio.engine.EngineError;
import dev.socketio.engine.EngineStatistics;
import dev.socketio.engine.TransportName;
import dev.socketio.server.Registration;
import dev.socketio.server.ServerStatistics;
import dev.socketio.server.SocketIoServer;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.ToDoubleFunction;

/**
 * The figures of a server as Micrometer meters.
 *
 * <pre>{@code
 * SocketIoMetrics metrics = new SocketIoMetrics(server, Tags.of("application", "shop"));
 * metrics.bindTo(registry);
 * }</pre>
 *
 * <p>Gauges: {@code socketio.connections} by {@code transport}; {@code socketio.sockets} and {@code
 * socketio.rooms} by {@code namespace}, those included that are made later; {@code
 * socketio.queued.packets} and {@code socketio.queued.size}, which wait for clients. Counters:
 * {@code socketio.connections.opened}, {@code socketio.connections.upgraded}, {@code
 * socketio.connections.closed} by {@code reason}; {@code socketio.requests.refused} by {@code
 * error}; {@code socketio.packets.received}, {@code socketio.packets.sent}, {@code
 * socketio.size.received}, {@code socketio.size.sent}. Sizes are characters of text and bytes of
 * data. Gauges of connections and queues look at each connection when they are read.
 *
 * <p>Meters hold the server weakly. Where the registry outlives the web application, {@link #close}
 * takes them out, or its classes would stay in memory.
 *
 * <p>Threading: safe for use by any thread.
 */
public final class SocketIoMetrics implements MeterBinder, AutoCloseable {
  private final SocketIoServer server;
  private final Tags tags;
  private final ReentrantLock lock = new ReentrantLock();

  /** What takes everything back; guarded by the lock. */
  private final Deque<Runnable> removals = new ArrayDeque<>();

  /** Guarded by the lock. */
  private boolean closed;

  /**
   * Shows a server.
   *
   * @param server whose figures are shown
   */
  public SocketIoMetrics(SocketIoServer server) {
    this(server, Tags.empty());
  }

  /**
   * Shows one of several servers.
   *
   * @param server whose figures are shown
   * @param tags tags of all its meters, to tell servers apart
   */
  public SocketIoMetrics(SocketIoServer server, Iterable<Tag> tags) {
    this.server = server;
    this.tags = Tags.of(tags);
  }

  /**
   * Adds the meters to a registry; to one that has them already it adds nothing.
   *
   * @param registry where they are read
   * @throws IllegalStateException if this has been closed
   */
  @Override
  public void bindTo(MeterRegistry registry) {
    Registration registration =
        server.onNewNamespace(namespace -> bindNamespace(registry, namespace.name()));
    if (!tryKeep(registration::remove)) {
      registration.remove();
      throw new IllegalStateException("These metrics are closed; make new ones for the server");
    }
    server.statistics().sockets().keySet().forEach(name -> bindNamespace(registry, name));
    bindConnections(registry);
    bindTraffic(registry);
  }

  private void bindNamespace(MeterRegistry registry, String name) {
    Tags own = Tags.of("namespace", name);
    gauge(
        registry,
        "socketio.sockets",
        "Connected sockets",
        own,
        now -> now.sockets().getOrDefault(name, 0));
    gauge(
        registry,
        "socketio.rooms",
        "Rooms, the own rooms of sockets not counted",
        own,
        now -> now.rooms().getOrDefault(name, 0));
  }

  private void bindConnections(MeterRegistry registry) {
    for (TransportName transport : TransportName.values()) {
      gauge(
          registry,
          "socketio.connections",
          "Connections",
          Tags.of("transport", transport.wireName()),
          now -> now.connections().getOrDefault(transport, 0));
    }
    counter(
        registry,
        "socketio.connections.opened",
        "Connections that were opened",
        Tags.empty(),
        EngineStatistics::sessionsOpened);
    counter(
        registry,
        "socketio.connections.upgraded",
        "Connections that moved from polling to WebSocket",
        Tags.empty(),
        EngineStatistics::sessionsUpgraded);
    for (CloseReason reason : CloseReason.values()) {
      counter(
          registry,
          "socketio.connections.closed",
          "Connections that ended",
          Tags.of("reason", reason.text()),
          totals -> totals.sessionsClosed().getOrDefault(reason, 0L));
    }
    for (EngineError error : EngineError.values()) {
      counter(
          registry,
          "socketio.requests.refused",
          "Requests that were refused",
          Tags.of("error", error.message()),
          totals -> totals.requestsRefused().getOrDefault(error, 0L));
    }
  }

  private void bindTraffic(MeterRegistry registry) {
    counter(
        registry,
        "socketio.packets.received",
        "Packets from clients",
        Tags.empty(),
        EngineStatistics::packetsReceived);
    counter(
        registry,
        "socketio.packets.sent",
        "Packets for clients",
        Tags.empty(),
        EngineStatistics::packetsSent);
    counter(
        registry,
        "socketio.size.received",
        "Characters and bytes of messages from clients",
        Tags.empty(),
        EngineStatistics::sizeReceived);
    counter(
        registry,
        "socketio.size.sent",
        "Characters and bytes of messages for clients",
        Tags.empty(),
        EngineStatistics::sizeSent);
    gauge(
        registry,
        "socketio.queued.packets",
        "Packets that wait for clients",
        Tags.empty(),
        ServerStatistics::queuedPackets);
    gauge(
        registry,
        "socketio.queued.size",
        "Characters and bytes that wait for clients",
        Tags.empty(),
        ServerStatistics::queuedSize);
  }

  // The functions must not hold the server, which the meters hold weakly.

  private void gauge(
      MeterRegistry registry,
      String name,
      String description,
      Tags own,
      ToDoubleFunction<ServerStatistics> figure) {
    keep(
        registry,
        Gauge.builder(name, server, shown -> figure.applyAsDouble(shown.statistics()))
            .description(description)
            .tags(tags.and(own))
            .register(registry));
  }

  private void counter(
      MeterRegistry registry,
      String name,
      String description,
      Tags own,
      ToDoubleFunction<EngineStatistics> figure) {
    keep(
        registry,
        FunctionCounter.builder(
                name, server, shown -> figure.applyAsDouble(shown.statistics().totals()))
            .description(description)
            .tags(tags.and(own))
            .register(registry));
  }

  private void keep(MeterRegistry registry, Meter meter) {
    if (!tryKeep(() -> registry.remove(meter))) {
      registry.remove(meter);
    }
  }

  /** {@return whether {@link #close} will do it; otherwise it is for the caller to do} */
  private boolean tryKeep(Runnable removal) {
    lock.lock();
    try {
      if (!closed) {
        removals.push(removal);
      }
      return !closed;
    } finally {
      lock.unlock();
    }
  }

  /** Takes the meters out of all registries. */
  @Override
  public void close() {
    List<Runnable> due;
    lock.lock();
    try {
      closed = true;
      due = new ArrayList<>(removals);
      removals.clear();
    } finally {
      lock.unlock();
    }
    due.forEach(Runnable::run);
  }
}
