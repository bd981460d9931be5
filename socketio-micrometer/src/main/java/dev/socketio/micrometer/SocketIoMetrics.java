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
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.ToDoubleFunction;

/**
 * The figures of a server as Micrometer meters.
 *
 * <pre>{@code
 * SocketIoMetrics metrics = new SocketIoMetrics(server, Tags.of("server", "shop"));
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
 * <p>All of them have the tag {@code server}, which tells the servers in a registry apart: as
 * given, else {@code 1}; where another server has the same tags already, the next number that is
 * free, such as {@code 2} or {@code shop 2}. For names that stay the same whichever starts first,
 * give each server a tag of its own.
 *
 * <p>Meters hold the server weakly. Where the registry outlives the web application, {@link #close}
 * takes them out, or its classes would stay in memory.
 *
 * <p>Threading: safe for use by any thread.
 */
public final class SocketIoMetrics implements MeterBinder, AutoCloseable {
  /** Names the server. */
  private static final String SERVER_TAG = "server";

  /** Every server has this meter once. */
  private static final String FIRST_METER = "socketio.connections.opened";

  /** So that no two servers find the same name free. */
  private static final ReentrantLock NAMING = new ReentrantLock();

  private final SocketIoServer server;
  private final Tags tags;
  private final ReentrantLock lock = new ReentrantLock();

  /** Where it is shown; guarded by the lock. */
  private final Set<MeterRegistry> registries = Collections.newSetFromMap(new IdentityHashMap<>());

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
   * @param tags tags of all its meters; one named {@code server} tells servers apart
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
    if (isFirstTime(registry)) {
      NAMING.lock();
      try {
        bind(new Place(registry, tags.and(SERVER_TAG, freeName(registry))));
      } finally {
        NAMING.unlock();
      }
    }
  }

  /**
   * A registry.
   *
   * @param registry where meters are read
   * @param tags of all meters there
   */
  private record Place(MeterRegistry registry, Tags tags) {}

  private boolean isFirstTime(MeterRegistry registry) {
    lock.lock();
    try {
      if (closed) {
        throw new IllegalStateException("These metrics are closed; make new ones for the server");
      }
      return registries.add(registry);
    } finally {
      lock.unlock();
    }
  }

  private String freeName(MeterRegistry registry) {
    Optional<String> given =
        tags.stream().filter(tag -> tag.getKey().equals(SERVER_TAG)).map(Tag::getValue).findFirst();
    String name = given.orElse("1");
    for (int number = 2; isTaken(registry, name); number++) {
      name = given.map(text -> text + " ").orElse("") + number;
    }
    return name;
  }

  private boolean isTaken(MeterRegistry registry, String name) {
    return registry.find(FIRST_METER).tags(tags.and(SERVER_TAG, name)).meter() != null;
  }

  private void bind(Place place) {
    bindConnections(place);
    bindTraffic(place);
    Registration registration =
        server.onNewNamespace(namespace -> bindNamespace(place, namespace.name()));
    if (!tryKeep(registration::remove)) {
      registration.remove();
    }
    server.statistics().sockets().keySet().forEach(name -> bindNamespace(place, name));
  }

  private void bindNamespace(Place place, String name) {
    Tags own = Tags.of("namespace", name);
    gauge(
        place,
        "socketio.sockets",
        "Connected sockets",
        own,
        now -> now.sockets().getOrDefault(name, 0));
    gauge(
        place,
        "socketio.rooms",
        "Rooms, the own rooms of sockets not counted",
        own,
        now -> now.rooms().getOrDefault(name, 0));
  }

  private void bindConnections(Place place) {
    for (TransportName transport : TransportName.values()) {
      gauge(
          place,
          "socketio.connections",
          "Connections",
          Tags.of("transport", transport.wireName()),
          now -> now.connections().getOrDefault(transport, 0));
    }
    counter(
        place,
        FIRST_METER,
        "Connections that were opened",
        Tags.empty(),
        EngineStatistics::sessionsOpened);
    counter(
        place,
        "socketio.connections.upgraded",
        "Connections that moved from polling to WebSocket",
        Tags.empty(),
        EngineStatistics::sessionsUpgraded);
    for (CloseReason reason : CloseReason.values()) {
      counter(
          place,
          "socketio.connections.closed",
          "Connections that ended",
          Tags.of("reason", reason.text()),
          totals -> totals.sessionsClosed().getOrDefault(reason, 0L));
    }
    for (EngineError error : EngineError.values()) {
      counter(
          place,
          "socketio.requests.refused",
          "Requests that were refused",
          Tags.of("error", error.message()),
          totals -> totals.requestsRefused().getOrDefault(error, 0L));
    }
  }

  private void bindTraffic(Place place) {
    counter(
        place,
        "socketio.packets.received",
        "Packets from clients",
        Tags.empty(),
        EngineStatistics::packetsReceived);
    counter(
        place,
        "socketio.packets.sent",
        "Packets for clients",
        Tags.empty(),
        EngineStatistics::packetsSent);
    counter(
        place,
        "socketio.size.received",
        "Characters and bytes of messages from clients",
        Tags.empty(),
        EngineStatistics::sizeReceived);
    counter(
        place,
        "socketio.size.sent",
        "Characters and bytes of messages for clients",
        Tags.empty(),
        EngineStatistics::sizeSent);
    gauge(
        place,
        "socketio.queued.packets",
        "Packets that wait for clients",
        Tags.empty(),
        ServerStatistics::queuedPackets);
    gauge(
        place,
        "socketio.queued.size",
        "Characters and bytes that wait for clients",
        Tags.empty(),
        ServerStatistics::queuedSize);
  }

  // The functions must not hold the server, which the meters hold weakly.

  private void gauge(
      Place place,
      String name,
      String description,
      Tags own,
      ToDoubleFunction<ServerStatistics> figure) {
    keep(
        place.registry(),
        Gauge.builder(name, server, shown -> figure.applyAsDouble(shown.statistics()))
            .description(description)
            .tags(place.tags().and(own))
            .register(place.registry()));
  }

  private void counter(
      Place place,
      String name,
      String description,
      Tags own,
      ToDoubleFunction<EngineStatistics> figure) {
    keep(
        place.registry(),
        FunctionCounter.builder(
                name, server, shown -> figure.applyAsDouble(shown.statistics().totals()))
            .description(description)
            .tags(place.tags().and(own))
            .register(place.registry()));
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
      registries.clear();
    } finally {
      lock.unlock();
    }
    due.forEach(Runnable::run);
  }
}
