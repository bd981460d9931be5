package dev.socketio.engine;

import dev.socketio.concurrent.Cancellable;
import dev.socketio.concurrent.FlushLoop;
import dev.socketio.concurrent.TaskTimer;
import dev.socketio.engine.TransportLink.Single;
import dev.socketio.engine.TransportLink.Upgrading;
import dev.socketio.engine.packet.EnginePacket;
import dev.socketio.engine.packet.EnginePacket.BinaryMessage;
import dev.socketio.engine.packet.EnginePacket.Close;
import dev.socketio.engine.packet.EnginePacket.Message;
import dev.socketio.engine.packet.EnginePacket.Open;
import dev.socketio.engine.packet.EnginePacket.Ping;
import dev.socketio.engine.packet.EnginePacket.Pong;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One Engine.IO session. In: a transport hands over packets; heartbeats are dealt with here,
 * messages go to the listener's lane. Out: packets enter the queue, and the flush loop lets the
 * current transport take them, one write at a time. However a session ends, it ends in {@link
 * #end}.
 *
 * <p>Threading: safe for use by any thread. Transports and the listener are called without any lock
 * held; what they report about a transport that the session has left is ignored.
 */
public final class EngineSession implements EngineConnection {
  private static final Logger LOGGER = System.getLogger(EngineSession.class.getName());
  private static final List<EnginePacket> PING = List.of(new Ping(""));

  /**
   * Reasons that say the client does not read or the server is full: then nothing is waited for.
   */
  private static final Set<CloseReason> AT_ONCE =
      EnumSet.of(
          CloseReason.SEND_QUEUE_OVERFLOW,
          CloseReason.SEND_TIMEOUT,
          CloseReason.RECEIVE_QUEUE_OVERFLOW);

  private final String id;
  private final HandshakeRequest handshake;
  private final EngineSessions registry;
  private final EngineOptions options;
  private final TaskTimer timer;
  private final AtomicReference<TransportLink> link;
  private final SessionState state = new SessionState();
  private final ListenerLane lane;
  private final Heartbeat heartbeat;
  private final OutboundQueue queue;
  private final QueueWatchdog watchdog;
  private final FlushLoop loop = new FlushLoop(this::writeNext);
  private final AtomicReference<@Nullable Cancellable> closeDeadline = new AtomicReference<>();

  EngineSession(
      String id,
      HandshakeRequest handshake,
      EngineSessions registry,
      TaskTimer timer,
      TransportFactory factory) {
    this.id = id;
    this.handshake = handshake;
    this.registry = registry;
    this.options = registry.options();
    this.timer = timer;
    this.lane = new ListenerLane(id);
    this.heartbeat =
        new Heartbeat(options, timer, this::ping, () -> end(CloseReason.PING_TIMEOUT, ""));
    this.queue = new OutboundQueue(options.sendQueueBytes());
    this.watchdog =
        new QueueWatchdog(
            queue, options.sendQueueAge(), timer, () -> end(CloseReason.SEND_TIMEOUT, ""));
    this.link = new AtomicReference<>(new Single(factory.create(this)));
  }

  // ---- Opening ----

  /** Sends the open packet, then tells the application; what the client sends meanwhile waits. */
  void open(EngineApplication application) {
    lane.open(
        () -> {
          heartbeat.start();
          send(List.of(new Open(openPacket())));
          return application.onConnection(this);
        },
        () -> close(CloseReason.FORCED_CLOSE));
  }

  private String openPacket() {
    boolean upgrades =
        transport() == TransportName.POLLING
            && options.allowUpgrades()
            && options.transports().contains(TransportName.WEBSOCKET);
    return "{\"sid\":\""
        + id
        + "\",\"upgrades\":["
        + (upgrades ? "\"websocket\"" : "")
        + "],\"pingInterval\":"
        + options.pingInterval().toMillis()
        + ",\"pingTimeout\":"
        + options.pingTimeout().toMillis()
        + ",\"maxPayload\":"
        + options.maxHttpBufferSize()
        + "}";
  }

  // ---- The connection, as seen from above ----

  @Override
  public String id() {
    return id;
  }

  @Override
  public HandshakeRequest handshake() {
    return handshake;
  }

  @Override
  public TransportName transport() {
    return currentTransport().name();
  }

  /** {@return the transport that carries packets at this moment} */
  public Transport currentTransport() {
    return link().current();
  }

  private TransportLink link() {
    return Objects.requireNonNull(link.get());
  }

  @Override
  public boolean isOpen() {
    return state.isOpen();
  }

  @Override
  public boolean isWritable() {
    return link() instanceof Single single
        && state.isOpen()
        && queue.isDrained()
        && single.current().isWritable();
  }

  @Override
  public boolean enqueue(List<? extends EnginePacket> packets) {
    return switch (queue.offer(List.copyOf(packets), timer.nanoTime())) {
      case TAKEN -> {
        registry.statistics().sent(packets);
        yield true;
      }
      case CLOSED -> false;
      case FULL -> {
        end(
            CloseReason.SEND_QUEUE_OVERFLOW,
            "more than " + options.sendQueueBytes() + " bytes would wait for the client");
        yield false;
      }
    };
  }

  @Override
  public void flush() {
    loop.flush();
    if (!queue.isDrained()) {
      watchdog.watch();
    }
  }

  @Override
  public int queuedPackets() {
    return queue.packets();
  }

  @Override
  public long queuedBytes() {
    return queue.bytes();
  }

  // ---- Out ----

  private void ping() {
    send(PING);
  }

  /** The step of the flush loop. */
  private boolean writeNext() {
    Transport current = currentTransport();
    if (state.isClosed()) {
      return false;
    }
    if (current.write(queue)) {
      return true;
    }
    if (state.isClosing() && queue.isDrained() && current.readyToClose()) {
      end(CloseReason.FORCED_CLOSE, "");
    }
    return false;
  }

  /**
   * A transport may write again.
   *
   * @param from the transport
   */
  public void onWritable(Transport from) {
    TransportLink now = link();
    if (now.current() == from) {
      flush();
    } else if (now instanceof Upgrading upgrading && upgrading.candidate() == from) {
      upgrading.attempt().onAnswered();
    }
  }

  /**
   * A write has ended.
   *
   * @param from the transport
   * @param failure what went wrong, {@code null} if nothing did
   */
  public void onWritten(Transport from, @Nullable Throwable failure) {
    queue.written();
    if (failure != null) {
      onTransportLost(from, CloseReason.TRANSPORT_ERROR, "write error: " + failure);
    }
    loop.written();
  }

  // ---- In ----

  /**
   * A packet came.
   *
   * @param from the transport that brought it
   * @param packet the packet
   */
  public void onPacket(Transport from, EnginePacket packet) {
    TransportLink now = link();
    if (now.current() == from) {
      receive(packet);
    } else if (now instanceof Upgrading upgrading && upgrading.candidate() == from) {
      upgrading.attempt().onPacket(packet);
    }
  }

  /** Takes a packet of the current transport. */
  void receive(EnginePacket packet) {
    if (!state.isOpen() && !(packet instanceof Close)) {
      return;
    }
    registry.statistics().received(packet);
    if (packet instanceof Pong pong) {
      if (pong.data().isEmpty()) {
        heartbeat.onPong();
      }
      return;
    }
    heartbeat.onTraffic();
    if (packet instanceof Message message) {
      lane.text(message.text());
    } else if (packet instanceof BinaryMessage binary) {
      lane.binary(binary.data());
    } else if (packet instanceof Close) {
      end(CloseReason.TRANSPORT_CLOSE, "");
    } else if (packet instanceof Ping) {
      end(CloseReason.TRANSPORT_ERROR, "invalid heartbeat direction");
    }
  }

  /**
   * Something came that is no packet.
   *
   * @param from the transport that brought it
   */
  public void onMalformed(Transport from) {
    if (currentTransport() != from || state.isOpen()) {
      onTransportLost(from, CloseReason.PARSE_ERROR, "");
    }
  }

  /**
   * All of a request has been received that kept the transport from being discarded.
   *
   * @param from the transport
   */
  public void onReceived(Transport from) {
    if (link() instanceof Upgrading upgrading && upgrading.current() == from) {
      upgrading.attempt().trySwitch();
    }
  }

  // ---- Upgrade ----

  /**
   * A WebSocket was opened for this session, which may become its transport.
   *
   * @param candidate the WebSocket
   * @return {@code false} if it is not wanted and should be closed: the session is not on polling,
   *     is being upgraded already, or is closing
   */
  public boolean tryUpgrade(Transport candidate) {
    TransportLink now = link();
    if (!state.isOpen()
        || !(now instanceof Single single)
        || single.current().name() != TransportName.POLLING) {
      return false;
    }
    UpgradeAttempt attempt = new UpgradeAttempt(this, single.current(), candidate, options, timer);
    if (!link.compareAndSet(now, new Upgrading(single.current(), candidate, attempt))) {
      return false;
    }
    attempt.start();
    if (state.isClosed()) {
      attempt.cancel();
    }
    return true;
  }

  /** The attempt is over; called once for each. */
  void leaveUpgrade(UpgradeAttempt attempt, Transport next) {
    if (link() instanceof Upgrading upgrading && upgrading.attempt() == attempt) {
      link.set(new Single(next));
    }
  }

  /** The attempt has succeeded. */
  void onUpgraded(Transport now) {
    registry.statistics().upgraded();
    lane.upgraded(now.name());
    flush();
  }

  // ---- Closing ----

  @Override
  public void close(CloseReason reason) {
    if (AT_ONCE.contains(reason)) {
      end(reason, "");
      return;
    }
    if (!state.tryBeginClose(reason)) {
      return;
    }
    queue.seal();
    Cancellable deadline =
        timer.schedule(
            options.closeTimeout(), () -> end(reason, "the client fetched no more packets"));
    closeDeadline.set(deadline);
    flush();
    if (state.isClosed()) {
      deadline.cancel();
    }
  }

  /**
   * Has the listener send the client away, in its own manner, because what the session was opened
   * with counts no more.
   */
  public void dismiss() {
    lane.dismiss(this);
  }

  /**
   * A transport is of no use any more.
   *
   * @param from the transport
   * @param reason why
   * @param description more about it
   */
  public void onTransportLost(Transport from, CloseReason reason, String description) {
    TransportLink now = link();
    if (now.current() == from) {
      end(reason, description);
    } else if (now instanceof Upgrading upgrading && upgrading.candidate() == from) {
      upgrading.attempt().onCandidateLost(reason, description);
    } else {
      LOGGER.log(Level.DEBUG, "Session {0}: a former transport failed: {1}", id, description);
    }
  }

  /**
   * The one way out: forgets the session, stops its clocks, closes what carries it, tells the
   * listener. Nothing of a container's, or of an observer's, that fails keeps the listener from
   * being told.
   */
  void end(CloseReason reason, String description) {
    Optional<CloseReason> told = state.tryClose(reason);
    if (told.isEmpty()) {
      return;
    }
    guarded(() -> registry.forget(this));
    registry.statistics().closed(told.get());
    heartbeat.stop();
    watchdog.stop();
    queue.close();
    Cancellable deadline = closeDeadline.get();
    if (deadline != null) {
      deadline.cancel();
    }
    TransportLink last = link();
    guarded(last.current()::close);
    if (last instanceof Upgrading upgrading) {
      guarded(upgrading.attempt()::cancel);
    }
    lane.close(told.get(), description);
  }

  private void guarded(Runnable step) {
    try {
      step.run();
    } catch (RuntimeException | Error failure) {
      LOGGER.log(Level.ERROR, "Session " + id + ": a step of its end failed", failure);
    }
  }
}
