package dev.socketio.server;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import java.util.function.UnaryOperator;

/**
 * Listeners in the order of their registration. Empty ones weigh next to nothing, as every socket
 * has several.
 *
 * <p>Threading: safe for use by any thread; who iterates sees the list as it was.
 *
 * @param <L> type of the listeners
 */
final class ListenerList<L> {
  @SuppressWarnings("rawtypes")
  private static final AtomicReferenceFieldUpdater<ListenerList, List> LISTENERS =
      AtomicReferenceFieldUpdater.newUpdater(ListenerList.class, List.class, "listeners");

  private volatile List<L> listeners = List.of();

  Registration add(L listener) {
    change(
        before -> {
          List<L> after = new ArrayList<>(before.size() + 1);
          after.addAll(before);
          after.add(listener);
          return List.copyOf(after);
        });
    return new Removal(listener);
  }

  private void change(UnaryOperator<List<L>> update) {
    List<L> before;
    do {
      before = listeners;
    } while (!LISTENERS.compareAndSet(this, before, update.apply(before)));
  }

  /** {@return the listeners at this moment} */
  List<L> snapshot() {
    return listeners;
  }

  private void remove(L listener) {
    change(
        before -> {
          List<L> after = new ArrayList<>(before);
          for (int i = 0; i < after.size(); i++) {
            if (after.get(i) == listener) {
              after.remove(i);
              break;
            }
          }
          return List.copyOf(after);
        });
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
