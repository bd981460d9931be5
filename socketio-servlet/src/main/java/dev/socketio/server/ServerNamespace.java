package dev.socketio.server;

import dev.socketio.server.adapter.Adapter;
import dev.socketio.server.adapter.BroadcastTarget;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A namespace: its middlewares and connection handlers, its sockets, its rooms.
 *
 * <p>Threading: safe for use by any thread.
 */
final class ServerNamespace implements Namespace {
  private static final CompletionStage<@Nullable Void> PASSED =
      CompletableFuture.completedFuture(null);

  private final ServerTools tools;
  private final String name;
  private final NamespaceSockets members;
  private final Adapter adapter;
  private final Broadcast everybody;
  private final ListenerList<ConnectMiddleware.Async> middlewares = new ListenerList<>();
  private final ListenerList<ConnectionHandler> connectionHandlers = new ListenerList<>();

  /** Shared by all sockets, as a broadcast asks all of them under one id. */
  private final AtomicLong ackIds = new AtomicLong();

  ServerNamespace(ServerTools tools, String name) {
    this.tools = tools;
    this.name = name;
    this.members = new NamespaceSockets(tools, name, ackIds);
    this.adapter = tools.options().adapter().create(members);
    this.everybody =
        new BroadcastOperator(
            tools, adapter, BroadcastTarget.everybody(tools.options().ackTimeout()));
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Namespace use(ConnectMiddleware middleware) {
    return useAsync(
        socket -> {
          middleware.handle(socket);
          return PASSED;
        });
  }

  @Override
  public Namespace useAsync(ConnectMiddleware.Async middleware) {
    middlewares.add(middleware);
    return this;
  }

  @Override
  public Registration onConnection(ConnectionHandler handler) {
    return connectionHandlers.add(handler);
  }

  @Override
  public Map<String, Socket> sockets() {
    return members.byId();
  }

  @Override
  public Adapter adapter() {
    return adapter;
  }

  // The adapter is somebody else's code and may throw anything. What becomes of its namespace then
  // is none of our sockets' business: they go on with whatever it can do.

  void startAdapter() {
    attempt("start", adapter::init);
  }

  CompletionStage<Void> closeAdapter() {
    return attempt("close", adapter::close);
  }

  /** {@return done when it has ended, well or badly} */
  private CompletionStage<Void> attempt(String what, Supplier<CompletionStage<Void>> action) {
    try {
      return action
          .get()
          .exceptionally(
              failure -> {
                tools.failures().adapterFailed(name, what, failure);
                return null;
              });
    } catch (RuntimeException | Error failure) {
      tools.failures().adapterFailed(name, what, failure);
      return CompletableFuture.completedFuture(null);
    }
  }

  /** {@return whether the adapter knows the socket now, under its own id} */
  boolean tryEnter(ClientSocket socket) {
    try {
      adapter.addAll(socket, Set.of(socket.id()));
      return true;
    } catch (RuntimeException | Error failure) {
      tools.failures().adapterFailed(name, "take socket " + socket.id(), failure);
      return false;
    }
  }

  void leaveRooms(ClientSocket socket) {
    try {
      adapter.delAll(socket);
    } catch (RuntimeException | Error failure) {
      tools.failures().adapterFailed(name, "let socket " + socket.id() + " go", failure);
    }
  }

  List<ConnectMiddleware.Async> middlewares() {
    return middlewares.snapshot();
  }

  List<ConnectionHandler> connectionHandlers() {
    return connectionHandlers.snapshot();
  }

  NamespaceSockets members() {
    return members;
  }

  Broadcast everybody() {
    return everybody;
  }

  long nextAckId() {
    return ackIds.getAndIncrement();
  }

  // As a broadcast to everybody

  @Override
  public Broadcast to(String... rooms) {
    return everybody.to(rooms);
  }

  @Override
  public Broadcast to(Collection<String> rooms) {
    return everybody.to(rooms);
  }

  @Override
  public Broadcast except(String... rooms) {
    return everybody.except(rooms);
  }

  @Override
  public Broadcast except(Collection<String> rooms) {
    return everybody.except(rooms);
  }

  @Override
  public Broadcast local() {
    return everybody.local();
  }

  @Override
  public Broadcast asVolatile() {
    return everybody.asVolatile();
  }

  @Override
  public Broadcast timeout(Duration limit) {
    return everybody.timeout(limit);
  }

  @Override
  public void emit(String event, @Nullable Object... arguments) {
    everybody.emit(event, arguments);
  }

  @Override
  public CompletionStage<List<Arguments>> emitWithAck(String event, @Nullable Object... arguments) {
    return everybody.emitWithAck(event, arguments);
  }

  @Override
  public CompletionStage<List<RemoteSocket>> fetchSockets() {
    return everybody.fetchSockets();
  }

  @Override
  public void socketsJoin(String... rooms) {
    everybody.socketsJoin(rooms);
  }

  @Override
  public void socketsLeave(String... rooms) {
    everybody.socketsLeave(rooms);
  }

  @Override
  public void disconnectSockets(boolean closeConnection) {
    everybody.disconnectSockets(closeConnection);
  }
}
