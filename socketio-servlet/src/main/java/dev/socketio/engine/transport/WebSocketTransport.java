package dev.socketio.engine.transport;

import dev.socketio.engine.CloseReason;
import dev.socketio.engine.EngineSession;
import dev.socketio.engine.PacketSource;
import dev.socketio.engine.Transport;
import dev.socketio.engine.TransportName;
import dev.socketio.engine.packet.EnginePacket;
import dev.socketio.engine.packet.EnginePacket.BinaryMessage;
import dev.socketio.engine.packet.PacketCodec;
import dev.socketio.engine.transport.HttpExchange.Completion;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * WebSocket: each packet is a message of its own, bytes as they are (Engine.IO protocol 4,
 * "WebSocket"). At most one message is being sent at any time.
 *
 * <p>Threading: safe for use by any thread; received messages come one by one.
 */
final class WebSocketTransport implements Transport {
  private final EngineSession session;
  private final WebSocketChannel channel;
  private final AtomicBoolean sending = new AtomicBoolean();
  private final AtomicBoolean closed = new AtomicBoolean();

  /** One for all writes, as there is only one at a time. */
  private final Completion written = this::onWritten;

  WebSocketTransport(EngineSession session, WebSocketChannel channel) {
    this.session = session;
    this.channel = channel;
  }

  @Override
  public TransportName name() {
    return TransportName.WEBSOCKET;
  }

  // ---- Out ----

  @Override
  public boolean isWritable() {
    return !sending.get();
  }

  @Override
  public boolean write(PacketSource source) {
    if (!sending.compareAndSet(false, true)) {
      return false;
    }
    EnginePacket packet = source.takeOne();
    if (packet == null) {
      sending.set(false);
      return false;
    }
    if (packet instanceof BinaryMessage binary) {
      channel.sendBinary(binary.data(), written);
    } else {
      channel.sendText(PacketCodec.encode(packet), written);
    }
    return true;
  }

  private void onWritten(@Nullable Throwable failure) {
    sending.set(false);
    session.onWritten(this, failure);
  }

  @Override
  public void sendAside(EnginePacket packet) {
    if (sending.compareAndSet(false, true)) {
      channel.sendText(PacketCodec.encode(packet), this::onSentAside);
    }
  }

  private void onSentAside(@Nullable Throwable failure) {
    sending.set(false);
    if (failure == null) {
      session.onWritable(this);
    } else {
      onLost("write error: " + failure);
    }
  }

  // ---- In ----

  void onText(String message) {
    EnginePacket packet = PacketCodec.decode(message);
    if (packet == null) {
      session.onMalformed(this);
    } else {
      session.onPacket(this, packet);
    }
  }

  /** A binary message, whose bytes nobody changes any more. */
  void onBinary(ByteBuffer message) {
    session.onPacket(this, new BinaryMessage(message));
  }

  /** The limit was passed. */
  void onTooBig(int limit) {
    boolean first = closed.compareAndSet(false, true);
    // Before the channel is closed: some containers report its end from within that call.
    session.onTransportLost(
        this,
        CloseReason.TRANSPORT_ERROR,
        "a message had more than " + limit + " bytes (maxHttpBufferSize)");
    if (first) {
      channel.close(WebSocketChannel.TOO_BIG, "Max payload size exceeded");
    }
  }

  /** The WebSocket is gone. */
  void onLost(String description) {
    session.onTransportLost(this, CloseReason.TRANSPORT_CLOSE, description);
  }

  // ---- The end ----

  /** Whether this side has closed; what still comes is of no interest. */
  boolean isClosed() {
    return closed.get();
  }

  @Override
  public void release() {
    // No poll waits here.
  }

  @Override
  public boolean discard() {
    throw new UnsupportedOperationException("no session moves away from its WebSocket");
  }

  @Override
  public boolean readyToClose() {
    return true;
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      channel.close(WebSocketChannel.NO_CODE, null);
    }
  }
}
