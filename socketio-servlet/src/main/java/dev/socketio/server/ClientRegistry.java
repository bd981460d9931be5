package dev.socketio.server;

import dev.socketio.engine.ConnectionError;
import dev.socketio.engine.EngineApplication;
import dev.socketio.engine.EngineConnection;
import dev.socketio.engine.EngineListener;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * The clients of one server, from the opening of their session until their last disconnect listener
 * has returned.
 *
 * <p>Threading: safe for use by any thread.
 */
final class ClientRegistry implements EngineApplication {
  private final ServerTools tools;
  private final NamespaceRegistry namespaces;
  private final Set<Client> clients = ConcurrentHashMap.newKeySet();
  private final ListenerList<Consumer<ConnectionError>> errorListeners = new ListenerList<>();
  private final CompletableFuture<Void> empty = new CompletableFuture<>();
  private volatile boolean closing;

  ClientRegistry(ServerTools tools, NamespaceRegistry namespaces) {
    this.tools = tools;
    this.namespaces = namespaces;
  }

  Registration onConnectionError(Consumer<ConnectionError> listener) {
    return errorListeners.add(listener);
  }

  @Override
  public EngineListener onConnection(EngineConnection connection) {
    Client client = new Client(tools, namespaces, connection, this::ended);
    clients.add(client);
    client.startClock();
    return client;
  }

  @Override
  public void onConnectionError(ConnectionError error) {
    for (Consumer<ConnectionError> listener : errorListeners.snapshot()) {
      tools.run(() -> Failures.guarded(() -> listener.accept(error)));
    }
  }

  private void ended(Client client) {
    clients.remove(client);
    completeIfEmpty();
  }

  /** {@return done when the last client is gone} To be called once no new ones come. */
  CompletionStage<Void> whenEmpty() {
    closing = true;
    completeIfEmpty();
    return empty;
  }

  private void completeIfEmpty() {
    if (closing && clients.isEmpty()) {
      empty.complete(null);
    }
  }
}
