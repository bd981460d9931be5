package dev.socketio.engine.transport;

import dev.socketio.engine.EngineError;
import dev.socketio.engine.transport.HttpExchange.HttpReply;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** The HTTP answers of the engine; the only place that knows their status, type and headers. */
final class Replies {
  private static final Map<String, String> NO_STORE = Map.of("Cache-Control", "no-store");
  private static final Optional<String> TEXT = Optional.of("text/plain; charset=UTF-8");
  private static final Optional<String> HTML = Optional.of("text/html");
  private static final Optional<String> JSON = Optional.of("application/json");

  private Replies() {}

  /** Packets for a poll. */
  static HttpReply payload(String payload) {
    return new HttpReply(200, TEXT, NO_STORE, utf8(payload));
  }

  /** A POST was taken. The type keeps some browsers from offering a download. */
  static HttpReply ok() {
    return new HttpReply(200, HTML, NO_STORE, utf8("ok"));
  }

  /** A status and nothing else. */
  static HttpReply empty(int status) {
    return new HttpReply(status, Optional.empty(), Map.of(), new byte[0]);
  }

  /** One of the protocol's errors. */
  static HttpReply error(EngineError error, String message) {
    String body = "{\"code\":" + error.code() + ",\"message\":\"" + escape(message) + "\"}";
    return new HttpReply(error.status(), JSON, Map.of(), utf8(body));
  }

  /** For JSON strings (RFC 8259 section 7); messages may come from the application. */
  private static String escape(String text) {
    StringBuilder escaped = new StringBuilder(text.length() + 8);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        escaped.append('\\').append(c);
      } else if (c < ' ' || Character.isSurrogate(c)) {
        escaped.append(String.format("\\u%04x", (int) c));
      } else {
        escaped.append(c);
      }
    }
    return escaped.toString();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
