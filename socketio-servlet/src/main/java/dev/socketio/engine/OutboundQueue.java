package dev.socketio.engine;

import dev.socketio.engine.packet.EnginePacket;
import dev.socketio.engine.packet.EnginePacket.BinaryMessage;
import dev.socketio.engine.packet.EnginePacket.Message;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Packets on their way to one client, bounded by bytes: those that wait, in groups that were sent
 * together, and those that are being written. The only way out of a session.
 *
 * <p>Not final, so that tests can strike in the middle of a look at it.
 *
 * <p>Threading: safe for use by any thread; packets are taken by one write at a time.
 */
class OutboundQueue implements PacketSource {

  /** What a packet costs beside its payload, so that a flood of empty packets is bounded too. */
  static final long PACKET_OVERHEAD = 64;

  /** A queue that was longer than this gives its memory back when it is empty. */
  private static final int LARGE = 1024;

  /** How an offer ended. */
  enum OfferResult {
    /** The packets are queued. */
    TAKEN,
    /** There is no room: the client reads too slowly. */
    FULL,
    /** The session takes no more packets. */
    CLOSED
  }

  private final long limit;
  private final ReentrantLock lock = new ReentrantLock();

  /** Written under the lock, read by anybody: packets that wait or are being written. */
  private volatile int pending;

  // All below is guarded by the lock; count is what pending shows.
  private int count;
  private ArrayDeque<Group> groups = new ArrayDeque<>(2);
  private int longest;
  private int nextOfHead;
  private long bytes;
  private int writing;
  private long writingBytes;
  private long writingSince;
  private boolean sealed;

  OutboundQueue(long limit) {
    this.limit = limit;
  }

  /**
   * Queues packets, all or none.
   *
   * @param packets kept, so not to be changed
   * @param now the timer's clock
   */
  OfferResult offer(List<EnginePacket> packets, long now) {
    long added = 0;
    for (int i = 0; i < packets.size(); i++) {
      added += weight(packets.get(i));
    }
    lock.lock();
    try {
      if (sealed) {
        return OfferResult.CLOSED;
      }
      if (count > 0 && bytes + added > limit) {
        return OfferResult.FULL;
      }
      groups.add(new Group(packets, now));
      longest = Math.max(longest, groups.size());
      bytes += added;
      setCountLocked(count + packets.size());
      return OfferResult.TAKEN;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public @Nullable EnginePacket takeOne() {
    lock.lock();
    try {
      Group head = groups.peek();
      if (head == null) {
        return null;
      }
      if (writing == 0) {
        writingSince = head.since;
      }
      EnginePacket packet = head.packets.get(nextOfHead++);
      if (nextOfHead == head.packets.size()) {
        removeHeadLocked();
      }
      writing++;
      writingBytes += weight(packet);
      return packet;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public List<EnginePacket> takeAll() {
    lock.lock();
    try {
      List<EnginePacket> taken = new ArrayList<>(count - writing);
      if (writing == 0 && !groups.isEmpty()) {
        writingSince = groups.element().since;
      }
      while (!groups.isEmpty()) {
        List<EnginePacket> packets = groups.element().packets;
        taken.addAll(nextOfHead == 0 ? packets : packets.subList(nextOfHead, packets.size()));
        removeHeadLocked();
      }
      writing = count;
      writingBytes = bytes;
      return taken;
    } finally {
      lock.unlock();
    }
  }

  private void removeHeadLocked() {
    groups.remove();
    nextOfHead = 0;
    if (groups.isEmpty() && longest > LARGE) {
      groups = new ArrayDeque<>(2);
      longest = 0;
    }
  }

  /** The write has ended: what was taken is gone. */
  void written() {
    lock.lock();
    try {
      bytes -= writingBytes;
      setCountLocked(count - writing);
      writing = 0;
      writingBytes = 0;
    } finally {
      lock.unlock();
    }
  }

  /** Takes no more packets; those that wait may still be taken. */
  void seal() {
    lock.lock();
    try {
      sealed = true;
    } finally {
      lock.unlock();
    }
  }

  /** Takes no more packets and drops those that wait. */
  void close() {
    lock.lock();
    try {
      sealed = true;
      groups = new ArrayDeque<>(2);
      bytes = writingBytes;
      setCountLocked(writing);
    } finally {
      lock.unlock();
    }
  }

  /** Whether nothing waits and nothing is being written. */
  boolean isDrained() {
    return pending == 0;
  }

  int packets() {
    return pending;
  }

  long bytes() {
    lock.lock();
    try {
      return bytes;
    } finally {
      lock.unlock();
    }
  }

  /** When the oldest packet came that waits or is being written. */
  OptionalLong oldest() {
    lock.lock();
    try {
      if (writing > 0) {
        return OptionalLong.of(writingSince);
      }
      Group head = groups.peek();
      return head == null ? OptionalLong.empty() : OptionalLong.of(head.since);
    } finally {
      lock.unlock();
    }
  }

  private void setCountLocked(int packets) {
    count = packets;
    pending = packets;
  }

  static long weight(EnginePacket packet) {
    if (packet instanceof Message message) {
      return PACKET_OVERHEAD + message.text().length();
    }
    if (packet instanceof BinaryMessage binary) {
      return PACKET_OVERHEAD + binary.data().remaining();
    }
    return PACKET_OVERHEAD;
  }

  /** Packets that were queued together. */
  private record Group(List<EnginePacket> packets, long since) {}
}
