package dev.socketio.server;

import org.jspecify.annotations.Nullable;

/** Thrown by a middleware: the client gets a {@code CONNECT_ERROR} with this message and data. */
public class ConnectRefusedException extends Exception {
  private static final long serialVersionUID = 1L;
  private final transient @Nullable Object data;

  /**
   * Refuses with a message.
   *
   * @param message what the client sees as {@code err.message}
   */
  public ConnectRefusedException(String message) {
    this(message, null);
  }

  /**
   * Refuses with a message and data.
   *
   * @param message what the client sees as {@code err.message}
   * @param data what the client sees as {@code err.data}: any JSON-like value; {@code null} for
   *     none
   */
  public ConnectRefusedException(String message, @Nullable Object data) {
    super(message);
    this.data = data;
  }

  /** {@return what the client sees as {@code err.data}, or {@code null}} */
  public @Nullable Object data() {
    return data;
  }
}
