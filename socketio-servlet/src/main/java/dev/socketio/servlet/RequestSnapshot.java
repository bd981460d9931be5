package dev.socketio.servlet;

import dev.socketio.engine.Caller;
import dev.socketio.engine.HandshakeRequest;
import dev.socketio.engine.transport.QueryString;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Copies from a container's request what outlives it. Containers recycle request objects, so
 * nothing else may be kept.
 *
 * @param roles names of the roles to ask {@code isUserInRole} for
 * @param sessionAttributes names of the attributes to take over from an {@code HttpSession}
 * @param clock tells when the request arrived
 */
record RequestSnapshot(Set<String> roles, Set<String> sessionAttributes, InstantSource clock) {

  /** Request attribute with the client's certificates (Servlet 6.0, section 3.10). */
  private static final String CERTIFICATES = "jakarta.servlet.request.X509Certificate";

  /** Copies the names. */
  RequestSnapshot {
    roles = Set.copyOf(roles);
    sessionAttributes = Set.copyOf(sessionAttributes);
  }

  /**
   * Copies one request; an {@code HttpSession} is looked at, never created.
   *
   * @param request a request in service
   */
  HandshakeRequest of(HttpServletRequest request) {
    String query = query(request);
    return new HandshakeRequest(
        method(request),
        query.isEmpty() ? request.getRequestURI() : request.getRequestURI() + "?" + query,
        QueryString.parse(query),
        headers(request),
        Optional.ofNullable(request.getRemoteAddr()).orElse(""),
        request.isSecure(),
        clock.instant(),
        caller(request));
  }

  private Caller caller(HttpServletRequest request) {
    HttpSession session = request.getSession(false);
    return new Caller(
        Optional.ofNullable(request.getUserPrincipal()),
        roles.stream().filter(request::isUserInRole).collect(Collectors.toUnmodifiableSet()),
        Optional.ofNullable(session).map(HttpSession::getId),
        session == null ? Map.of() : attributes(session),
        Collections.list(request.getLocales()),
        certificates(request));
  }

  private Map<String, Object> attributes(HttpSession session) {
    Map<String, Object> attributes = new HashMap<>();
    try {
      for (String name : sessionAttributes) {
        Object value = session.getAttribute(name);
        if (value != null) {
          attributes.put(name, value);
        }
      }
    } catch (IllegalStateException ended) {
      return Map.of(); // by another request of the client, just now
    }
    return attributes;
  }

  private static List<X509Certificate> certificates(HttpServletRequest request) {
    return request.getAttribute(CERTIFICATES) instanceof X509Certificate[] chain
        ? List.of(chain)
        : List.of();
  }

  static String method(HttpServletRequest request) {
    return request.getMethod().toUpperCase(Locale.ROOT);
  }

  static String query(HttpServletRequest request) {
    return Optional.ofNullable(request.getQueryString()).orElse("");
  }

  static List<String> headers(HttpServletRequest request, String name) {
    return Collections.list(request.getHeaders(name));
  }

  private static Map<String, List<String>> headers(HttpServletRequest request) {
    Map<String, List<String>> headers = new HashMap<>();
    for (String name : Collections.list(request.getHeaderNames())) {
      headers.put(name.toLowerCase(Locale.ROOT), List.copyOf(headers(request, name)));
    }
    return headers;
  }
}
