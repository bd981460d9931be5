package dev.socketio.server;

import dev.socketio.concurrent.Cancellable;
import dev.socketio.concurrent.SerialExecutor;
import dev.socketio.engine.CloseReason;
import dev.socketio.engine.EngineConnection;
import dev.socketio.engine.EngineListener;
import dev.socketio.engine.TransportName;
import dev.socketio.engine.packet.EnginePacket;
import dev.socketio.server.packet.EncodedPacket;
import dev.socketio.server.packet.MalformedPacketException;
import dev.socketio.server.packet.PacketDecoder;
import dev.socketio.server.packet.PacketFrame;
import dev.socketio.server.packet.SocketPacket;
import jakarta.json.JsonObject;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One Engine.IO session and the sockets on top of it, one for each namespace that the client has
 * joined.
 *
 * <p>Packets take two ways. Answers to our events go straight to those who wait for them, so that a
 * handler that waits for one gets it. Everything else goes through the lane, one packet at a time,
 * in the order sent: joining a namespace, events, leaving, and the end of the session behind all
 * that came before it. What waits for the lane is bounded.
 *
 * <p>Threading: the engine's calls never overlap; {@link #lane} runs application code; the rest is
 * safe for use by any thread. The tables of sockets are immutable maps that only the lane replaces.
 */
final class Client implements EngineListener {
  /** What a waiting packet costs besides its text. */
  private static final int PACKET_OVERHEAD = 128;

  private final ServerTools tools;
  private final NamespaceRegistry namespaces;
  private final EngineConnection connection;
  private final Consumer<Client> onEnd;
  private final ConnectionView view;
  private final PacketDecoder decoder;
  private final SerialExecutor lane;
  private final AtomicLong waiting = new AtomicLong();

  /** Sockets by namespace, those included that are joining or leaving. */
  private volatile Map<String, ClientSocket> sockets = Map.of();

  /** Namespaces that we made the client leave; what it had sent before it knew is passed over. */
  private volatile Set<String> dismissed = Set.of();

  private volatile @Nullable Cancellable connectDeadline;
  private volatile @Nullable DisconnectReason ended;

  /** Set when the session is beyond repair: whatever still comes or waits is dropped. */
  private volatile boolean deaf;

  /** Set at the first malformed message; nothing after it is read. For the engine's calls only. */
  private boolean broken;

  Client(
      ServerTools tools,
      NamespaceRegistry namespaces,
      EngineConnection connection,
      Consumer<Client> onEnd) {
    this.tools = tools;
    this.namespaces = namespaces;
    this.connection = connection;
    this.onEnd = onEnd;
    this.view = new ConnectionView(connection);
    this.decoder = new PacketDecoder(tools.options().maxAttachments());
    this.lane = new SerialExecutor(tools.executor());
  }

  void startClock() {
    connectDeadline =
        tools
            .timer()
            .schedule(tools.options().connectTimeout(), () -> lane.execute(this::nobodyJoined));
  }

  private void nobodyJoined() {
    if (connectDeadline != null) {
      giveUp();
    }
  }

  // From the engine

  @Override
  public void onText(String text) {
    if (deaf || broken) {
      return;
    }
    try {
      accept(decoder.add(text));
    } catch (MalformedPacketException malformed) {
      stopReading(malformed);
    }
  }

  @Override
  public void onBinary(ByteBuffer data) {
    if (deaf || broken) {
      return;
    }
    try {
      accept(decoder.add(data));
    } catch (MalformedPacketException malformed) {
      stopReading(malformed);
    }
  }

  @Override
  public void onUpgrade(TransportName transport) {
    lane.execute(() -> view.upgraded(transport));
  }

  /** What waits is dropped: it was sent by somebody who counts no more. */
  @Override
  public void onDismissed(EngineConnection dismissed) {
    deaf = true;
    disconnectAll();
  }

  @Override
  public void onClose(CloseReason reason, String description) {
    DisconnectReason why = DisconnectReason.of(reason);
    ended = why;
    if (reason == CloseReason.RECEIVE_QUEUE_OVERFLOW
        || reason == CloseReason.SERVER_SHUTTING_DOWN) {
      deaf = true;
    }
    stopClock();
    // Not behind the handlers: one of them may be waiting for such an answer.
    sockets.values().forEach(socket -> socket.acks().failAll(why));
    lane.execute(() -> end(why));
  }

  /** What came before is still handled first; a flood of malformed messages waits as one. */
  private void stopReading(MalformedPacketException malformed) {
    broken = true;
    lane.execute(() -> refuse(malformed));
  }

  private void accept(@Nullable PacketFrame frame) throws MalformedPacketException {
    if (frame == null) {
      return;
    }
    if (frame.isAck()) {
      ClientSocket socket = sockets.get(frame.namespace());
      if (socket != null && !socket.state().isJoining()) {
        answer(socket, tools.reader().read(frame));
        return;
      }
    }
    long weight = frame.weight() + PACKET_OVERHEAD;
    long before = waiting.getAndAdd(weight);
    if (before > 0 && before + weight > tools.options().receiveQueueBytes()) {
      deaf = true;
      connection.close(CloseReason.RECEIVE_QUEUE_OVERFLOW);
      return;
    }
    lane.execute(
        () -> {
          waiting.addAndGet(-weight);
          handle(frame);
        });
  }

