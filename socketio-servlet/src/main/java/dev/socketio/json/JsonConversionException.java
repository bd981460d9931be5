package dev.socketio.json;

/**
 * A value that cannot be written as JSON or bound to a type; the message says what was wanted, what
 * came, and what would do.
 */
public class JsonConversionException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * Makes the exception.
   *
   * @param message wanted type, what came, what would do
   */
  public JsonConversionException(String message) {
    super(message);
  }

  /**
   * Makes the exception.
   *
   * @param message wanted type, what came, what would do
   * @param cause what the binding library said
   */
  public JsonConversionException(String message, Throwable cause) {
    super(message, cause);
  }

  /**
   * {@return the same failure, seen from one level further out}
   *
   * @param place member or element it happened in, such as {@code member "age"}
   */
  JsonConversionException in(String place) {
    return new JsonConversionException(place + ": " + getMessage(), this);
  }
}
