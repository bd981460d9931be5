package dev.socketio.server;

import java.util.List;

/** Not all clients answered a broadcast in time; holds the answers that came. */
public class BroadcastTimeoutException extends AckTimeoutException {
  private static final long serialVersionUID = 1L;
  private final transient List<Arguments> responses;

  /**
   * Makes the exception.
   *
   * @param message event, counts and limit
   * @param responses the answers that came
   */
  public BroadcastTimeoutException(String message, List<Arguments> responses) {
    super(message);
    this.responses = List.copyOf(responses);
  }

  /** {@return the answers that came in time} */
  public List<Arguments> responses() {
    return responses;
  }
}
