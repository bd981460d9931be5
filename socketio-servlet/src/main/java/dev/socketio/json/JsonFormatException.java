package dev.socketio.json;

/** Text that is not JSON, or goes beyond the limits of {@link JsonCodec}. */
public class JsonFormatException extends Exception {
  private static final long serialVersionUID = 1L;

  /**
   * Makes the exception.
   *
   * @param message what is wrong
   */
  public JsonFormatException(String message) {
    super(message);
  }

  /**
   * Makes the exception.
   *
   * @param message what is wrong
   * @param cause what the parser said
   */
  public JsonFormatException(String message, Throwable cause) {
    super(message, cause);
  }
}
