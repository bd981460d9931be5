package dev.socketio.it.servlet;

import dev.socketio.engine.transport.HttpExchange.HttpReply;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** Answers for scripts. */
final class Replies {

  private Replies() {}

  static HttpReply text(String body) {
    return bytes(200, body.getBytes(StandardCharsets.UTF_8));
  }

  static HttpReply bytes(int status, byte[] body) {
    return new HttpReply(
        status,
        Optional.of("text/plain; charset=UTF-8"),
        Map.of("cache-control", "no-store"),
        body);
  }

  static HttpReply status(int status) {
    return new HttpReply(status, Optional.empty(), Map.of(), new byte[0]);
  }
}
