package dev.socketio.cdi;

import dev.socketio.server.ArgumentException;
import java.util.List;

/**
 * An event was not handled, for a reason its client may know: the message, the {@link #code} and
 * the {@link #violations} are sent to it. {@link OnError} methods get this, and handlers may throw
 * it to refuse an event themselves.
 */
public class EventRefusedException extends ArgumentException {
  private static final long serialVersionUID = 1L;

  /** The code of refusals by handlers. */
  public static final String REFUSED = "refused";

  /** The code for arguments that are too few, too many, or of another type. */
  public static final String BAD_ARGUMENTS = "bad_arguments";

  /** The code for arguments that violate constraints. */
  public static final String INVALID = "invalid";

  /** The code for clients that lack the role. */
  public static final String FORBIDDEN = "forbidden";

  private final String code;
  private final transient List<Violation> violations;

  /**
   * One violated constraint.
   *
   * @param path what violates it, such as {@code message.text}
   * @param message what is wrong with it
   */
  public record Violation(String path, String message) {}

  /**
   * Refuses an event with code {@value #REFUSED}.
   *
   * @param message what the client is told
   */
  public EventRefusedException(String message) {
    this(REFUSED, message);
  }

  /**
   * Refuses an event.
   *
   * @param code a word for programs, of the application's choice
   * @param message what the client is told
   */
  public EventRefusedException(String code, String message) {
    this(code, message, List.of());
  }

  EventRefusedException(String code, String message, List<Violation> violations) {
    super(message);
    this.code = code;
    this.violations = List.copyOf(violations);
  }

  /** {@return a word for programs} */
  public String code() {
    return code;
  }

  /** {@return the violated constraints, if the code is {@value #INVALID}; else empty} */
  public List<Violation> violations() {
    return violations;
  }
}
