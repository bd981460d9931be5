package dev.socketio.cors;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Enumeration;
import org.jspecify.annotations.Nullable;

/**
 * A servlet request as a policy sees it. Reads the {@code Origin} headers once, everything else
 * when asked.
 */
final class ServletCorsRequest implements CorsRequest {

  private final HttpServletRequest request;
  private final boolean answersEveryOptions;
  private final @Nullable String origin;
  private final boolean severalOrigins;

  ServletCorsRequest(HttpServletRequest request, boolean answersEveryOptions) {
    this.request = request;
    this.answersEveryOptions = answersEveryOptions;
    // getHeader gives the first of several: a proxy that trusts the last and we would then not mean
    // the same origin.
    Enumeration<String> origins = request.getHeaders("Origin");
    this.origin = origins != null && origins.hasMoreElements() ? origins.nextElement() : null;
    this.severalOrigins = origins != null && origins.hasMoreElements();
  }

  @Override
  public String method() {
    return request.getMethod();
  }

  @Override
  public @Nullable String origin() {
    return origin;
  }

  @Override
  public boolean hasSeveralOrigins() {
    return severalOrigins;
  }

  @Override
  public @Nullable String header(String name) {
    Enumeration<String> values = request.getHeaders(name);
    if (values == null || !values.hasMoreElements()) {
      return null;
    }
    String first = values.nextElement();
    if (!values.hasMoreElements()) {
      return first;
    }
    StringBuilder all = new StringBuilder(first);
    while (values.hasMoreElements()) {
      all.append(", ").append(values.nextElement());
    }
    return all.toString();
  }

  @Override
  public String scheme() {
    return request.getScheme();
  }

  @Override
  public String host() {
    return request.getServerName();
  }

  @Override
  public int port() {
    return request.getServerPort();
  }

  @Override
  public String path() {
    return request.getRequestURI();
  }

  @Override
  public boolean answersEveryOptions() {
    return answersEveryOptions;
  }

  @Override
  public <T> @Nullable T unwrap(Class<T> type) {
    return type.isInstance(request)
        ? type.cast(request)
        : type.isInstance(this) ? type.cast(this) : null;
  }
}
