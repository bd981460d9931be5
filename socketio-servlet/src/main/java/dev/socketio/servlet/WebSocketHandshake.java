package dev.socketio.servlet;

import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;

/**
 * Tells whether a request opens a WebSocket, and whether it does so as RFC 6455 section 4.2.1 and
 * RFC 8441 section 5 demand. Decided here because containers differ: of the same broken handshake
 * one answers 400, another 200 without a body, a third upgrades a POST.
 */
final class WebSocketHandshake {

  /** The one protocol version that browsers and containers speak. */
  static final String VERSION = "13";

  private static final int KEY_BYTES = 16;
  private static final int ENCODED_KEY_LENGTH = 24;

  private WebSocketHandshake() {}

  /** What a request turned out to be. */
  sealed interface Verdict {}

  /** An ordinary request, to be dispatched as such. */
  record Ordinary() implements Verdict {}

  /** A handshake that may go on. */
  record Valid() implements Verdict {}

  /**
   * A handshake that breaks the rules.
   *
   * @param fault which rule, and the answer
   */
  record Refused(HandshakeFault fault) implements Verdict {}

  private static final Verdict ORDINARY = new Ordinary();
  private static final Verdict VALID = new Valid();
  private static final Verdict WRONG_VERSION = new Refused(HandshakeFault.wrongVersion());
  private static final Verdict WRONG_KEY =
      new Refused(HandshakeFault.malformed("Sec-WebSocket-Key is not 16 bytes in Base64"));
  private static final Verdict WITH_BODY =
      new Refused(HandshakeFault.malformed("the handshake has a body"));

  /**
   * Looks at one request.
   *
   * @param method HTTP method, upper case
   * @param protocol protocol and version as the container names it, such as {@code HTTP/1.1}
   * @param headers all values of a header by its name
   */
  static Verdict examine(String method, String protocol, Function<String, List<String>> headers) {
    if (isMultiplexed(protocol)) {
      return method.equals("CONNECT") ? version(headers, VALID) : ORDINARY;
    }
    if (!hasToken(headers.apply("Upgrade"), "websocket")
        || !hasToken(headers.apply("Connection"), "upgrade")) {
      return ORDINARY;
    }
    if (!method.equals("GET")) {
      return new Refused(HandshakeFault.wrongMethod(method));
    }
    if (!isKey(headers.apply("Sec-WebSocket-Key"))) {
      return version(headers, WRONG_KEY);
    }
    return version(headers, hasBody(headers) ? WITH_BODY : VALID);
  }

  /**
   * {@return whether the protocol carries requests as streams, without the headers {@code Upgrade}
   * and {@code Connection}}
   *
   * @param protocol protocol and version
   */
  static boolean isMultiplexed(String protocol) {
    return protocol.startsWith("HTTP/2") || protocol.startsWith("HTTP/3");
  }

  private static Verdict version(Function<String, List<String>> headers, Verdict otherwise) {
    List<String> versions = headers.apply("Sec-WebSocket-Version");
    boolean known = versions.size() == 1 && versions.get(0).trim().equals(VERSION);
    return known ? otherwise : WRONG_VERSION;
  }

  private static boolean hasToken(List<String> values, String token) {
    return values.stream()
        .flatMap(value -> Arrays.stream(value.split(",", -1)))
        .anyMatch(part -> part.trim().equalsIgnoreCase(token));
  }

  private static boolean isKey(List<String> keys) {
    if (keys.size() != 1 || keys.get(0).trim().length() != ENCODED_KEY_LENGTH) {
      return false;
    }
    try {
      return Base64.getDecoder().decode(keys.get(0).trim()).length == KEY_BYTES;
    } catch (IllegalArgumentException notBase64) {
      return false;
    }
  }

  /** A body would be read as frames by one container and skipped by another. */
  private static boolean hasBody(Function<String, List<String>> headers) {
    return !headers.apply("Transfer-Encoding").isEmpty()
        || headers.apply("Content-Length").stream().anyMatch(length -> !length.trim().equals("0"));
  }
}
