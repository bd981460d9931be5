package dev.socketio.server;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * A socket of any server of the cluster, as it was when asked for (the reference's {@code
 * RemoteSocket}). What is shown does not change any more; what is done to it is done to the socket
 * of today, if it is still there.
 *
 * <p>Threading: immutable, safe for use by any thread; nothing here blocks.
 */
public interface RemoteSocket {

  /** {@return public id} */
  String id();

  /**
   * {@return the handshake in plain values} Members as in the reference: {@code headers}, {@code
   * time}, {@code address}, {@code xdomain}, {@code secure}, {@code issued} (milliseconds since
   * 1970), {@code url}, {@code query}, {@code auth}.
   */
  Map<String, @Nullable Object> handshake();

  /** {@return names of its rooms} */
  Set<String> rooms();

  /** {@return the application's data} */
  Map<String, Object> data();

  /**
   * Sends an event.
   *
   * @param event name, as with {@link SocketEmitter#emit}
   * @param arguments as with {@link SocketEmitter#emit}
   * @throws ArgumentException if the name is reserved or an argument cannot be written
   */
  void emit(String event, @Nullable Object... arguments);

  /**
   * Sends an event and waits, without a thread, for the client's answer. What is attached to the
   * stage, or to a combination of stages, runs as with {@link SocketEmitter#emitWithAck}.
   *
   * @param limit how long
   * @param event name, as with {@link SocketEmitter#emit}
   * @param arguments as with {@link SocketEmitter#emit}
   * @return the answer; fails with {@link AckTimeoutException} if none came in time, and at once
   *     with {@link IllegalStateException} if the socket has left
   * @throws ArgumentException if the name is reserved or an argument cannot be written
   */
  CompletionStage<Arguments> emitWithAck(
      Duration limit, String event, @Nullable Object... arguments);

  /**
   * Makes the socket join rooms.
   *
   * @param rooms names
   */
  void join(String... rooms);

  /**
   * Makes the socket leave a room.
   *
   * @param room name
   */
  void leave(String room);

  /**
   * Disconnects the socket.
   *
   * @param closeConnection whether to close its connection as well
   */
  void disconnect(boolean closeConnection);
}
