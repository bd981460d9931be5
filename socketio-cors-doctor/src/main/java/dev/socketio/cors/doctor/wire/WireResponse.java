package dev.socketio.cors.doctor.wire;

/**
 * An answer, as it came.
 *
 * @param status the status code
 * @param reason the reason phrase, often empty
 * @param headers the header lines
 * @param body the body, as UTF-8, up to a limit
 */
public record WireResponse(int status, String reason, Headers headers, String body) {

  /** {@return whether the status is in the range 200 to 299, Fetch's "ok status"} */
  public boolean isOk() {
    return status >= 200 && status <= 299;
  }

  /** {@return whether the status is one of Fetch's redirect statuses} */
  public boolean isRedirect() {
    return switch (status) {
      case 301, 302, 303, 307, 308 -> true;
      default -> false;
    };
  }
}
