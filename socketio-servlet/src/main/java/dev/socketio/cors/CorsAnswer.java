package dev.socketio.cors;

/**
 * A response sent in the application's place: to a preflight, or to a request that is refused.
 *
 * @param status HTTP status
 * @param body body in JSON ({@code application/json}), empty for none
 */
public record CorsAnswer(int status, String body) {

  /** The protocol's error 4: an origin that is not allowed. */
  static final CorsAnswer FORBIDDEN = new CorsAnswer(403, "{\"code\":4,\"message\":\"Forbidden\"}");

  /** The protocol's error 3: an origin that is no header value, or a policy that failed. */
  static final CorsAnswer BAD_REQUEST =
      new CorsAnswer(400, "{\"code\":3,\"message\":\"Bad request\"}");

  /** {@return whether this refuses the request} */
  public boolean isRefusal() {
    return status >= 400;
  }
}
