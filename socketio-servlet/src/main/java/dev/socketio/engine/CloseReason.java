package dev.socketio.engine;

/**
 * Why an Engine.IO session ended. The texts are those of the reference implementation; the last two
 * name cases that it does not have.
 */
public enum CloseReason {
  /**
   * The transport failed or the client broke its rules (overlapping requests, a ping from the
   * client).
   */
  TRANSPORT_ERROR("transport error"),
  /** The client closed the transport, or it was lost. */
  TRANSPORT_CLOSE("transport close"),
  /** The server closed the connection. */
  FORCED_CLOSE("forced close"),
  /** No pong within {@code pingTimeout}. */
  PING_TIMEOUT("ping timeout"),
  /** The client sent an Engine.IO packet that cannot be read. */
  PARSE_ERROR("parse error"),
  /** The server is shut down. */
  SERVER_SHUTTING_DOWN("server shutting down"),
  /** The client reads too slowly: more bytes are waiting for it than allowed. */
  SEND_QUEUE_OVERFLOW("send queue overflow"),
  /** The client reads too slowly: a packet has been waiting for it longer than allowed. */
  SEND_TIMEOUT("send timeout"),
  /**
   * The client sends faster than the application handles: more is waiting for the handlers than
   * allowed.
   */
  RECEIVE_QUEUE_OVERFLOW("receive queue overflow");

  private final String text;

  CloseReason(String text) {
    this.text = text;
  }

  /** {@return the wording that disconnect listeners see} */
  public String text() {
    return text;
  }
}
