package dev.socketio.engine;

/**
 * The transports of Engine.IO v4 that a servlet container can carry, under their names in the
 * {@code transport} query parameter.
 */
public enum TransportName {
  /** HTTP long-polling: GET fetches packets, POST delivers them. */
  POLLING("polling"),
  /** RFC 6455 WebSocket. */
  WEBSOCKET("websocket");

  private final String wireName;

  TransportName(String wireName) {
    this.wireName = wireName;
  }

  /**
   * {@return the name as it stands in the query and in the {@code upgrades} list of the open
   * packet}
   */
  public String wireName() {
    return wireName;
  }
}
