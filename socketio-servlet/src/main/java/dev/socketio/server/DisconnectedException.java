package dev.socketio.server;

/** The socket disconnected before its client answered. */
public class DisconnectedException extends Exception {
  private static final long serialVersionUID = 1L;
  private final DisconnectReason reason;

  /**
   * Makes the exception.
   *
   * @param message event and socket
   * @param reason why the socket disconnected
   */
  public DisconnectedException(String message, DisconnectReason reason) {
    super(message);
    this.reason = reason;
  }

  /** {@return why the socket disconnected} */
  public DisconnectReason reason() {
    return reason;
  }
}
