package dev.socketio.server;

import dev.socketio.engine.CloseReason;

/**
 * Why a socket disconnected; texts as in the reference, with three more for limits it does not
 * have.
 */
public enum DisconnectReason {
  /** The transport failed, or the client broke the transport's rules. */
  TRANSPORT_ERROR("transport error"),
  /** The client closed the transport, or it was lost. */
  TRANSPORT_CLOSE("transport close"),
  /** The connection was closed by the server: broken packet, connect timeout. */
  FORCED_CLOSE("forced close"),
  /** The client stopped answering pings. */
  PING_TIMEOUT("ping timeout"),
  /** The client sent an Engine.IO packet that cannot be read. */
  PARSE_ERROR("parse error"),
  /** The server is shut down. */
  SERVER_SHUTTING_DOWN("server shutting down"),
  /** The server closed the connection while it was not able to close at once. */
  FORCED_SERVER_CLOSE("forced server close"),
  /** The client left the namespace. */
  CLIENT_NAMESPACE_DISCONNECT("client namespace disconnect"),
  /** {@link Socket#disconnect} was called. */
  SERVER_NAMESPACE_DISCONNECT("server namespace disconnect"),
  /** More bytes were waiting for the client than allowed. */
  SEND_QUEUE_OVERFLOW("send queue overflow"),
  /** A packet was waiting for the client longer than allowed. */
  SEND_TIMEOUT("send timeout"),
  /** More was waiting for the handlers than allowed. */
  RECEIVE_QUEUE_OVERFLOW("receive queue overflow");

  private final String text;

  DisconnectReason(String text) {
    this.text = text;
  }

  /** {@return the reference's wording} */
  public String text() {
    return text;
  }

  @Override
  public String toString() {
    return text;
  }

  /**
   * {@return the reason that sockets see when their connection ends}
   *
   * @param reason the engine's reason
   */
  public static DisconnectReason of(CloseReason reason) {
    return valueOf(reason.name());
  }
}
