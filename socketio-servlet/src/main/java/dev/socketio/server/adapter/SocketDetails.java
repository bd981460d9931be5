package dev.socketio.server.adapter;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a server tells the others about one of its sockets, at one moment.
 *
 * @param id public id
 * @param handshake the handshake as the reference shows it: {@code headers}, {@code time}, {@code
 *     address}, {@code xdomain}, {@code secure}, {@code issued}, {@code url}, {@code query}, {@code
 *     auth}
 * @param rooms names of its rooms
 * @param data the application's data
 */
public record SocketDetails(
    String id,
    Map<String, @Nullable Object> handshake,
    Set<String> rooms,
    Map<String, Object> data) {

  /** Copies the collections. */
  public SocketDetails {
    handshake = Collections.unmodifiableMap(new HashMap<>(handshake));
    rooms = Set.copyOf(rooms);
    data = Map.copyOf(data);
  }
}
