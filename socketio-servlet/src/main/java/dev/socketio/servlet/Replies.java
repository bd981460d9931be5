package dev.socketio.servlet;

import dev.socketio.engine.transport.HttpExchange.HttpReply;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * The few answers that the container's side gives by itself. Never {@code sendError}, whose HTML
 * page replaces ours.
 */
final class Replies {

  private Replies() {}

  /**
   * {@return a reply without content}
   *
   * @param status HTTP status
   */
  static HttpReply empty(int status) {
    return new HttpReply(status, Optional.empty(), Map.of(), new byte[0]);
  }

  /**
   * Refuses a WebSocket handshake in the form of the reference: a bare message as {@code
   * text/html}, and the connection closed.
   *
   * @param status HTTP status; 426 also says what is spoken (RFC 6455 section 4.4, RFC 9110 section
   *     15.5.22)
   * @param message the whole body
   */
  static void refuseHandshake(
      HttpServletRequest request, HttpServletResponse response, int status, String message)
      throws IOException {
    boolean upgradeRequired = status == 426;
    if (upgradeRequired) {
      response.setHeader("Sec-WebSocket-Version", WebSocketHandshake.VERSION);
    }
    if (!WebSocketHandshake.isMultiplexed(request.getProtocol())) {
      response.setHeader("Connection", upgradeRequired ? "close, Upgrade" : "close");
      if (upgradeRequired) {
        response.setHeader("Upgrade", "websocket");
      }
    }
    write(response, status, "text/html", message);
  }

  /**
   * Answers on the container's thread; only for content that fits any buffer.
   *
   * @param contentType media type
   * @param content the whole body
   */
  static void write(HttpServletResponse response, int status, String contentType, String content)
      throws IOException {
    byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
    response.setStatus(status);
    response.setContentType(contentType);
    response.setContentLength(bytes.length);
    response.getOutputStream().write(bytes);
  }
}
