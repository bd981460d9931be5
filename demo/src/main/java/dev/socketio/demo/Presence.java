package dev.socketio.demo;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import dev.socketio.server.Namespace;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Who is in which room, and telling everybody.
 *
 * <p>Threading: safe for use by any thread. Two lists on their way at the same time may overtake
 * one another, so each has a revision: a page keeps the list with the highest one, which has seen
 * every change up to it.
 */
final class Presence {

  private static final List<String> ALWAYS_OPEN = List.of("lobby", "coffee", "help");

  private final Namespace chat;
  private final Map<Person, String> rooms = new ConcurrentHashMap<>();
  private final AtomicLong revision = new AtomicLong();

  Presence(Namespace chat) {
    this.chat = chat;
  }

  void move(Person person, String room) {
    String before = rooms.put(person, room);
    if (before != null) {
      tellPeople(before);
    }
    tellPeople(room);
    tellRooms();
  }

  void leave(Person person) {
    String room = rooms.remove(person);
    if (room != null) {
      tellPeople(room);
      tellRooms();
    }
  }

  private void tellPeople(String room) {
    long now = revision.incrementAndGet();
    List<Person> people =
        rooms.entrySet().stream()
            .filter(entry -> entry.getValue().equals(room))
            .map(Map.Entry::getKey)
            .toList();
    chat.to(Guest.channel(room)).emit("people", now, room, people);
  }

  private void tellRooms() {
    long now = revision.incrementAndGet();
    Map<String, Long> counts =
        new TreeMap<>(rooms.values().stream().collect(groupingBy(room -> room, counting())));
    ALWAYS_OPEN.forEach(room -> counts.putIfAbsent(room, 0L));
    chat.emit("rooms", now, counts);
  }
}
