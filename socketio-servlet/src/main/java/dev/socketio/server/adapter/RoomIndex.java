package dev.socketio.server.adapter;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentHashMap.KeySetView;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Who is in which room, both ways round. Both tables change together: a change goes through the
 * entry of the socket and, inside it, through the entry of the room, always in this order; so two
 * threads that move one socket cannot leave it in one table only. A room without members has no
 * entry.
 *
 * <p>A set of one, such as the room of a socket's own id, is an immutable one, which weighs a tenth
 * of a concurrent set.
 *
 * <p>Threading: safe for use by any thread. Iteration sees memberships that change meanwhile or
 * not.
 */
final class RoomIndex {
  private final ConcurrentMap<String, Set<LocalSocket>> members = new ConcurrentHashMap<>();
  private final ConcurrentMap<LocalSocket, Set<String>> rooms = new ConcurrentHashMap<>();

  /**
   * Puts a socket into rooms; {@code changes} gets what came of it, in the order of things for each
   * room since its entry is locked, and is to tell it once no entry is locked any more.
   */
  void add(LocalSocket socket, Set<String> names, Consumer<Change> changes) {
    rooms.compute(
        socket,
        (key, before) -> {
          Set<String> own = before;
          for (String room : names) {
            if (own == null || !own.contains(room)) {
              own = plus(own, room);
              enter(socket, room, changes);
            }
          }
          return own;
        });
  }

  private void enter(LocalSocket socket, String room, Consumer<Change> changes) {
    members.compute(
        room,
        (name, before) -> {
          if (before == null) {
            changes.accept(listener -> listener.onCreate(room));
          }
          changes.accept(listener -> listener.onJoin(room, socket.id()));
          return plus(before, socket);
        });
  }

  void remove(LocalSocket socket, String room, Consumer<Change> changes) {
    rooms.computeIfPresent(
        socket,
        (key, own) -> {
          if (!own.contains(room)) {
            return own;
          }
          exit(socket, room, changes);
          return minus(own, room);
        });
  }

  void removeAll(LocalSocket socket, Consumer<Change> changes) {
    rooms.computeIfPresent(
        socket,
        (key, own) -> {
          own.forEach(room -> exit(socket, room, changes));
          return null;
        });
  }

  private void exit(LocalSocket socket, String room, Consumer<Change> changes) {
    members.computeIfPresent(
        room,
        (name, before) -> {
          Set<LocalSocket> after = minus(before, socket);
          changes.accept(listener -> listener.onLeave(room, socket.id()));
          if (after == null) {
            changes.accept(listener -> listener.onDelete(room));
          }
          return after;
        });
  }

  Set<String> roomsOf(LocalSocket socket) {
    return Set.copyOf(rooms.getOrDefault(socket, Set.of()));
  }

  Set<String> names() {
    return Set.copyOf(members.keySet());
  }

  /**
   * {@return the sockets that are in any of some rooms and in none of others, each once}
   *
   * @param all those to choose from where no room is named
   */
  List<LocalSocket> select(
      Set<String> names, Set<String> except, Collection<? extends LocalSocket> all) {
    List<Set<LocalSocket>> excluded = membersOf(except);
    if (names.isEmpty()) {
      return without(all, excluded);
    }
    List<Set<LocalSocket>> included = membersOf(names);
    if (included.isEmpty()) {
      return List.of();
    }
    if (included.size() == 1) {
      return without(included.get(0), excluded);
    }
    Set<LocalSocket> union = new LinkedHashSet<>();
    included.forEach(union::addAll);
    return without(union, excluded);
  }

  private List<Set<LocalSocket>> membersOf(Set<String> names) {
    List<Set<LocalSocket>> found = new ArrayList<>(names.size());
    for (String name : names) {
      Set<LocalSocket> room = members.get(name);
      if (room != null) {
        found.add(room);
      }
    }
    return found;
  }

  private static List<LocalSocket> without(
      Collection<? extends LocalSocket> candidates, List<Set<LocalSocket>> excluded) {
    List<LocalSocket> selected = new ArrayList<>(candidates.size());
    for (LocalSocket candidate : candidates) {
      if (!isIn(candidate, excluded)) {
        selected.add(candidate);
      }
    }
    return selected;
  }

  private static boolean isIn(LocalSocket socket, List<Set<LocalSocket>> sets) {
    for (Set<LocalSocket> set : sets) {
      if (set.contains(socket)) {
        return true;
      }
    }
    return false;
  }

  private static <T> Set<T> plus(@Nullable Set<T> set, T element) {
    if (set == null) {
      return Set.of(element);
    }
    if (set instanceof KeySetView) {
      set.add(element);
      return set;
    }
    Set<T> grown = ConcurrentHashMap.newKeySet(4);
    grown.addAll(set);
    grown.add(element);
    return grown;
  }

  private static <T> @Nullable Set<T> minus(Set<T> set, T element) {
    if (!(set instanceof KeySetView)) {
      return set.contains(element) ? null : set;
    }
    set.remove(element);
    return set.isEmpty() ? null : set;
  }

  /** Tells a listener what has happened. */
  @FunctionalInterface
  interface Change extends Consumer<RoomListener> {}
}
