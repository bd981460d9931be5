package dev.socketio.server;

/** The client did not answer an event in time. */
public class AckTimeoutException extends Exception {
  private static final long serialVersionUID = 1L;

  /**
   * Makes the exception.
   *
   * @param message event, socket and limit
   */
  public AckTimeoutException(String message) {
    super(message);
  }
}
