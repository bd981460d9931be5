package dev.socketio.server;

import dev.socketio.engine.packet.EnginePacket;
import dev.socketio.server.adapter.BroadcastAnswers;
import dev.socketio.server.adapter.BroadcastTarget;
import dev.socketio.server.adapter.LocalSocket;
import dev.socketio.server.adapter.LocalSockets;
import dev.socketio.server.adapter.SocketDetails;
import dev.socketio.server.packet.OutboundEvent;
import dev.socketio.server.packet.SocketPacket;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The connected sockets of one namespace on this server, and what adapters do with them. An event
 * is encoded once for all receivers and queued for each on the calling thread, which keeps the
 * caller's order; then it is written, for a large room in the background.
 *
 * <p>Threading: safe for use by any thread.
 */
final class NamespaceSockets implements LocalSockets {
  private static final Logger LOGGER = System.getLogger("dev.socketio.server");

  /** Receivers that one thread writes to in a row; beyond it others share the work. */
  static final int CHUNK = 256;

  private final ServerTools tools;
  private final String namespace;
  private final AtomicLong ackIds;
  private final ConcurrentMap<String, ClientSocket> byId = new ConcurrentHashMap<>();
  private final Map<String, Socket> view = Collections.unmodifiableMap(byId);

  NamespaceSockets(ServerTools tools, String namespace, AtomicLong ackIds) {
    this.tools = tools;
    this.namespace = namespace;
    this.ackIds = ackIds;
  }

  void add(ClientSocket socket) {
    byId.put(socket.id(), socket);
  }

  void remove(ClientSocket socket) {
    byId.remove(socket.id());
  }

  Map<String, Socket> byId() {
    return view;
  }

  @Override
  public String namespace() {
    return namespace;
  }

  @Override
  public Collection<? extends LocalSocket> all() {
    return byId.values();
  }

  @Override
  public void send(
      Collection<? extends LocalSocket> receivers, OutboundEvent event, boolean ifWritable) {
    if (receivers.isEmpty()) {
      return;
    }
    List<EnginePacket> frames =
        Frames.of(tools.encoder().event(namespace, SocketPacket.NO_ID, event));
    List<Client> queued = new ArrayList<>(receivers.size());
    for (LocalSocket receiver : receivers) {
      ClientSocket socket = (ClientSocket) receiver;
      if (isReachable(socket, ifWritable) && socket.client().enqueue(frames)) {
        queued.add(socket.client());
      }
    }
    flush(queued);
  }

  @Override
  public int sendWithAck(
      Collection<? extends LocalSocket> receivers,
      OutboundEvent event,
      BroadcastTarget target,
      BroadcastAnswers answers) {
    long id = ackIds.getAndIncrement();
    List<EnginePacket> frames = Frames.of(tools.encoder().event(namespace, id, event));
    AnswerGroup group = new AnswerGroup(id, answers);
    List<Client> queued = new ArrayList<>(receivers.size());
    for (LocalSocket receiver : receivers) {
      ClientSocket socket = (ClientSocket) receiver;
      if (isReachable(socket, target.ifWritable())) {
        group.add(socket);
        if (socket.client().enqueue(frames)) {
          queued.add(socket.client());
        } else {
          group.remove(socket);
        }
      }
    }
    group.start(tools.timer(), target.timeout());
    flush(queued);
    return queued.size();
  }

  private static boolean isReachable(ClientSocket socket, boolean ifWritable) {
    return socket.isConnected() && (!ifWritable || socket.client().isWritable());
  }

  private void flush(List<Client> queued) {
    if (queued.size() <= CHUNK) {
      flushEach(queued);
      return;
    }
    for (int from = 0; from < queued.size(); from += CHUNK) {
      List<Client> chunk = queued.subList(from, Math.min(from + CHUNK, queued.size()));
      tools.runInBackground(() -> flushEach(chunk));
    }
  }

  /** A connection that fails costs the clients behind it nothing. */
  private static void flushEach(List<Client> clients) {
    for (Client client : clients) {
      try {
        client.flush();
      } catch (RuntimeException | Error failure) {
        LOGGER.log(Level.ERROR, "A client could not be written to", failure);
      }
    }
  }

  @Override
  public List<SocketDetails> describe(Collection<? extends LocalSocket> sockets) {
    List<SocketDetails> details = new ArrayList<>(sockets.size());
    for (LocalSocket each : sockets) {
      ClientSocket socket = (ClientSocket) each;
      details.add(
          new SocketDetails(
              socket.id(), HandshakeDetails.of(socket.handshake()), socket.rooms(), socket.data()));
    }
    return details;
  }

  @Override
  public void join(Collection<? extends LocalSocket> sockets, Set<String> rooms) {
    String[] names = rooms.toArray(String[]::new);
    sockets.forEach(socket -> ((ClientSocket) socket).join(names));
  }

  @Override
  public void leave(Collection<? extends LocalSocket> sockets, Set<String> rooms) {
    for (LocalSocket socket : sockets) {
      rooms.forEach(((ClientSocket) socket)::leave);
    }
  }

  @Override
  public void disconnect(Collection<? extends LocalSocket> sockets, boolean closeConnection) {
    sockets.forEach(socket -> ((ClientSocket) socket).disconnect(closeConnection));
  }
}