  // In the lane

  private void handle(PacketFrame frame) {
    if (deaf) {
      return;
    }
    try {
      handle(tools.reader().read(frame));
    } catch (MalformedPacketException malformed) {
      refuse(malformed);
    }
  }

  private void handle(SocketPacket packet) {
    ClientSocket socket = sockets.get(packet.namespace());
    if (packet instanceof SocketPacket.Connect connect) {
      connect(connect, socket);
    } else if (socket == null) {
      handleUnjoined(packet);
    } else if (packet instanceof SocketPacket.ConnectError || socket.state().isJoining()) {
      giveUp();
    } else if (packet instanceof SocketPacket.Event event) {
      socket.receive(event);
    } else if (packet instanceof SocketPacket.Disconnect) {
      socket.finish(DisconnectReason.CLIENT_NAMESPACE_DISCONNECT);
    } else {
      answer(socket, packet);
    }
  }

  private static void answer(ClientSocket socket, SocketPacket packet) {
    if (packet instanceof SocketPacket.Ack ack) {
      socket.acks().answer(ack.id(), ack.arguments());
    }
  }

  private void handleUnjoined(SocketPacket packet) {
    if (!dismissed.contains(packet.namespace()) || packet instanceof SocketPacket.ConnectError) {
      giveUp();
    } else if (packet instanceof SocketPacket.Disconnect) {
      dismissed = without(dismissed, packet.namespace());
    }
  }

  private void connect(SocketPacket.Connect packet, @Nullable ClientSocket present) {
    if (present != null) {
      giveUp();
      return;
    }
    ServerNamespace namespace = namespaces.find(packet.namespace());
    if (namespace == null) {
      send(tools.encoder().connectError(packet.namespace(), "Invalid namespace", null));
      return;
    }
    JsonObject auth = tools.json().toJsonValue(packet.auth()).asJsonObject();
    ClientSocket socket =
        new ClientSocket(tools, namespace, this, new Handshake(connection.handshake(), auth));
    Map<String, ClientSocket> more = new HashMap<>(sockets);
    more.put(namespace.name(), socket);
    sockets = Map.copyOf(more);
    dismissed = without(dismissed, namespace.name());
    new Admission(tools, namespace, this, socket).proceed();
  }

  /** The client has joined its first namespace, so it may stay. */
  void joined() {
    stopClock();
  }

  /** The client has broken the packet format: its sockets hear of it, and that is the end. */
  private void refuse(MalformedPacketException malformed) {
    if (deaf) {
      return;
    }
    deaf = true;
    for (ClientSocket socket : sockets.values()) {
      if (socket.state().isConnected()) {
        tools.failures().packetRefused(socket, malformed);
      }
    }
    connection.close(CloseReason.FORCED_CLOSE);
  }

  /** The client has sent what it must not send at this moment, or nothing at all for too long. */
  private void giveUp() {
    deaf = true;
    connection.close(CloseReason.FORCED_CLOSE);
  }

  private void end(DisconnectReason reason) {
    try {
      sockets.values().forEach(socket -> socket.finish(reason));
      view.closed(reason);
    } finally {
      onEnd.accept(this);
    }
  }

  /** Called by a socket that is gone. */
  void forget(ClientSocket socket) {
    String namespace = socket.namespace().name();
    Map<String, ClientSocket> fewer = new HashMap<>(sockets);
    fewer.remove(namespace);
    sockets = Map.copyOf(fewer);
    if (socket
        .state()
        .reason()
        .filter(DisconnectReason.SERVER_NAMESPACE_DISCONNECT::equals)
        .isPresent()) {
      Set<String> more = new HashSet<>(dismissed);
      more.add(namespace);
      dismissed = Set.copyOf(more);
    }
  }

  private static Set<String> without(Set<String> names, String name) {
    if (!names.contains(name)) {
      return names;
    }
    Set<String> fewer = new HashSet<>(names);
    fewer.remove(name);
    return Set.copyOf(fewer);
  }

  private void stopClock() {
    Cancellable running = connectDeadline;
    connectDeadline = null;
    if (running != null) {
      running.cancel();
    }
  }

  // For the sockets

  Executor lane() {
    return lane;
  }

  Connection view() {
    return view;
  }

  boolean isOpen() {
    return ended == null && connection.isOpen();
  }

  /** {@return why the session ended; of use only once it has} */
  DisconnectReason endReason() {
    DisconnectReason reason = ended;
    return reason != null ? reason : DisconnectReason.FORCED_CLOSE;
  }

  boolean isWritable() {
    return connection.isWritable();
  }

  boolean send(EncodedPacket packet) {
    return connection.send(Frames.of(packet));
  }

  boolean enqueue(List<EnginePacket> frames) {
    return connection.enqueue(frames);
  }

  void flush() {
    connection.flush();
  }

  /** Every namespace is told, what was sent before still leaves, and then the connection closes. */
  void disconnectAll() {
    sockets.values().forEach(ClientSocket::leaveByServer);
    connection.close(CloseReason.FORCED_CLOSE);
  }
}
