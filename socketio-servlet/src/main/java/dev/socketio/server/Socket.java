package dev.socketio.server;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * One client in one namespace.
 *
 * <p>Threading: safe for use by any thread. Handlers and listeners of all sockets of one connection
 * run one at a time, in the order of the packets, on the server's handler executor. A handler may
 * block: it delays further events of its own client only, not its heartbeat nor its
 * acknowledgements. (With direct dispatch they run on the container's thread and must not block.)
 */
public interface Socket extends SocketEmitter {

  /**
   * {@return public id, 20 characters; new for each connection and namespace, and not the secret
   * engine session id}
   */
  String id();

  /** {@return where this socket belongs} */
  Namespace namespace();

  /** {@return what the client said when it connected} */
  Handshake handshake();

  /** {@return a place for application data; safe for use by any thread} */
  Map<String, Object> data();

  /** {@return rooms joined at this moment, the own id among them; empty once disconnected} */
  Set<String> rooms();

  /** {@return whether the socket is connected} */
  boolean isConnected();

  /** {@return the connection below, shared with the client's sockets in other namespaces} */
  Connection connection();

  /**
   * Handles an event.
   *
   * @param event name
   * @param handler gets all arguments
   * @return handle to take it off
   */
  Registration on(String event, EventHandler handler);

  /**
   * Handles an event without answering: where the client asks for an acknowledgement, it gets none.
   *
   * @param event name
   * @param handler gets all arguments
   * @return handle to take it off
   */
  default Registration on(String event, EventHandler.Plain handler) {
    return on(event, (arguments, ack) -> handler.handle(arguments));
  }

  /**
   * Handles an event whose first argument is of a type. An argument that does not fit goes to
   * {@link #onError} and the handler is not called; so does one that is missing or JSON null, as
   * typed handlers never get {@code null}. For an argument that a client may leave out, take all of
   * them and ask: {@code socket.on("find", arguments -> find(arguments.get(0, String.class)))},
   * where {@link Arguments#get(int, Class)} gives {@code null} for what is missing. Arguments
   * beyond the typed ones are passed over.
   *
   * @param event name
   * @param type type of the first argument, as with {@link Arguments#get(int, Class)}
   * @param handler gets the first argument
   * @param <A> type of the first argument
   * @return handle to take it off
   * @throws ArgumentException if nothing here can bind that type, with the remedy
   */
  <A> Registration on(String event, Class<A> type, EventHandler.Of1<A> handler);

  /**
   * The same without answering.
   *
   * @param event name
   * @param type type of the first argument
   * @param handler gets the first argument
   * @param <A> type of the first argument
   * @return handle to take it off
   * @throws ArgumentException if nothing here can bind that type, with the remedy
   */
  default <A> Registration on(String event, Class<A> type, EventHandler.Plain1<A> handler) {
    return on(event, type, (first, ack) -> handler.handle(first));
  }

  /**
   * Handles an event whose first two arguments are of given types.
   *
   * @param event name
   * @param first type of the first argument
   * @param second type of the second argument
   * @param handler gets both
   * @param <A> type of the first argument
   * @param <B> type of the second argument
   * @return handle to take it off
   * @throws ArgumentException if nothing here can bind those types, with the remedy
   */
  <A, B> Registration on(
      String event, Class<A> first, Class<B> second, EventHandler.Of2<A, B> handler);

  /**
   * The same without answering.
   *
   * @param event name
   * @param first type of the first argument
   * @param second type of the second argument
   * @param handler gets both
   * @param <A> type of the first argument
   * @param <B> type of the second argument
   * @return handle to take it off
   * @throws ArgumentException if nothing here can bind those types, with the remedy
   */
  default <A, B> Registration on(
      String event, Class<A> first, Class<B> second, EventHandler.Plain2<A, B> handler) {
    return on(event, first, second, (a, b, ack) -> handler.handle(a, b));
  }

  /**
   * Handles an event by a handler that takes time. The next event does not wait for it.
   *
   * @param event name
   * @param handler gets all arguments; the failure of its stage goes to {@link #onError}
   * @return handle to take it off
   */
  Registration onAsync(String event, EventHandler.Async handler);

  /**
   * Handles an event once.
   *
   * @param event name
   * @param handler gets all arguments
   * @return handle to take it off before
   */
  Registration once(String event, EventHandler handler);

  /**
   * Handles an event once, without answering.
   *
   * @param event name
   * @param handler gets all arguments
   * @return handle to take it off before
   */
  default Registration once(String event, EventHandler.Plain handler) {
    return once(event, (arguments, ack) -> handler.handle(arguments));
  }

  /**
   * Handles an event once whose first argument is of a type, as with {@link #on(String, Class,
   * EventHandler.Of1)}. An event that does not fit counts as the one.
   *
   * @param event name
   * @param type type of the first argument
   * @param handler gets the first argument
   * @param <A> type of the first argument
   * @return handle to take it off before
   * @throws ArgumentException if nothing here can bind that type, with the remedy
   */
  <A> Registration once(String event, Class<A> type, EventHandler.Of1<A> handler);

  /**
   * The same without answering.
   *
   * @param event name
   * @param type type of the first argument
   * @param handler gets the first argument
   * @param <A> type of the first argument
   * @return handle to take it off before
   * @throws ArgumentException if nothing here can bind that type, with the remedy
   */
  default <A> Registration once(String event, Class<A> type, EventHandler.Plain1<A> handler) {
    return once(event, type, (first, ack) -> handler.handle(first));
  }

  /**
   * Takes all handlers of an event off.
   *
   * @param event name
   */
  void off(String event);

  /**
   * Sees every event before its handlers; not acknowledgements.
   *
   * @param handler gets name and arguments
   * @return handle to take it off
   */
  Registration onAny(EventHandler.Any handler);

  /**
   * Called when the socket is about to leave its rooms because it disconnects.
   *
   * @param listener gets the reason
   * @return handle to take it off
   */
  Registration onDisconnecting(Consumer<DisconnectReason> listener);

  /**
   * Called once after the socket disconnected and left its rooms.
   *
   * @param listener gets the reason
   * @return handle to take it off
   */
  Registration onDisconnect(Consumer<DisconnectReason> listener);

  /**
   * Called once when the socket is over, in whichever way: after the disconnect listeners, or when
   * it was refused, or when its client left before it was let in. For letting go of what was made
   * for the socket. Where it is over already, the listener is called at once, by the calling
   * thread.
   *
   * @param listener lets go
   * @return handle to take it off
   */
  Registration onEnd(Runnable listener);

  /**
   * Called when a handler of this socket threw, an argument did not fit, or the client sent a
   * broken packet. Without a listener the server's error listeners get it.
   *
   * @param listener gets the failure
   * @return handle to take it off
   */
  Registration onError(Consumer<Throwable> listener);

  /**
   * Joins rooms; does nothing once disconnected.
   *
   * @param rooms names
   */
  void join(String... rooms);

  /**
   * Joins rooms; does nothing once disconnected.
   *
   * @param rooms names
   */
  default void join(Collection<String> rooms) {
    join(rooms.toArray(String[]::new));
  }

  /**
   * Leaves a room.
   *
   * @param room name
   */
  void leave(String room);

  /**
   * {@return the other sockets in these rooms}
   *
   * @param rooms names
   */
  Broadcast to(String... rooms);

  /**
   * {@return the other sockets in these rooms}
   *
   * @param rooms names
   */
  default Broadcast to(Collection<String> rooms) {
    return broadcast().to(rooms);
  }

  /**
   * {@return the same as {@link #to(String...)}}
   *
   * @param rooms names
   */
  default Broadcast in(String... rooms) {
    return to(rooms);
  }

  /**
   * {@return the same as {@link #to(Collection)}}
   *
   * @param rooms names
   */
  default Broadcast in(Collection<String> rooms) {
    return to(rooms);
  }

  /**
   * {@return the other sockets of the namespace that are in none of these rooms}
   *
   * @param rooms names
   */
  Broadcast except(String... rooms);

  /**
   * {@return the other sockets of the namespace that are in none of these rooms}
   *
   * @param rooms names
   */
  default Broadcast except(Collection<String> rooms) {
    return broadcast().except(rooms);
  }

  /** {@return all other sockets of the namespace} */
  Broadcast broadcast();

  /**
   * Leaves the namespace: the client sees reason {@code io server disconnect} and does not come
   * back by itself.
   */
  void disconnect();

  /**
   * Leaves the namespace, or all namespaces and the connection.
   *
   * @param closeConnection whether to close the connection as well
   */
  void disconnect(boolean closeConnection);
}
