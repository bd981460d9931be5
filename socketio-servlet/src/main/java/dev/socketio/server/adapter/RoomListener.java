package dev.socketio.server.adapter;

/**
 * Told of what happens to the rooms of one namespace on this server. Each socket is also in a room
 * of its own id, so these show as well.
 *
 * <p>Threading: one call at a time, in the order in which things happened to a room, so the last
 * call says how it is; on the thread that changed a room or on that of another change, possibly
 * after the change has returned. Must not block. What it throws is logged.
 */
public interface RoomListener {

  /**
   * A room has come to be; {@link #onJoin} of its first member follows.
   *
   * @param room name
   */
  default void onCreate(String room) {}

  /**
   * A socket has joined.
   *
   * @param room name
   * @param socketId id of the socket
   */
  default void onJoin(String room, String socketId) {}

  /**
   * A socket has left.
   *
   * @param room name
   * @param socketId id of the socket
   */
  default void onLeave(String room, String socketId) {}

  /**
   * The last member has left, and with it the room is gone.
   *
   * @param room name
   */
  default void onDelete(String room) {}
}
