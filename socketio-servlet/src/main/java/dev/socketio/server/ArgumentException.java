package dev.socketio.server;

/**
 * An argument of an event cannot be read, or written, as the type asked for. The message names
 * position, type and value.
 */
public class ArgumentException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  /**
   * Makes the exception.
   *
   * @param message position, wanted type, what came, what would do
   */
  public ArgumentException(String message) {
    super(message);
  }

  /**
   * Makes the exception.
   *
   * @param message position, wanted type, what came, what would do
   * @param cause what the binding library said
   */
  public ArgumentException(String message, Throwable cause) {
    super(message, cause);
  }
}
