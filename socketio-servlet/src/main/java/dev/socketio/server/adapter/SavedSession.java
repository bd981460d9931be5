package dev.socketio.server.adapter;

import java.util.Map;
import java.util.Set;

/**
 * What is kept of a socket whose connection was lost.
 *
 * @param id public id, which the socket gets again
 * @param privateId secret that the client has to know
 * @param rooms names of its rooms
 * @param data the application's data
 */
public record SavedSession(
    String id, String privateId, Set<String> rooms, Map<String, Object> data) {

  /** Copies the collections. */
  public SavedSession {
    rooms = Set.copyOf(rooms);
    data = Map.copyOf(data);
  }
}
