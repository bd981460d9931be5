package dev.socketio.it.browser;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a page gives to {@code io()}.
 *
 * @param server the server's URL
 * @param way the transports
 * @param withCredentials the option of that name
 * @param extraHeaders the option of that name
 */
record Attempt(String server, Way way, boolean withCredentials, Map<String, String> extraHeaders) {

  /** The transports of a client. */
  enum Way {
    POLLING("polling"),
    WEBSOCKET("websocket"),
    UPGRADE("polling", "websocket");

    private final List<String> transports;

    Way(String... transports) {
      this.transports = List.of(transports);
    }

    /** {@return the transport that is used in the end} */
    String last() {
      return transports.get(transports.size() - 1);
    }
  }

  /**
   * An attempt without credentials and headers.
   *
   * @param server the server's URL
   * @param way the transports
   */
  static Attempt at(String server, Way way) {
    return new Attempt(server, way, false, Map.of());
  }

  /** {@return the same with credentials} */
  Attempt credentials() {
    return new Attempt(server, way, true, extraHeaders);
  }

  /**
   * {@return the same with a header}
   *
   * @param name its name
   * @param value its value
   */
  Attempt header(String name, String value) {
    Map<String, String> headers = new TreeMap<>(extraHeaders);
    headers.put(name, value);
    return new Attempt(server, way, withCredentials, headers);
  }

  /** {@return the options of the client} */
  Map<String, Object> options() {
    return Map.of(
        "transports", way.transports,
        "withCredentials", withCredentials,
        "extraHeaders", extraHeaders);
  }
}
