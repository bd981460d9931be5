package dev.socketio.server;

import dev.socketio.concurrent.DaemonThreads;
import dev.socketio.concurrent.HandlerExecutors;
import dev.socketio.concurrent.ScheduledTaskTimer;
import dev.socketio.engine.CloseReason;
import dev.socketio.engine.ConnectionError;
import dev.socketio.engine.EngineSessions;
import dev.socketio.json.JsonCodec;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A Socket.IO server: its namespaces, and the Engine.IO sessions below them. It has no port of its
 * own; a servlet feeds it. What is called here without naming a namespace concerns the main one,
 * {@code /}.
 *
 * <p>Threading: safe for use by any thread. Handlers and middlewares should be registered before
 * clients come.
 */
public final class SocketIoServer {
  private static final Logger LOGGER = System.getLogger(SocketIoServer.class.getName());

  /**
   * How long the last disconnect listeners, and then the adapters, may take when the server is
   * closed.
   */
  private static final Duration CLOSE_GRACE = Duration.ofSeconds(5);

  private final SocketIoOptions options;
  private final ServerTools tools;
  private final NamespaceRegistry namespaces;
  private final ClientRegistry clients;
  private final EngineSessions sessions;
  private final HandlerExecutors executors;
  private final HandlerExecutors background;
  private final HandlerExecutors spares;
  private final ScheduledTaskTimer timer;
  private final AtomicReference<@Nullable CompletableFuture<Void>> closed = new AtomicReference<>();

  private SocketIoServer(SocketIoOptions options) {
    this.options = options;
    JsonCodec json = options.json().orElseGet(JsonCodec::standard);
    this.executors = executors(options.dispatch());
    this.background = HandlerExecutors.background();
    this.spares = HandlerExecutors.spares();
    this.timer = ScheduledTaskTimer.start("socketio-timer");
    this.tools =
        new ServerTools(
            options, json, timer, executors.executor(), background.executor(), spares.executor());
    this.namespaces = new NamespaceRegistry(tools);
    this.clients = new ClientRegistry(tools, namespaces);
    this.sessions = new EngineSessions(options.engine(), timer, clients);
  }

  private static HandlerExecutors executors(Dispatch dispatch) {
    if (dispatch instanceof Dispatch.On given) {
      return HandlerExecutors.using(given.executor());
    }
    return dispatch instanceof Dispatch.Direct
        ? HandlerExecutors.direct()
        : HandlerExecutors.automatic();
  }

  /**
   * {@return a server with all defaults}
   *
   * @throws IllegalStateException if there is no JSON provider, with the remedy
   */
  public static SocketIoServer create() {
    return create(SocketIoOptions.defaults());
  }

  /**
   * {@return a server} To be created where the application's class loader is the context class
   * loader, since libraries are looked up here.
   *
   * @param options how it behaves
   * @throws IllegalStateException if there is no JSON provider, with the remedy
   */
  public static SocketIoServer create(SocketIoOptions options) {
    return new SocketIoServer(options);
  }

  /** {@return how this server behaves} */
  public SocketIoOptions options() {
    return options;
  }

  /** {@return the JSON codec in use; it is closed with the server, unless the options gave it} */
  public JsonCodec json() {
    return tools.json();
  }

  /**
   * {@return a namespace, made if there was none} Clients can join only namespaces that exist.
   *
   * @param name its name; a leading slash is added if missing
   * @throws IllegalArgumentException if the name holds a comma
   */
  public Namespace of(String name) {
    return namespaces.of(name);
  }

  /** {@return the main namespace, {@code /}} */
  public Namespace sockets() {
    return namespaces.of(NamespaceRegistry.MAIN);
  }

  /**
   * Called when a namespace has been made that was not there before: the reference's {@code
   * new_namespace}.
   *
   * @param listener gets the namespace, on the thread that makes it
   * @return handle to take it off
   */
  public Registration onNewNamespace(Consumer<Namespace> listener) {
    return namespaces.onNew(listener);
  }

  /**
   * Called for every socket that joined the main namespace.
   *
   * @param handler as with {@link Namespace#onConnection}
   * @return handle to take it off
   */
  public Registration onConnection(ConnectionHandler handler) {
    return sockets().onConnection(handler);
  }

  /**
   * Adds a middleware to the main namespace, and to no other.
   *
   * @param middleware decides
   * @return this
   */
  public SocketIoServer use(ConnectMiddleware middleware) {
    sockets().use(middleware);
    return this;
  }

  /**
   * Adds a middleware that takes time to the main namespace, and to no other.
   *
   * @param middleware decides
   * @return this
   */
  public SocketIoServer useAsync(ConnectMiddleware.Async middleware) {
    sockets().useAsync(middleware);
    return this;
  }

  /**
   * Sends an event to all sockets of the main namespace.
   *
   * @param event as with {@link Broadcast#emit}
   * @param arguments as with {@link Broadcast#emit}
   */
  public void emit(String event, @Nullable Object... arguments) {
    sockets().emit(event, arguments);
  }

