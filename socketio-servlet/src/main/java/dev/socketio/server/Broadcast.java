package dev.socketio.server;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * A set of sockets of one namespace to send to: the union of the rooms named, less the excepted
 * ones; all sockets where no room is named. A socket in several of the rooms gets one copy.
 * Immutable: each modifier gives a new one (the reference's {@code BroadcastOperator}).
 *
 * <p>Threading: safe for use by any thread; nothing here blocks. Events emitted by one thread
 * arrive in its order.
 */
public interface Broadcast {

  /**
   * {@return the same, to these rooms as well}
   *
   * @param rooms names of rooms
   */
  Broadcast to(String... rooms);

  /**
   * {@return the same, to these rooms as well}
   *
   * @param rooms names of rooms
   */
  Broadcast to(Collection<String> rooms);

  /**
   * {@return the same as {@link #to(String...)}}
   *
   * @param rooms names of rooms
   */
  default Broadcast in(String... rooms) {
    return to(rooms);
  }

  /**
   * {@return the same as {@link #to(Collection)}}
   *
   * @param rooms names of rooms
   */
  default Broadcast in(Collection<String> rooms) {
    return to(rooms);
  }

  /**
   * {@return the same, without the sockets that are in any of these rooms}
   *
   * @param rooms names of rooms
   */
  Broadcast except(String... rooms);

  /**
   * {@return the same, without the sockets that are in any of these rooms}
   *
   * @param rooms names of rooms
   */
  Broadcast except(Collection<String> rooms);

  /** {@return the same, on this server only, whatever the adapter} */
  Broadcast local();

  /** {@return the same, dropping the event for each socket to which it cannot leave at once} */
  Broadcast asVolatile();

  /**
   * {@return the same with a limit for answers}
   *
   * @param limit positive; what is more than a hundred years counts as that
   */
  Broadcast timeout(Duration limit);

  /**
   * Sends an event to all sockets of the set.
   *
   * @param event name, as with {@link SocketEmitter#emit}
   * @param arguments as with {@link SocketEmitter#emit}
   * @throws ArgumentException if the name is reserved or an argument cannot be written
   */
  void emit(String event, @Nullable Object... arguments);

  /**
   * Sends an event and collects the answers. What is attached to the stage, or to a combination of
   * stages, runs as with {@link SocketEmitter#emitWithAck}.
   *
   * @param event name, as with {@link SocketEmitter#emit}
   * @param arguments as with {@link SocketEmitter#emit}
   * @return all answers when the last one is in, at once with an empty list if the set is empty;
   *     fails with {@link BroadcastTimeoutException}, which holds the answers so far, after the
   *     {@link #timeout} (default: option {@code ackTimeout})
   * @throws ArgumentException if the name is reserved or an argument cannot be written
   */
  CompletionStage<List<Arguments>> emitWithAck(String event, @Nullable Object... arguments);

  /** {@return the sockets of the set, on all servers, as they are at this moment} */
  CompletionStage<List<RemoteSocket>> fetchSockets();

  /**
   * Makes all sockets of the set join rooms.
   *
   * @param rooms names of rooms
   */
  void socketsJoin(String... rooms);

  /**
   * Makes all sockets of the set leave rooms.
   *
   * @param rooms names of rooms
   */
  void socketsLeave(String... rooms);

  /**
   * Disconnects all sockets of the set.
   *
   * @param closeConnection whether to close their connections as well
   */
  void disconnectSockets(boolean closeConnection);
}
