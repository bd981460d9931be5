package dev.socketio.server;

import java.security.SecureRandom;
import java.util.Base64;

/**
 * Makes the public ids of sockets: 20 characters of the URL-safe base64 alphabet, 120 random bits,
 * so that no id ever comes twice and none can be guessed.
 *
 * <p>Threading: safe for use by any thread.
 */
final class SocketIds {
  private static final int BYTES = 15;
  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

  private final SecureRandom random = new SecureRandom();

  String next() {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return ENCODER.encodeToString(bytes);
  }
}
