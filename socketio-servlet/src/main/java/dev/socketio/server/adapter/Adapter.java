package dev.socketio.server.adapter;

import dev.socketio.server.packet.OutboundEvent;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Keeps the rooms of one namespace and carries its broadcasts. {@link InMemoryAdapter} knows this
 * server only; an adapter for a cluster holds one for the sockets of its own server and passes the
 * rest on to the others.
 *
 * <p>A {@link BroadcastTarget} with {@link BroadcastTarget#local} set concerns this server only.
 * Memberships of this server's sockets have to be in force when {@link #addAll}, {@link #del} and
 * {@link #delAll} return.
 *
 * <p>Threading: called by any thread, also by several at once; must not block. Events that one
 * thread broadcasts must reach a socket in that order.
 */
public interface Adapter {

  /** {@return done when the adapter is ready; called once, before anything else} */
  default CompletionStage<Void> init() {
    return CompletableFuture.completedFuture(null);
  }

  /**
   * {@return done when the adapter has let go of everything; called once, after all sockets have
   * left}
   */
  default CompletionStage<Void> close() {
    return CompletableFuture.completedFuture(null);
  }

  /** {@return how many servers there are, this one included} */
  default CompletionStage<Integer> serverCount() {
    return CompletableFuture.completedFuture(1);
  }

  /**
   * Puts a socket into rooms, which come to be with their first member.
   *
   * @param socket socket of this server
   * @param rooms names
   */
  void addAll(LocalSocket socket, Set<String> rooms);

  /**
   * Takes a socket out of a room, which is gone with its last member.
   *
   * @param socket socket of this server
   * @param room name
   */
  void del(LocalSocket socket, String room);

  /**
   * Takes a socket out of all rooms.
   *
   * @param socket socket of this server
   */
  void delAll(LocalSocket socket);

  /**
   * {@return the rooms of a socket, a snapshot}
   *
   * @param socket socket of this server
   */
  Set<String> socketRooms(LocalSocket socket);

  /**
   * {@return names of the rooms that have members on this server, a snapshot; the own ids of
   * sockets among them} For statistics; none by default.
   */
  default Set<String> rooms() {
    return Set.of();
  }

  /**
   * {@return ids of the sockets in any of some rooms, on all servers}
   *
   * @param rooms names; empty means all sockets
   */
  CompletionStage<Set<String>> sockets(Set<String> rooms);

  /**
   * Sends an event.
   *
   * @param event what to send
   * @param target to whom
   */
  void broadcast(OutboundEvent event, BroadcastTarget target);

  /**
   * Sends an event and collects the answers.
   *
   * @param event what to send
   * @param target to whom; its timeout says how long answers are waited for
   * @param answers told once by each server how many clients it sent the event to, and then of each
   *     answer
   */
  void broadcastWithAck(OutboundEvent event, BroadcastTarget target, BroadcastAnswers answers);

  /**
   * {@return what is known of each socket of a target, on all servers}
   *
   * @param target which sockets
   */
  CompletionStage<List<SocketDetails>> fetchSockets(BroadcastTarget target);

  /**
   * Makes sockets join rooms.
   *
   * @param target which sockets
   * @param rooms names
   */
  void addSockets(BroadcastTarget target, Set<String> rooms);

  /**
   * Makes sockets leave rooms.
   *
   * @param target which sockets
   * @param rooms names
   */
  void delSockets(BroadcastTarget target, Set<String> rooms);

  /**
   * Disconnects sockets.
   *
   * @param target which sockets
   * @param closeConnection whether to close their connections as well
   */
  void disconnectSockets(BroadcastTarget target, boolean closeConnection);

  /**
   * Sends an event to the other servers, not to any client.
   *
   * @param event what to send
   */
  default void serverSideEmit(OutboundEvent event) {
    // On a single server there is nobody to send it to.
  }

  /**
   * Keeps what a client needs to come back to after a lost connection.
   *
   * @param session the session
   */
  default void persistSession(SavedSession session) {
    // An adapter that keeps no packets has nothing to offer to a client that comes back.
  }

  /**
   * {@return the session with what its client missed, if it is still known; each session is given
   * out once}
   *
   * @param privateId secret of the client
   * @param offset last event that the client has received
   */
  default CompletionStage<Optional<RestoredSession>> restoreSession(
      String privateId, String offset) {
    return CompletableFuture.completedFuture(Optional.empty());
  }

  /**
   * Adds a listener for what happens to rooms on this server.
   *
   * @param listener called after the fact, on the thread that caused it
   */
  void addRoomListener(RoomListener listener);

  /**
   * Takes a listener off.
   *
   * @param listener one that was added
   */
  void removeRoomListener(RoomListener listener);
}
