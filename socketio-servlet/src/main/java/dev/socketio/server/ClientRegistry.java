package dev.socketio.server;

import dev.socketio.concurrent.SerialExecutor;
import dev.socketio.engine.ConnectionError;
import dev.socketio.engine.EngineApplication;
import dev.socketio.engine.EngineConnection;
import dev.socketio.engine.EngineListener;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * The clients of one server, from the opening of their session until their last disconnect listener
 * has returned.
 *
 * <p>Threading: safe for use by any thread. Refused requests are told to their listeners one after
 * the other, on the handler executor.
 */
final class ClientRegistry implements EngineApplication {
  private static final Logger LOGGER = System.getLogger("dev.socketio.server");

  /**
   * Anybody can send requests that are refused, faster than listeners may be able to deal with
   * them; beyond this number they are only counted.
   */
  static final int MOST_WAITING_ERRORS = 1_000;

  private final ServerTools tools;
  private final NamespaceRegistry namespaces;
  private final SerialExecutor errorLane;
  private final AtomicInteger waitingErrors = new AtomicInteger();
  private final AtomicInteger droppedErrors = new AtomicInteger();
  private final Set<Client> clients = ConcurrentHashMap.newKeySet();
  private final ListenerList<Consumer<ConnectionError>> errorListeners = new ListenerList<>();
  private final CompletableFuture<Void> empty = new CompletableFuture<>();
  private volatile boolean closing;

  ClientRegistry(ServerTools tools, NamespaceRegistry namespaces) {
    this.tools = tools;
    this.namespaces = namespaces;
    this.errorLane = new SerialExecutor(tools.executor());
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
    if (errorListeners.snapshot().isEmpty()) {
      return;
    }
    if (waitingErrors.get() >= MOST_WAITING_ERRORS) {
      droppedErrors.incrementAndGet();
      return;
    }
    waitingErrors.incrementAndGet();
    errorLane.execute(() -> tell(error));
  }

  private void tell(ConnectionError error) {
    waitingErrors.decrementAndGet();
    int dropped = droppedErrors.getAndSet(0);
    if (dropped > 0) {
      LOGGER.log(
          Level.WARNING,
          () ->
              "Listeners for connection errors are too slow; "
                  + dropped
                  + " refused requests were not told to them");
    }
    for (Consumer<ConnectionError> listener : errorListeners.snapshot()) {
      Failures.guarded(() -> listener.accept(error));
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
