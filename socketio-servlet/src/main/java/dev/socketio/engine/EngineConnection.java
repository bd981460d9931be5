package dev.socketio.engine;

import dev.socketio.engine.packet.EnginePacket;
import java.util.List;

/**
 * One open Engine.IO session as seen from above: where packets are handed in and the session is
 * closed.
 *
 * <p>Threading: safe for use by any thread; no method blocks or runs application code.
 */
public interface EngineConnection {

  /**
   * {@return the secret session id (the {@code sid} of the open packet); never to be shown to other
   * clients}
   */
  String id();

  /** {@return the first request of the session} */
  HandshakeRequest handshake();

  /** {@return the transport that carries packets at this moment} */
  TransportName transport();

  /** {@return whether packets are still taken} */
  boolean isOpen();

  /**
   * {@return whether a packet sent now could leave at once} False while a write is under way, while
   * no poll is waiting, and during an upgrade: then a volatile packet is dropped.
   */
  boolean isWritable();

  /**
   * Queues packets, which stay together and in order, and starts writing.
   *
   * @param packets at least one packet
   * @return {@code false} if the session takes no more packets; a full queue closes the session
   */
  default boolean send(List<? extends EnginePacket> packets) {
    boolean taken = enqueue(packets);
    if (taken) {
      flush();
    }
    return taken;
  }

  /**
   * Queues packets without writing: a broadcast queues for everybody first, in the emitter's order,
   * and lets other threads write.
   *
   * @param packets at least one packet
   * @return {@code false} if the session takes no more packets; a full queue closes the session
   */
  boolean enqueue(List<? extends EnginePacket> packets);

  /** Writes what is queued, as far as the transport takes it; never blocks. */
  void flush();

  /** {@return packets waiting to be written} */
  int queuedPackets();

  /** {@return bytes waiting to be written} */
  long queuedBytes();

  /**
   * Ends the session after what is queued has left, within the reference's 30 seconds for a polling
   * client that does not come back.
   *
   * @param reason what listeners are told
   */
  void close(CloseReason reason);
}
