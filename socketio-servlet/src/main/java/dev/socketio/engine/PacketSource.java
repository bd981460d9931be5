package dev.socketio.engine;

import dev.socketio.engine.packet.EnginePacket;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a transport takes packets from when it may write. What was taken counts as being written
 * until the session is told how the write ended.
 *
 * <p>Threading: one write at a time.
 */
public interface PacketSource {

  /** {@return the next packet, {@code null} if there is none} */
  @Nullable EnginePacket takeOne();

  /** {@return all packets that wait, possibly none} */
  List<EnginePacket> takeAll();
}
