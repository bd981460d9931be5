package dev.socketio.benchmarks.load;

/**
 * What a server speaks: the bare echo of the container, or Socket.IO. The messages themselves are
 * the same bytes.
 */
public enum Dialect {
  /**
   * No protocol, but for one message that the server answers when it counts the WebSocket among the
   * open ones. The session of a polling client is named by the client.
   */
  RAW("/raw/echo", "/raw/broadcast", "/raw/poll?sid="),
  /** Engine.IO 4 with Socket.IO 5 on top, namespace {@code /}. */
  SOCKET_IO(
      "/socket.io/?EIO=4&transport=websocket",
      "/socket.io/?EIO=4&transport=websocket",
      "/socket.io/?EIO=4&transport=polling&sid=");

  private final String echoPath;
  private final String broadcastPath;
  private final String pollPath;

  Dialect(String echoPath, String broadcastPath, String pollPath) {
    this.echoPath = echoPath;
    this.broadcastPath = broadcastPath;
    this.pollPath = pollPath;
  }

  /** {@return request target of the WebSocket that echoes} */
  String echoPath() {
    return echoPath;
  }

  /** {@return request target of the WebSocket whose messages go to everybody} */
  String broadcastPath() {
    return broadcastPath;
  }

  /**
   * {@return request target of a poll}
   *
   * @param session id of the session; without it Socket.IO opens one
   */
  String pollPath(String session) {
    String path = pollPath + session;
    return session.isEmpty() ? path.substring(0, path.length() - "&sid=".length()) : path;
  }

  /**
   * {@return a message of exactly so many bytes, the same in both dialects: an event with one
   * string}
   *
   * @param event name of the event
   * @param bytes length of the whole message; at least that of the event without text
   */
  static String message(String event, int bytes) {
    String head = "42[\"" + event + "\",\"";
    String tail = "\"]";
    int fill = bytes - head.length() - tail.length();
    if (fill < 0) {
      throw new IllegalArgumentException(
          "A message of event "
              + event
              + " has at least "
              + (bytes - fill)
              + " bytes, not "
              + bytes);
    }
    return head + "x".repeat(fill) + tail;
  }
}
