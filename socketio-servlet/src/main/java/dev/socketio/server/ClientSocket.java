package dev.socketio.server;

import dev.socketio.server.adapter.LocalSocket;
import dev.socketio.server.packet.EncodedPacket;
import dev.socketio.server.packet.SocketPacket;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One client in one namespace.
 *
 * <p>Threading: what applications call is safe for use by any thread. {@link #receive}, {@link
 * #welcome} and {@link #finish} belong to the lane of the client.
 */
final class ClientSocket implements Socket, LocalSocket {
  private final String id;
  private final ServerTools tools;
  private final ServerNamespace namespace;
  private final Client client;
  private final Handshake handshake;
  private final SocketState state = new SocketState();
  private final SocketHandlers handlers = new SocketHandlers();
  private final PendingAcks acks = new PendingAcks();
  private final Map<String, Object> data = new ConcurrentHashMap<>(2);

  /** Set once nobody is told of anything any more but of the end. */
  private volatile boolean over;

  /** While a middleware takes its time; only touched by the lane. */
  private @Nullable Admission admission;

  ClientSocket(ServerTools tools, ServerNamespace namespace, Client client, Handshake handshake) {
    this.id = tools.ids().next();
    this.tools = tools;
    this.namespace = namespace;
    this.client = client;
    this.handshake = handshake;
  }

  // What it is

  @Override
  public String id() {
    return id;
  }

  @Override
  public Namespace namespace() {
    return namespace;
  }

  @Override
  public Handshake handshake() {
    return handshake;
  }

  @Override
  public Map<String, Object> data() {
    return data;
  }

  @Override
  public Set<String> rooms() {
    return namespace.adapter().socketRooms(this);
  }

  @Override
  public boolean isConnected() {
    return state.isConnected() && client.isOpen();
  }

  @Override
  public Connection connection() {
    return client.view();
  }

  SocketState state() {
    return state;
  }

  PendingAcks acks() {
    return acks;
  }

  Client client() {
    return client;
  }

  // Handlers

  @Override
  public Registration on(String event, EventHandler handler) {
    return handlers.on(event, handler);
  }

  @Override
  public <A> Registration on(String event, Class<A> type, EventHandler.Of1<A> handler) {
    return handlers.on(event, TypedHandlers.of(tools.json(), type, handler));
  }

  @Override
  public <A, B> Registration on(
      String event, Class<A> first, Class<B> second, EventHandler.Of2<A, B> handler) {
    return handlers.on(event, TypedHandlers.of(tools.json(), first, second, handler));
  }

  @Override
  public Registration onAsync(String event, EventHandler.Async handler) {
    return handlers.on(
        event,
        (arguments, ack) ->
            handler
                .handle(arguments, ack)
                .whenComplete(
                    (done, failure) -> {
                      if (failure != null) {
                        failedLater(event, failure);
                      }
                    }));
  }

  /** Stages fail anywhere; listeners hear of it in the client's turn. */
  private void failedLater(String event, Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    client
        .lane()
        .execute(
            () ->
                tools
                    .failures()
                    .handlerFailed(this, event, Objects.requireNonNullElse(cause, failure)));
  }

  @Override
  public Registration once(String event, EventHandler handler) {
    OneTime once = new OneTime(handler);
    Registration registration = handlers.on(event, once);
    once.registration = registration;
    return registration;
  }

  @Override
  public <A> Registration once(String event, Class<A> type, EventHandler.Of1<A> handler) {
    return once(event, TypedHandlers.of(tools.json(), type, handler));
  }

  @Override
  public void off(String event) {
    handlers.off(event);
  }

  @Override
  public Registration onAny(EventHandler.Any handler) {
    return handlers.any().add(handler);
  }

  @Override
  public Registration onDisconnecting(Consumer<DisconnectReason> listener) {
    return handlers.disconnecting().add(listener);
  }

  @Override
  public Registration onDisconnect(Consumer<DisconnectReason> listener) {
    return handlers.disconnect().add(listener);
  }

  /** Whoever comes while the socket ends is called here or there, but once. */
  @Override
  public Registration onEnd(Runnable listener) {
    AtomicBoolean called = new AtomicBoolean();
    Runnable once =
        () -> {
          if (called.compareAndSet(false, true)) {
            guarded("end", listener::run);
          }
        };
    Registration registration = handlers.end().add(once);
    if (over) {
      registration.remove();
      once.run();
    }
    return registration;
  }

  @Override
  public Registration onError(Consumer<Throwable> listener) {
    return handlers.error().add(listener);
  }

  List<Consumer<Throwable>> errorListeners() {
    return handlers.error().snapshot();
  }

  // Receiving

  /** Hands an event to its handlers; one that was on its way when the socket left is dropped. */
  void receive(SocketPacket.Event event) {
    if (!state.isConnected()) {
      return;
    }
    Arguments arguments = new EventArguments(tools.json(), event.arguments());
    for (EventHandler.Any handler : handlers.any().snapshot()) {
      guarded(event.name(), () -> handler.handle(event.name(), arguments));
    }
    List<EventHandler> own = handlers.of(event.name());
    if (own.isEmpty()) {
      return;
    }
    Ack ack = EventAck.of(this, event.id());
    for (EventHandler handler : own) {
      guarded(event.name(), () -> handler.handle(arguments, ack));
    }
  }

  private void guarded(String event, ApplicationCode code) {
    try {
      code.run();
    } catch (Throwable failure) {
      tools.failures().handlerFailed(this, event, failure);
    }
  }

  /** Prepares an answer; running it sends it, if the socket is still connected. */
  Runnable answer(long ackId, @Nullable Object... arguments) {
    if (!isConnected()) {
      return () -> {};
    }
    EncodedPacket packet =
        Emitter.written(
            "the answer to event " + ackId,
            () -> tools.encoder().ack(namespace.name(), ackId, arguments));
    return () -> client.send(packet);
  }

  // Sending

  @Override
  public boolean emit(String event, @Nullable Object... arguments) {
    return new Emitter(tools, namespace, this).emit(event, arguments);
  }

  @Override
  public CompletionStage<Arguments> emitWithAck(String event, @Nullable Object... arguments) {
    return new Emitter(tools, namespace, this).emitWithAck(event, arguments);
  }

  @Override
  public SocketEmitter timeout(Duration limit) {
    return new Emitter(tools, namespace, this).timeout(limit);
  }

  @Override
  public SocketEmitter asVolatile() {
    return new Emitter(tools, namespace, this).asVolatile();
  }

  @Override
  public Broadcast to(String... rooms) {
    return broadcast().to(rooms);
  }

  @Override
  public Broadcast except(String... rooms) {
    return broadcast().except(rooms);
  }

  @Override
  public Broadcast broadcast() {
    return namespace.everybody().except(id);
  }

  // Rooms

  /**
   * A socket that leaves at this moment empties its rooms after it is gone; so if it is not gone
   * after joining, the rooms will still be emptied, and if it is, they are emptied here.
   */
  @Override
  public void join(String... rooms) {
    if (state.isGone()) {
      return;
    }
    namespace.adapter().addAll(this, Set.copyOf(Arrays.asList(rooms)));
    if (state.isGone()) {
      namespace.adapter().delAll(this);
    }
  }

  @Override
  public void leave(String room) {
    namespace.adapter().del(this, room);
  }

  // Coming and going

  /** A middleware takes its time. */
  void waitsFor(Admission underWay) {
    admission = underWay;
  }

  /**
   * The client has been let in. Its answer is queued before anybody can send to the socket, so that
   * it comes first, and leaves once everybody can: what is said to all after the client has seen
   * the answer reaches it.
   */
  void welcome() {
    client.enqueue(Frames.of(tools.encoder().connect(namespace.name(), id)));
    if (!state.tryConnect()) {
      client.flush();
    } else if (namespace.tryEnter(this)) {
      namespace.members().add(this);
      client.flush();
      greet();
    } else {
      leaveByServer();
    }
  }

  private void greet() {
    for (ConnectionHandler handler : namespace.connectionHandlers()) {
      guarded("connection", () -> handler.handle(this));
    }
  }

  @Override
  public void disconnect() {
    disconnect(false);
  }

  @Override
  public void disconnect(boolean closeConnection) {
    if (closeConnection && state.isConnected()) {
      client.disconnectAll();
    } else {
      leaveByServer();
    }
  }

  /**
   * The end is put into the lane before the client is told: a client that comes back at once must
   * find its namespace free.
   */
  void leaveByServer() {
    if (tryLeave(DisconnectReason.SERVER_NAMESPACE_DISCONNECT)) {
      client.lane().execute(() -> finish(DisconnectReason.SERVER_NAMESPACE_DISCONNECT));
      client.send(tools.encoder().disconnect(namespace.name()));
    }
  }

  /** {@return why an answer will not come, once the socket is not connected any more} */
  DisconnectReason leavingReason() {
    return state.reason().orElseGet(client::endReason);
  }

  /** From here on nothing is sent or received; only the first reason counts. */
  private boolean tryLeave(DisconnectReason reason) {
    if (!state.tryLeave(reason)) {
      return false;
    }
    namespace.members().remove(this);
    acks.failAll(reason);
    return true;
  }

  /** Ends the socket, whatever it was doing. */
  void finish(DisconnectReason reason) {
    tryLeave(reason);
    state
        .reason()
        .filter(why -> !state.isGone())
        .ifPresent(why -> tell("disconnecting", handlers.disconnecting(), why));
    if (!state.tryFinish()) {
      return;
    }
    if (admission != null) {
      admission.stopClock();
    }
    namespace.members().remove(this);
    namespace.leaveRooms(this);
    client.forget(this);
    state.reason().ifPresent(why -> tell("disconnect", handlers.disconnect(), why));
    over = true;
    handlers.end().snapshot().forEach(Runnable::run);
  }

  private void tell(
      String event, ListenerList<Consumer<DisconnectReason>> listeners, DisconnectReason reason) {
    for (Consumer<DisconnectReason> listener : listeners.snapshot()) {
      guarded(event, () -> listener.accept(reason));
    }
  }

  @Override
  public String toString() {
    return "Socket[" + id + " of " + namespace.name() + ']';
  }

  /** Code of the application that may throw anything. */
  @FunctionalInterface
  private interface ApplicationCode {
    void run() throws Exception;
  }

  /** Takes itself off before its only call. */
  private static final class OneTime implements EventHandler {
    private final EventHandler handler;
    private final AtomicBoolean used = new AtomicBoolean();
    private volatile @Nullable Registration registration;

    OneTime(EventHandler handler) {
      this.handler = handler;
    }

    @Override
    public void handle(Arguments arguments, Ack ack) throws Exception {
      Registration own = registration;
      if (own != null) {
        own.remove();
      }
      if (used.compareAndSet(false, true)) {
        handler.handle(arguments, ack);
      }
    }
  }
}
