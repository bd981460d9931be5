package dev.socketio.it.browser;

import jakarta.json.JsonObject;

/**
 * How an {@link Attempt} went.
 *
 * @param connected whether the client connected
 * @param error the message of its {@code connect_error}, or empty
 * @param transport its last transport, or empty
 * @param cookie what the server saw as {@code Cookie} in the handshake, or empty
 * @param header what the server saw as {@code my-custom-header}, or empty
 * @param origin what the server saw as {@code Origin}, or empty
 */
record Outcome(
    boolean connected,
    String error,
    String transport,
    String cookie,
    String header,
    String origin) {

  static Outcome of(JsonObject json) {
    return new Outcome(
        json.getBoolean("connected"),
        json.getString("error", ""),
        json.getString("transport", ""),
        json.getString("cookie", ""),
        json.getString("header", ""),
        json.getString("origin", ""));
  }
}
