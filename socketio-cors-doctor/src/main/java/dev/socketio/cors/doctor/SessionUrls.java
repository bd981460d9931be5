package dev.socketio.cors.doctor;

import dev.socketio.cors.doctor.wire.WebUrl;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The URLs of a session, with the parameters in the client's order.
 *
 * <p>Threading: safe; each polling URL is made once, as the client's are.
 */
final class SessionUrls {

  private static final AtomicLong COUNTER = new AtomicLong(System.currentTimeMillis());

  private final WebUrl server;
  private final String own;

  SessionUrls(WebUrl server, String own) {
    this.server = server;
    this.own = own.isEmpty() ? "" : own + "&";
  }

  /** The server's path. */
  WebUrl server() {
    return server;
  }

  /** A polling request's URL; the session's id is empty before there is one. */
  WebUrl polling(String sid) {
    String unique = Long.toString(COUNTER.incrementAndGet(), 36);
    return with(server.path(), "transport=polling&t=" + unique, sid);
  }

  /** A polling handshake's URL at another path. */
  WebUrl pollingAt(String path) {
    String unique = Long.toString(COUNTER.incrementAndGet(), 36);
    return with(path, "transport=polling&t=" + unique, "");
  }

  /** A WebSocket's URL; the session's id is empty before there is one. */
  WebUrl webSocket(String sid) {
    return with(server.path(), "transport=websocket", sid);
  }

  private WebUrl with(String path, String parameters, String sid) {
    String query = "?" + own + "EIO=4&" + parameters + (sid.isEmpty() ? "" : "&sid=" + sid);
    return server.with(path, query);
  }
}
