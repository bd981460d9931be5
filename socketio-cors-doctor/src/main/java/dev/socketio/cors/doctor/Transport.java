package dev.socketio.cors.doctor;

/** The transports of a Socket.IO client, named as in its option {@code transports}. */
public enum Transport {
  /** HTTP long-polling, to which CORS applies. */
  POLLING("polling"),
  /** WebSocket, to which browsers do not apply CORS. */
  WEBSOCKET("websocket");

  private final String option;

  Transport(String option) {
    this.option = option;
  }

  /** {@return its name in the client's options and in URLs} */
  public String option() {
    return option;
  }
}
