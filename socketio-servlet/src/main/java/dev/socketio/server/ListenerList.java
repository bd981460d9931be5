package dev.socketio.server;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Listeners in the order of their registration. Empty ones weigh next to nothing, as every socket
 * has several.
 *
 * <p>Threading: safe for use by any thread; who iterates sees the list as it was.
 *
 * @param <L> type of the listeners
 */
final class ListenerList<L> {
  private volatile List<L> listeners = List.of();

  synchronized Registration add(L listener) {
    List<L> after = new ArrayList<>(listeners.size() + 1);
    after.addAll(listeners);
    after.add(listener);
    listeners = List.copyOf(after);
    return new Removal(listener);
  }

  /** {@return the listeners at this moment} */
  List<L> snapshot() {
    return listeners;
  }

  private synchronized void remove(L listener) {
    List<L> after = new ArrayList<>(listeners);
    for (int i = 0; i < after.size(); i++) {
      if (after.get(i) == listener) {
        after.remove(i);
        break;
      }
    }
    listeners = List.copyOf(after);
  }

  /** Removes one registration, once: the same listener may be registered several times. */
  private final class Removal implements Registration {
    private final L listener;
    private final AtomicBoolean removed = new AtomicBoolean();

    Removal(L listener) {
      this.listener = listener;
    }

    @Override
    public void remove() {
      if (removed.compareAndSet(false, true)) {
        ListenerList.this.remove(listener);
      }
    }
  }
}
