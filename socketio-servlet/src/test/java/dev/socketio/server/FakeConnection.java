package dev.socketio.server;

import dev.socketio.concurrent.SerialExecutor;
import dev.socketio.engine.Caller;
import dev.socketio.engine.CloseReason;
import dev.socketio.engine.EngineConnection;
import dev.socketio.engine.EngineListener;
import dev.socketio.engine.HandshakeRequest;
import dev.socketio.engine.TransportName;
import dev.socketio.engine.packet.EnginePacket;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A session in which the test plays the client and the engine. Like the engine it never lets two
 * calls of the listener overlap. What was sent shows as text, or as {@code b} and hexadecimal
 * digits.
 */
final class FakeConnection implements EngineConnection {
  private static int count;

  private final String id = "engine-" + ++count;
  private final SerialExecutor calls = SerialExecutor.inline();
  private final List<String> queued = new ArrayList<>();
  private final List<String> sent = new CopyOnWriteArrayList<>();
  private final List<CloseReason> closes = new CopyOnWriteArrayList<>();
  private EngineListener listener;
  private volatile boolean open = true;
  volatile boolean writable = true;
  volatile boolean closesAtOnce = true;

  /** The queue is full, or was closed just now. */
  volatile boolean takesNothing;

  /** Runs once, when the client sees something for the first time. */
  volatile Runnable afterFlush = () -> {};

  HandshakeRequest handshake =
      new HandshakeRequest(
          "GET",
          "/socket.io/?EIO=4&transport=polling&room=7",
          Map.of("EIO", "4", "transport", "polling", "room", "7"),
          Map.of("user-agent", List.of("test"), "accept", List.of("a", "b")),
          "192.0.2.1",
          true,
          Instant.EPOCH,
          Caller.unknown());

  void listener(EngineListener who) {
    listener = who;
  }

  // As the client

  FakeConnection sends(String... texts) {
    for (String text : texts) {
      calls.execute(() -> listener.onText(text));
    }
    return this;
  }

  FakeConnection sends(byte... bytes) {
    calls.execute(() -> listener.onBinary(ByteBuffer.wrap(bytes)));
    return this;
  }

  void upgrades() {
    calls.execute(() -> listener.onUpgrade(TransportName.WEBSOCKET));
  }

  /** What the session was opened with counts no more. */
  void isDismissed() {
    calls.execute(() -> listener.onDismissed(this));
  }

  /** The session ends, for whatever reason. */
  void ends(CloseReason reason) {
    if (open || !closesAtOnce) {
      open = false;
      closesAtOnce = true;
      calls.execute(() -> listener.onClose(reason, ""));
    }
  }

  /** {@return what was written since the last call} */
  List<String> received() {
    List<String> news = List.copyOf(sent);
    sent.subList(0, news.size()).clear();
    return news;
  }

  /** {@return reasons the server has given to {@link #close}} */
  List<CloseReason> closes() {
    return closes;
  }

  // As the engine

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
    return TransportName.POLLING;
  }

  @Override
  public boolean isOpen() {
    return open;
  }

  @Override
  public boolean isWritable() {
    return writable && open;
  }

  @Override
  public synchronized boolean enqueue(List<? extends EnginePacket> packets) {
    if (!open || takesNothing) {
      return false;
    }
    packets.forEach(packet -> queued.add(shown(packet)));
    return true;
  }

  private static String shown(EnginePacket packet) {
    if (packet instanceof EnginePacket.Message message) {
      return message.text();
    }
    ByteBuffer data = ((EnginePacket.BinaryMessage) packet).data();
    byte[] bytes = new byte[data.remaining()];
    data.get(bytes);
    return "b" + HexFormat.of().formatHex(bytes);
  }

  @Override
  public void flush() {
    synchronized (this) {
      sent.addAll(queued);
      queued.clear();
    }
    Runnable once = afterFlush;
    afterFlush = () -> {};
    once.run();
  }

  @Override
  public synchronized int queuedPackets() {
    return queued.size();
  }

  @Override
  public long queuedBytes() {
    return 0;
  }

  @Override
  public void close(CloseReason reason) {
    closes.add(reason);
    if (open) {
      open = false;
      if (closesAtOnce) {
        calls.execute(() -> listener.onClose(reason, ""));
      }
    }
  }
}
