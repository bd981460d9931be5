package dev.socketio.server;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The answers that one socket owes us, by acknowledgement id.
 *
 * <p>Threading: safe for use by any thread. Whoever takes an entry out is the one who tells it; so
 * an answer, a timeout and a disconnection that meet cannot tell it twice.
 */
final class PendingAcks {
  /** Made when first needed: most sockets are never asked. */
  private final AtomicReference<@Nullable Map<Long, PendingAck>> pending = new AtomicReference<>();

  void add(long id, PendingAck ack) {
    Map<Long, PendingAck> known = pending.get();
    if (known == null) {
      pending.compareAndSet(null, new ConcurrentHashMap<>(4));
      known = Objects.requireNonNull(pending.get());
    }
    known.put(id, ack);
  }

  /** {@return whether it was still waiting} */
  boolean remove(long id) {
    return take(id) != null;
  }

  /**
   * Answers nobody waits for (a late one, a second one, an invented one) are passed over, as the
   * reference does.
   */
  void answer(long id, List<@Nullable Object> arguments) {
    PendingAck ack = take(id);
    if (ack != null) {
      ack.answered(arguments);
    }
  }

  void failAll(DisconnectReason reason) {
    Map<Long, PendingAck> known = pending.get();
    if (known == null) {
      return;
    }
    for (Long id : List.copyOf(known.keySet())) {
      PendingAck ack = known.remove(id);
      if (ack != null) {
        ack.disconnected(reason);
      }
    }
  }

  /** {@return how many answers are awaited} */
  int size() {
    Map<Long, PendingAck> known = pending.get();
    return known == null ? 0 : known.size();
  }

  private @Nullable PendingAck take(long id) {
    Map<Long, PendingAck> known = pending.get();
    return known == null ? null : known.remove(id);
  }
}
