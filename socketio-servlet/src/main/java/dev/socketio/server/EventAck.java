package dev.socketio.server;

import dev.socketio.server.packet.SocketPacket;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** The answer to one event. */
final class EventAck implements Ack {
  private final ClientSocket socket;
  private final long id;
  private final AtomicBoolean sent = new AtomicBoolean();

  private EventAck(ClientSocket socket, long id) {
    this.socket = socket;
    this.id = id;
  }

  static Ack of(ClientSocket socket, long id) {
    return id == SocketPacket.NO_ID ? NotRequested.NOT_REQUESTED : new EventAck(socket, id);
  }

  @Override
  public boolean isRequested() {
    return true;
  }

  /** An answer that cannot be written does not count as the first. */
  @Override
  public void send(@Nullable Object... arguments) {
    if (sent.get()) {
      return;
    }
    Runnable answer = socket.answer(id, arguments);
    if (sent.compareAndSet(false, true)) {
      answer.run();
    }
  }

  private enum NotRequested implements Ack {
    NOT_REQUESTED;

    @Override
    public boolean isRequested() {
      return false;
    }

    @Override
    public void send(@Nullable Object... arguments) {
      // The client does not wait for anything.
    }
  }
}
