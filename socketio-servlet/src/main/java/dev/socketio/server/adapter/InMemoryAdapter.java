package dev.socketio.server.adapter;

import dev.socketio.concurrent.SerialExecutor;
import dev.socketio.server.packet.OutboundEvent;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Keeps the rooms of this server in memory. Also the local half of an adapter for a cluster.
 *
 * <p>Threading: safe for use by any thread; nothing is locked while sockets or listeners are
 * called.
 */
public final class InMemoryAdapter implements Adapter {
  private static final Logger LOGGER = System.getLogger(InMemoryAdapter.class.getName());

  private final LocalSockets local;
  private final RoomIndex index = new RoomIndex();
  private final List<RoomListener> listeners = new CopyOnWriteArrayList<>();
  private final Queue<RoomIndex.Change> untold = new ConcurrentLinkedQueue<>();
  private final SerialExecutor teller = SerialExecutor.inline();

  /**
   * Makes an adapter without rooms.
   *
   * @param sockets the sockets of the namespace
   */
  public InMemoryAdapter(LocalSockets sockets) {
    this.local = sockets;
  }

  @Override
  public void addAll(LocalSocket socket, Set<String> rooms) {
    change(changes -> index.add(socket, rooms, changes));
  }

  @Override
  public void del(LocalSocket socket, String room) {
    change(changes -> index.remove(socket, room, changes));
  }

  @Override
  public void delAll(LocalSocket socket) {
    change(changes -> index.removeAll(socket, changes));
  }

  /**
   * Changes are queued while their room is locked, and told one at a time: in one order for all.
   */
  private void change(Consumer<Consumer<RoomIndex.Change>> action) {
    if (listeners.isEmpty()) {
      action.accept(change -> {});
      return;
    }
    action.accept(untold::add);
    teller.execute(this::tellAll);
  }

  private void tellAll() {
    for (RoomIndex.Change change = untold.poll(); change != null; change = untold.poll()) {
      for (RoomListener listener : listeners) {
        tell(listener, change);
      }
    }
  }

  /** A listener that fails must not cost a socket its place, or its end. */
  private static void tell(RoomListener listener, RoomIndex.Change change) {
    try {
      change.accept(listener);
    } catch (RuntimeException | Error failure) {
      LOGGER.log(Level.WARNING, "A room listener failed", failure);
    }
  }

  @Override
  public Set<String> socketRooms(LocalSocket socket) {
    return index.roomsOf(socket);
  }

  @Override
  public CompletionStage<Set<String>> sockets(Set<String> rooms) {
    return CompletableFuture.completedFuture(
        index.select(rooms, Set.of(), local.all()).stream()
            .map(LocalSocket::id)
            .collect(Collectors.toUnmodifiableSet()));
  }

  @Override
  public void broadcast(OutboundEvent event, BroadcastTarget target) {
    local.send(select(target), event, target.ifWritable());
  }

  @Override
  public void broadcastWithAck(
      OutboundEvent event, BroadcastTarget target, BroadcastAnswers answers) {
    answers.expect(local.sendWithAck(select(target), event, target, answers));
  }

  @Override
  public CompletionStage<List<SocketDetails>> fetchSockets(BroadcastTarget target) {
    return CompletableFuture.completedFuture(local.describe(select(target)));
  }

  @Override
  public void addSockets(BroadcastTarget target, Set<String> rooms) {
    local.join(select(target), rooms);
  }

  @Override
  public void delSockets(BroadcastTarget target, Set<String> rooms) {
    local.leave(select(target), rooms);
  }

  @Override
  public void disconnectSockets(BroadcastTarget target, boolean closeConnection) {
    local.disconnect(select(target), closeConnection);
  }

  @Override
  public void addRoomListener(RoomListener listener) {
    listeners.add(listener);
  }

  @Override
  public void removeRoomListener(RoomListener listener) {
    listeners.remove(listener);
  }

  @Override
  public Set<String> rooms() {
    return index.names();
  }

  private List<LocalSocket> select(BroadcastTarget target) {
    return index.select(target.rooms(), target.except(), local.all());
  }
}
