package dev.socketio.server;

import java.util.Collection;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The namespaces of one server. Only the application adds to them, never a client.
 *
 * <p>Threading: safe for use by any thread.
 */
final class NamespaceRegistry {
  static final String MAIN = "/";

  private final ServerTools tools;
  private final ConcurrentMap<String, ServerNamespace> byName = new ConcurrentHashMap<>();

  private final ListenerList<Consumer<Namespace>> listeners = new ListenerList<>();

  NamespaceRegistry(ServerTools tools) {
    this.tools = tools;
    of(MAIN);
  }

  ServerNamespace of(String name) {
    String full = name.startsWith(MAIN) ? name : MAIN + name;
    if (full.indexOf(',') >= 0) {
      throw new IllegalArgumentException(
          "namespace \"" + name + "\": a comma is not allowed, since it ends the name in a packet");
    }
    ServerNamespace known = byName.get(full);
    return known != null ? known : create(full);
  }

  /**
   * Without a lock, since the adapter is the application's: where two threads make the same
   * namespace, the second adapter is closed again.
   */
  private ServerNamespace create(String name) {
    ServerNamespace namespace = new ServerNamespace(tools, name);
    namespace.startAdapter();
    ServerNamespace first = byName.putIfAbsent(name, namespace);
    if (first == null) {
      listeners.snapshot().forEach(listener -> Failures.guarded(() -> listener.accept(namespace)));
      return namespace;
    }
    CompletionStage<Void> unused = namespace.closeAdapter();
    return first;
  }

  Registration onNew(Consumer<Namespace> listener) {
    return listeners.add(listener);
  }

  @Nullable ServerNamespace find(String name) {
    return byName.get(name);
  }

  Collection<ServerNamespace> all() {
    return byName.values();
  }
}
