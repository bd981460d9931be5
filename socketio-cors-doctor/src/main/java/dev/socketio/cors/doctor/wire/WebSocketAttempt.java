package dev.socketio.cors.doctor.wire;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of a WebSocket handshake (RFC 6455, section 4.1).
 *
 * @param sent the headers of the handshake
 * @param response the server's answer
 * @param fault what is wrong with the answer, in Chrome's words; empty if nothing is
 * @param connection the open connection, if nothing is wrong
 */
public record WebSocketAttempt(
    Headers sent,
    WireResponse response,
    Optional<String> fault,
    Optional<WebSocketConnection> connection) {

  private static final String MAGIC = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

  /** Asks for a WebSocket on a connection, and reads the answer. */
  static WebSocketAttempt of(WireRequest request, Socket socket, Duration timeout)
      throws IOException {
    byte[] nonce = new byte[16];
    new SecureRandom().nextBytes(nonce);
    String key = Base64.getEncoder().encodeToString(nonce);
    Headers headers =
        request
            .headers()
            .and("Connection", "Upgrade")
            .and("Upgrade", "websocket")
            .and("Sec-WebSocket-Version", "13")
            .and("Sec-WebSocket-Key", key);
    socket.getOutputStream().write(new WireRequest("GET", request.url(), headers, "").bytes());
    socket.getOutputStream().flush();
    TimedInput timed = new TimedInput(socket, timeout);
    BufferedInputStream in = new BufferedInputStream(timed);
    WireResponse response = new ResponseReader(in).read();
    Optional<String> fault = Optional.ofNullable(fault(response, key));
    return new WebSocketAttempt(
        headers,
        response,
        fault,
        fault.isPresent()
            ? Optional.empty()
            : Optional.of(new WebSocketConnection(request.url(), socket, timed, in, timeout)));
  }

  /** The first thing that is wrong, looked for in Chrome's order; null if nothing is. */
  private static @Nullable String fault(WireResponse response, String key) {
    if (response.status() == 401) {
      return "HTTP Authentication failed; no valid credentials available";
    }
    String during = "Error during WebSocket handshake: ";
    if (response.status() != 101) {
      return during + "Unexpected response code: " + response.status();
    }
    String upgrade = response.headers().combined("Upgrade").orElse(null);
    if (upgrade == null) {
      return during + "'Upgrade' header is missing";
    }
    if (!upgrade.equalsIgnoreCase("websocket")) {
      return during + "'Upgrade' header value is not 'WebSocket': " + upgrade;
    }
    List<String> accept = response.headers().all("Sec-WebSocket-Accept");
    if (accept.isEmpty()) {
      return during + "'Sec-WebSocket-Accept' header is missing";
    }
    if (!accept.equals(List.of(accept(key)))) {
      return during + "Incorrect 'Sec-WebSocket-Accept' header value";
    }
    return connectionFault(response, during);
  }

  private static @Nullable String connectionFault(WireResponse response, String during) {
    String connection = response.headers().combined("Connection").orElse(null);
    if (connection == null) {
      return during + "'Connection' header is missing";
    }
    boolean upgrades =
        Arrays.stream(connection.toLowerCase(Locale.ROOT).split(",", -1))
            .anyMatch(token -> token.strip().equals("upgrade"));
    if (!upgrades) {
      return during + "'Connection' header value must contain 'Upgrade'";
    }
    return response
        .headers()
        .combined("Sec-WebSocket-Protocol")
        .map(
            protocol ->
                during
                    + "Response must not include 'Sec-WebSocket-Protocol' header if not present in request: "
                    + protocol)
        .orElse(null);
  }

  private static String accept(String key) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-1")
              .digest((key + MAGIC).getBytes(StandardCharsets.US_ASCII));
      return Base64.getEncoder().encodeToString(hash);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("Every Java platform has SHA-1.", impossible);
    }
  }
}
