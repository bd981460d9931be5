package dev.socketio.server;

import dev.socketio.engine.EngineSession;
import dev.socketio.engine.EngineSessions;
import dev.socketio.engine.EngineStatistics;
import dev.socketio.engine.TransportName;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

/**
 * Figures about a server for those who watch over it. Each call looks at the server as it is; sums
 * over connections take time in proportion to their number.
 *
 * <p>Threading: safe for use by any thread; figures that are read together may be a moment apart.
 */
public final class ServerStatistics {
  private final EngineSessions sessions;
  private final NamespaceRegistry namespaces;

  ServerStatistics(EngineSessions sessions, NamespaceRegistry namespaces) {
    this.sessions = sessions;
    this.namespaces = namespaces;
  }

  /** {@return counters since the server was made} */
  public EngineStatistics totals() {
    return sessions.statistics();
  }

  /** {@return connections now, by transport; all transports are there} */
  public Map<TransportName, Integer> connections() {
    Map<TransportName, Integer> counts = new EnumMap<>(TransportName.class);
    for (TransportName transport : TransportName.values()) {
      counts.put(transport, 0);
    }
    sessions.forEach(session -> counts.merge(session.transport(), 1, Integer::sum));
    return counts;
  }

  /** {@return connected sockets now, by name of the namespace} */
  public Map<String, Integer> sockets() {
    Map<String, Integer> counts = new TreeMap<>();
    namespaces.all().forEach(each -> counts.put(each.name(), each.sockets().size()));
    return counts;
  }

  /**
   * {@return rooms that have members on this server now, the own rooms of sockets not counted, by
   * name of the namespace}
   */
  public Map<String, Integer> rooms() {
    Map<String, Integer> counts = new TreeMap<>();
    namespaces.all().forEach(each -> counts.put(each.name(), rooms(each)));
    return counts;
  }

  private static int rooms(ServerNamespace namespace) {
    Map<String, Socket> sockets = namespace.sockets();
    return (int)
        namespace.adapter().rooms().stream().filter(room -> !sockets.containsKey(room)).count();
  }

  /** {@return packets that wait for clients now} */
  public long queuedPackets() {
    return sum(EngineSession::queuedPackets);
  }

  /**
   * {@return what those take up, in characters of text, bytes of data, and some for each packet}
   */
  public long queuedSize() {
    return sum(EngineSession::queuedBytes);
  }

  private long sum(ToLongFunction<EngineSession> figure) {
    long[] sum = {0};
    sessions.forEach(session -> sum[0] += figure.applyAsLong(session));
    return sum[0];
  }
}
