package dev.socketio.servlet;

import dev.socketio.engine.HandshakeRequest;
import dev.socketio.engine.transport.QueryString;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
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
 * @param clock tells when the request arrived
 */
record RequestSnapshot(Set<String> roles, InstantSource clock) {

  /** Copies the roles. */
  RequestSnapshot {
    roles = Set.copyOf(roles);
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
        Optional.ofNullable(request.getUserPrincipal()),
        roles.stream().filter(request::isUserInRole).collect(Collectors.toUnmodifiableSet()),
        Optional.ofNullable(request.getSession(false)).map(HttpSession::getId));
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
