package dev.socketio.server.packet;

/**
 * A client sent a packet that breaks the protocol; its connection is closed. The message is the
 * reference's wording, such as {@code invalid payload}; what exactly was wrong shows as the cause.
 * It has no stack trace: clients can provoke it as often as they like, and where in the decoder it
 * was noticed helps nobody.
 */
public class MalformedPacketException extends Exception {
  private static final long serialVersionUID = 1L;

  /**
   * Makes the exception.
   *
   * @param message the reference's wording
   */
  public MalformedPacketException(String message) {
    super(message, null, true, false);
  }

  /**
   * Makes the exception.
   *
   * @param message the reference's wording
   * @param cause what exactly was wrong
   */
  public MalformedPacketException(String message, Throwable cause) {
    super(message, cause, true, false);
  }
}
