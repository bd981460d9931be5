package dev.socketio.server.adapter;

import java.time.Duration;
import java.util.Set;

/**
 * To whom a broadcast goes, and how.
 *
 * @param rooms names of rooms, of which a socket has to be in at least one; empty means all sockets
 * @param except names of rooms, of which a socket must be in none
 * @param local whether only this server's sockets are meant
 * @param ifWritable whether to leave out the sockets to which nothing can go at once (volatile)
 * @param timeout how long answers are waited for
 */
public record BroadcastTarget(
    Set<String> rooms, Set<String> except, boolean local, boolean ifWritable, Duration timeout) {

  /** Copies the sets. */
  public BroadcastTarget {
    rooms = Set.copyOf(rooms);
    except = Set.copyOf(except);
  }

  /**
   * {@return all sockets of all servers}
   *
   * @param timeout how long answers are waited for
   */
  public static BroadcastTarget everybody(Duration timeout) {
    return new BroadcastTarget(Set.of(), Set.of(), false, false, timeout);
  }
}
