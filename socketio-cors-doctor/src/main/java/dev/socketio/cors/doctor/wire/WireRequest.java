package dev.socketio.cors.doctor.wire;

import java.nio.charset.StandardCharsets;

/**
 * A request to send.
 *
 * @param method the method
 * @param url where to
 * @param headers what to send besides {@code Host}, {@code Connection} and the length
 * @param body the body, or empty for none
 */
public record WireRequest(String method, WebUrl url, Headers headers, String body) {

  /** What goes over the wire. */
  byte[] bytes() {
    byte[] content = body.getBytes(StandardCharsets.UTF_8);
    StringBuilder head =
        new StringBuilder(method)
            .append(' ')
            .append(url.target())
            .append(" HTTP/1.1\r\nHost: ")
            .append(url.authority())
            .append("\r\n");
    if (!headers.has("Connection")) {
      head.append("Connection: close\r\n");
    }
    headers.lines().forEach(line -> head.append(line).append("\r\n"));
    if (method.equals("POST")) {
      head.append("Content-Length: ").append(content.length).append("\r\n");
    }
    byte[] start = head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    byte[] all = new byte[start.length + content.length];
    System.arraycopy(start, 0, all, 0, start.length);
    System.arraycopy(content, 0, all, start.length, content.length);
    return all;
  }
}
