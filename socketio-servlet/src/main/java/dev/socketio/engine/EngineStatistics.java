package dev.socketio.engine;

import dev.socketio.engine.packet.EnginePacket;
import dev.socketio.engine.packet.EnginePacket.BinaryMessage;
import dev.socketio.engine.packet.EnginePacket.Message;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts what has gone through the sessions of one registry since it was made. Sizes are those of
 * messages as applications see them: characters of text and bytes of binary data, without what the
 * transports add.
 *
 * <p>Threading: safe for use by any thread; figures that are read together may be a moment apart.
 */
public final class EngineStatistics {
  private final LongAdder opened = new LongAdder();
  private final LongAdder upgraded = new LongAdder();
  private final LongAdder packetsIn = new LongAdder();
  private final LongAdder packetsOut = new LongAdder();
  private final LongAdder sizeIn = new LongAdder();
  private final LongAdder sizeOut = new LongAdder();
  private final Map<CloseReason, LongAdder> closed = adders(CloseReason.class);
  private final Map<EngineError, LongAdder> refused = adders(EngineError.class);

  EngineStatistics() {}

  private static <E extends Enum<E>> Map<E, LongAdder> adders(Class<E> type) {
    Map<E, LongAdder> adders = new EnumMap<>(type);
    for (E each : type.getEnumConstants()) {
      adders.put(each, new LongAdder());
    }
    return adders;
  }

  void opened() {
    opened.increment();
  }

  void upgraded() {
    upgraded.increment();
  }

  void closed(CloseReason reason) {
    increment(closed, reason);
  }

  void refused(EngineError error) {
    increment(refused, error);
  }

  private static <E extends Enum<E>> void increment(Map<E, LongAdder> adders, E key) {
    LongAdder adder = adders.get(key);
    if (adder != null) {
      adder.increment();
    }
  }

  void received(EnginePacket packet) {
    packetsIn.increment();
    sizeIn.add(size(packet));
  }

  void sent(List<? extends EnginePacket> packets) {
    packetsOut.add(packets.size());
    long size = 0;
    for (int i = 0; i < packets.size(); i++) {
      size += size(packets.get(i));
    }
    sizeOut.add(size);
  }

  private static long size(EnginePacket packet) {
    if (packet instanceof Message message) {
      return message.text().length();
    }
    return packet instanceof BinaryMessage binary ? binary.data().remaining() : 0;
  }

  /** {@return sessions that were opened} */
  public long sessionsOpened() {
    return opened.sum();
  }

  /** {@return sessions that moved from polling to WebSocket} */
  public long sessionsUpgraded() {
    return upgraded.sum();
  }

  /** {@return sessions that ended, by reason; all reasons are there} */
  public Map<CloseReason, Long> sessionsClosed() {
    return sums(CloseReason.class, closed);
  }

  /** {@return requests that were refused, by error; all errors are there} */
  public Map<EngineError, Long> requestsRefused() {
    return sums(EngineError.class, refused);
  }

  private static <E extends Enum<E>> Map<E, Long> sums(Class<E> type, Map<E, LongAdder> adders) {
    Map<E, Long> sums = new EnumMap<>(type);
    adders.forEach((key, adder) -> sums.put(key, adder.sum()));
    return sums;
  }

  /** {@return packets from clients, heartbeats included} */
  public long packetsReceived() {
    return packetsIn.sum();
  }

  /** {@return packets queued for clients, heartbeats included} */
  public long packetsSent() {
    return packetsOut.sum();
  }

  /** {@return size of all messages from clients, in characters and bytes} */
  public long sizeReceived() {
    return sizeIn.sum();
  }

  /** {@return size of all messages queued for clients, in characters and bytes} */
  public long sizeSent() {
    return sizeOut.sum();
  }
}
