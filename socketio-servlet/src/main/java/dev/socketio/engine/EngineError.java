package dev.socketio.engine;

/**
 * The closed list of answers to a request that cannot be served; codes and texts as in the
 * reference (Engine.IO {@code Server.errors}).
 */
public enum EngineError {
  /** The {@code transport} parameter is missing, unknown or switched off. */
  UNKNOWN_TRANSPORT(0, "Transport unknown", 400),
  /** The {@code sid} parameter names no session. */
  UNKNOWN_SID(1, "Session ID unknown", 400),
  /** A handshake must be a GET. */
  BAD_HANDSHAKE_METHOD(2, "Bad handshake method", 400),
  /** Anything else that is wrong with the request. */
  BAD_REQUEST(3, "Bad request", 400),
  /** The application's request gate refused the handshake. */
  FORBIDDEN(4, "Forbidden", 403),
  /** The {@code EIO} parameter is not 4. */
  UNSUPPORTED_PROTOCOL_VERSION(5, "Unsupported protocol version", 400);

  private final int code;
  private final String message;
  private final int status;

  EngineError(int code, String message, int status) {
    this.code = code;
    this.message = message;
    this.status = status;
  }

  /** {@return the integer in the {@code code} member of the error body} */
  public int code() {
    return code;
  }

  /** {@return the text in the {@code message} member of the error body} */
  public String message() {
    return message;
  }

  /**
   * {@return the HTTP status of the answer over polling; a WebSocket handshake is always refused
   * with 400}
   */
  public int status() {
    return status;
  }
}