  /**
   * Sends an event to all sockets of the main namespace and collects the answers.
   *
   * @param event as with {@link Broadcast#emitWithAck}
   * @param arguments as with {@link Broadcast#emitWithAck}
   * @return as with {@link Broadcast#emitWithAck}
   */
  public CompletionStage<List<Arguments>> emitWithAck(String event, @Nullable Object... arguments) {
    return sockets().emitWithAck(event, arguments);
  }

  /**
   * {@return the sockets of the main namespace in these rooms}
   *
   * @param rooms names
   */
  public Broadcast to(String... rooms) {
    return sockets().to(rooms);
  }

  /**
   * {@return the same as {@link #to}}
   *
   * @param rooms names
   */
  public Broadcast in(String... rooms) {
    return to(rooms);
  }

  /**
   * {@return the sockets of the main namespace that are in none of these rooms}
   *
   * @param rooms names
   */
  public Broadcast except(String... rooms) {
    return sockets().except(rooms);
  }

  /** {@return the sockets of the main namespace on this server, whatever the adapter} */
  public Broadcast local() {
    return sockets().local();
  }

  /** {@return the sockets of the main namespace to which an event can leave at once} */
  public Broadcast asVolatile() {
    return sockets().asVolatile();
  }

  /**
   * {@return all sockets of the main namespace, with a limit for answers}
   *
   * @param limit positive
   */
  public Broadcast timeout(Duration limit) {
    return sockets().timeout(limit);
  }

  /**
   * Called when a handler threw, an argument did not fit, a middleware failed or a client sent a
   * broken packet, in any namespace, where the socket itself has no error listener.
   *
   * @param listener gets socket and failure
   * @return handle to take it off
   */
  public Registration onError(ErrorListener listener) {
    return tools.failures().add(listener);
  }

  /**
   * Called when a request is refused: the reference's {@code connection_error}.
   *
   * @param listener gets what was answered, and why; called on the handler executor
   * @return handle to take it off
   */
  public Registration onConnectionError(Consumer<ConnectionError> listener) {
    return clients.onConnectionError(listener);
  }

  /** {@return how many Engine.IO sessions there are, those included that are closing} */
  public int connectionCount() {
    return sessions.count();
  }

  /**
   * {@return what handlers run on, in words for a log} With {@link Dispatch#auto} it tells which
   * was found: the container's managed executor, virtual threads, or a pool.
   */
  public String handlersRunOn() {
    return executors.description();
  }

  /** {@return figures about the server, for those who watch over it} */
  public ServerStatistics statistics() {
    return new ServerStatistics(sessions, namespaces);
  }

  /** {@return the Engine.IO sessions} Internal: for the servlet, which hands requests in. */
  public EngineSessions engineSessions() {
    return sessions;
  }

  /**
   * Closes all connections (sockets see {@link DisconnectReason#SERVER_SHUTTING_DOWN}), waits up to
   * five seconds for the last listeners and as long for the adapters, and lets go of everything the
   * server has made: threads, timers, its JSON codec. Handlers that still run are interrupted; one
   * that does not care about that keeps its thread.
   *
   * @return done when all that is over; the same stage for further calls
   */
  public CompletionStage<Void> close() {
    CompletableFuture<Void> done = new CompletableFuture<>();
    CompletableFuture<Void> before = closed.compareAndExchange(null, done);
    if (before != null) {
      return before;
    }
    Failures.guarded(() -> sessions.close(CloseReason.SERVER_SHUTTING_DOWN));
    // On a thread of its own: the caller may be a handler, for whose return this waits.
    DaemonThreads.named("socketio-close").newThread(() -> finish(done)).start();
    return done;
  }

  private void finish(CompletableFuture<Void> done) {
    try {
      awaitOthers();
    } finally {
      executors.close();
      spares.close();
      background.close();
      timer.close();
      closeOwnJson();
      // This thread ends here, but whoever waits may look for threads of the application at once.
      Thread.currentThread().setContextClassLoader(ClassLoader.getSystemClassLoader());
      done.complete(null);
    }
  }

  private void awaitOthers() {
    await("disconnect listeners", clients.whenEmpty());
    await(
        "adapters",
        CompletableFuture.allOf(
            namespaces.all().stream()
                .map(namespace -> namespace.closeAdapter().toCompletableFuture())
                .toArray(CompletableFuture<?>[]::new)));
  }

  private void closeOwnJson() {
    if (options.json().isEmpty()) {
      Failures.guarded(tools.json()::close);
    }
  }

  private static void await(String what, CompletionStage<Void> stage) {
    try {
      stage.toCompletableFuture().get(CLOSE_GRACE.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException late) {
      LOGGER.log(
          Level.WARNING,
          "The server was closed, but its {0} have not finished within {1}",
          what,
          CLOSE_GRACE);
    } catch (ExecutionException failed) {
      LOGGER.log(
          Level.WARNING, "The server was closed, but its " + what + " failed", failed.getCause());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
