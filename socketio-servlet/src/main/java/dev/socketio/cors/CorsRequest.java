package dev.socketio.cors;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * What a policy sees of a request. Usually a view of a servlet request, see {@link #of}; small
 * enough to be written by hand for a test or another server.
 *
 * <p>Threading: a view of a servlet request is valid as long as that request, so a function that
 * goes asynchronous takes what it needs first.
 */
public interface CorsRequest {

  /** {@return the HTTP method, upper case; {@code CONNECT} for a WebSocket over HTTP/2} */
  String method();

  /** {@return the first {@code Origin} header, or null without one} */
  @Nullable String origin();

  /** {@return whether there is more than one {@code Origin} header, which no browser sends} */
  boolean hasSeveralOrigins();

  /**
   * {@return the value of a header, several of them joined by comma and space; null without one}
   *
   * @param name name in any case
   */
  @Nullable String header(String name);

  /**
   * {@return the scheme of the request's own URL as the container sees it, {@code http} or {@code
   * https}}
   */
  String scheme();

  /**
   * {@return the host of the request's own URL as the container sees it, an IPv6 address in
   * brackets}
   */
  String host();

  /**
   * {@return the port of the request's own URL as the container sees it, the scheme's default where
   * none is given}
   */
  int port();

  /** {@return the path of the request's own URL, with the context path, not decoded} */
  String path();

  /**
   * {@return whether every {@code OPTIONS} request to this resource is a preflight, as the
   * reference treats them} Otherwise only one with {@code Origin} and {@code
   * Access-Control-Request-Method} is, and any other goes to the application.
   */
  default boolean answersEveryOptions() {
    return false;
  }

  /**
   * {@return the request underneath, when it is of that type; otherwise null}
   *
   * @param type for example {@code HttpServletRequest.class}
   * @param <T> the type
   */
  default <T> @Nullable T unwrap(Class<T> type) {
    return type.isInstance(this) ? type.cast(this) : null;
  }

  /**
   * {@return a view of a servlet request}
   *
   * @param request the request
   * @param answersEveryOptions see {@link #answersEveryOptions()}
   */
  static CorsRequest of(HttpServletRequest request, boolean answersEveryOptions) {
    return new ServletCorsRequest(request, answersEveryOptions);
  }
}
