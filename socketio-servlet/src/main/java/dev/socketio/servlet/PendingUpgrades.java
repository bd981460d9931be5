package dev.socketio.servlet;

import dev.socketio.servlet.EngineEndpoint.Arrival;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what a WebSocket endpoint needs to know about its handshake until the endpoint asks for it
 * by a nonce. Only for containers that do not let a servlet hand it over directly.
 *
 * <p>Threading: safe for use by any thread.
 */
final class PendingUpgrades {

  /** The session of an upgrade opens at once; whatever is older was lost on the way. */
  static final Duration LIFETIME = Duration.ofSeconds(60);

  private static final int NONCE_BYTES = 18;

  private final Map<String, Pending> pending = new ConcurrentHashMap<>();
  private final SecureRandom random = new SecureRandom();
  private final InstantSource clock;

  private record Pending(Arrival arrival, Instant since) {}

  /**
   * Starts empty.
   *
   * @param clock tells the age of an entry
   */
  PendingUpgrades(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * Keeps an arrival.
   *
   * @return the nonce to ask for it with, once
   */
  String put(Arrival arrival) {
    Instant now = clock.instant();
    pending.values().removeIf(entry -> entry.since().plus(LIFETIME).isBefore(now));
    byte[] bytes = new byte[NONCE_BYTES];
    random.nextBytes(bytes);
    String nonce = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    pending.put(nonce, new Pending(arrival, now));
    return nonce;
  }

  /**
   * {@return the arrival that was kept under a nonce, {@code null} if there is none} It is gone
   * afterwards.
   *
   * @param nonce from the path of the WebSocket, {@code null} if it has none
   */
  @Nullable Arrival take(@Nullable String nonce) {
    Pending entry = nonce == null ? null : pending.remove(nonce);
    return entry == null || entry.since().plus(LIFETIME).isBefore(clock.instant())
        ? null
        : entry.arrival();
  }

  /** {@return how many arrivals are kept} */
  int size() {
    return pending.size();
  }
}
