package dev.socketio.engine;

import java.security.Principal;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Who made a request, as far as the container knows: kept from the handshake, whatever happens to
 * the login or the {@code HttpSession} later.
 *
 * <p>Threading: immutable, safe for use by any thread; the values of session attributes are as safe
 * as the application made them.
 *
 * @param principal the user whom the container has authenticated, if any
 * @param roles those of the configured role names that the user has
 * @param sessionId id of the {@code HttpSession} that existed at the handshake, if any; a secret,
 *     never to be shown to clients. The session may have another id by now
 * @param sessionAttributes those of the configured attributes that the {@code HttpSession} had, by
 *     name. The map is a copy; the values are the application's own objects, shared with the
 *     session and kept for as long as the connection lives
 * @param locales languages that the client prefers, best first, by its {@code Accept-Language}
 *     header; without one only the default of the container's machine
 * @param certificates what the client has shown in the TLS handshake: its own certificate first,
 *     then those that signed it; empty unless the container asked for one
 */
public record Caller(
    Optional<Principal> principal,
    Set<String> roles,
    Optional<String> sessionId,
    Map<String, Object> sessionAttributes,
    List<Locale> locales,
    List<X509Certificate> certificates) {

  private static final Caller UNKNOWN =
      new Caller(Optional.empty(), Set.of(), Optional.empty(), Map.of(), List.of(), List.of());

  /** Copies the collections, so that later changes to them are not seen. */
  public Caller {
    roles = Set.copyOf(roles);
    sessionAttributes = Map.copyOf(sessionAttributes);
    locales = List.copyOf(locales);
    certificates = List.copyOf(certificates);
  }

  /** {@return somebody of whom nothing is known} */
  public static Caller unknown() {
    return UNKNOWN;
  }
}
