package dev.socketio.server;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Someone who waits for a client's answer. Exactly one of the two is called, once.
 *
 * <p>Threading: called by any thread; must not run application code there.
 */
interface PendingAck {

  /** The client has answered. */
  void answered(List<@Nullable Object> arguments);

  /** The socket has disconnected before. */
  void disconnected(DisconnectReason reason);
}
