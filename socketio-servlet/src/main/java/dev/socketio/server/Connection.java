package dev.socketio.server;

import dev.socketio.engine.TransportName;
import java.util.function.Consumer;

/**
 * The Engine.IO connection below one or more sockets (the reference's {@code socket.conn}), to be
 * looked at.
 *
 * <p>Threading: safe for use by any thread.
 */
public interface Connection {

  /** {@return the transport that carries packets at this moment} */
  TransportName transport();

  /** {@return revision of the Engine.IO protocol that the client speaks: 4} */
  int protocol();

  /** {@return address of the peer as the container resolves it, from the handshake} */
  String remoteAddress();

  /** {@return packets waiting to be written} */
  int queuedPackets();

  /** {@return bytes waiting to be written} */
  long queuedBytes();

  /**
   * Called when the connection moved from polling to WebSocket.
   *
   * @param listener gets the new transport
   * @return handle to take it off
   */
  Registration onUpgrade(Consumer<TransportName> listener);

  /**
   * Called once when the connection is over, after its sockets have disconnected. A connection that
   * is over already does not call.
   *
   * @param listener gets the reason
   * @return handle to take it off
   */
  Registration onClose(Consumer<DisconnectReason> listener);
}
