package dev.socketio.engine.packet;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The body of a polling request or answer: packets in their text form, with a record separator
 * (U+001E) between them (Engine.IO protocol 4, "HTTP long-polling").
 */
public final class PayloadCodec {
  private static final char SEPARATOR = '\u001e';

  private PayloadCodec() {}

  /**
   * Reads a payload packet by packet, so that a body full of tiny packets never becomes a list of
   * them. Time is linear in the length of the payload.
   *
   * @param payload whole body
   * @param sink gets the packets, in order, up to the first that cannot be read
   * @return {@code false} if a packet cannot be read; {@code true} if all could be, or the sink
   *     wanted no more
   */
  public static boolean decode(String payload, Sink sink) {
    int from = 0;
    while (true) {
      int separator = payload.indexOf(SEPARATOR, from);
      int to = separator < 0 ? payload.length() : separator;
      @Nullable EnginePacket packet = PacketCodec.decode(payload, from, to);
      if (packet == null) {
        return false;
      }
      if (!sink.accept(packet) || separator < 0) {
        return true;
      }
      from = separator + 1;
    }
  }

  /**
   * Writes a payload.
   *
   * @param packets at least one
   * @return the body
   */
  public static String encode(List<? extends EnginePacket> packets) {
    if (packets.size() == 1) {
      return PacketCodec.encode(packets.get(0));
    }
    StringBuilder payload = new StringBuilder();
    for (EnginePacket packet : packets) {
      if (payload.length() > 0) {
        payload.append(SEPARATOR);
      }
      payload.append(PacketCodec.encode(packet));
    }
    return payload.toString();
  }

  /** Takes packets out of a payload. */
  @FunctionalInterface
  public interface Sink {

    /**
     * The next packet.
     *
     * @param packet what was read
     * @return whether to go on reading
     */
    boolean accept(EnginePacket packet);
  }
}
