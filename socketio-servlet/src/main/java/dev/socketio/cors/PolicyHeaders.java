package dev.socketio.cors;

import org.jspecify.annotations.Nullable;

/**
 * The headers of a fixed policy, by kind of response.
 *
 * <p>{@code Vary} names each request header the response depends on, and is the same whether or not
 * the request had that header, because a shared cache has to know it from any response. {@code
 * Access-Control-Request-Method} is among them only where it decides who answers an {@code
 * OPTIONS}.
 *
 * <p>Threading: immutable.
 */
final class PolicyHeaders {

  private static final String REQUEST_HEADERS = "Access-Control-Request-Headers";
  private static final String REQUEST_METHOD = "Access-Control-Request-Method";
  private static final String REQUEST_PRIVATE_NETWORK = "Access-Control-Request-Private-Network";

  private final PolicySettings settings;
  private final boolean varyByOrigin;

  PolicyHeaders(PolicySettings settings) {
    this.settings = settings;
    boolean silent =
        settings.origins().mode() == OriginRules.Mode.NONE && !settings.rejectDisallowed();
    this.varyByOrigin =
        !silent && (settings.origins().dependsOnOrigin() || !settings.timingOrigins().isEmpty());
  }

  /**
   * Headers of the response to a request other than a preflight.
   *
   * @param allowOrigin value for {@code Access-Control-Allow-Origin}, or null for none
   * @param origin the request's origin, if it is known and proper
   */
  CorsHeaders actual(@Nullable String allowOrigin, @Nullable Origin origin) {
    CorsHeaders.Builder headers = start(allowOrigin);
    return headers
        .set(CorsHeaders.EXPOSE_HEADERS, settings.exposedHeaders())
        .set(CorsHeaders.TIMING_ALLOW_ORIGIN, timing(origin))
        .build();
  }

  /**
   * Headers of the response to a preflight.
   *
   * @param allowOrigin value for {@code Access-Control-Allow-Origin}, or null for none
   * @param request the preflight
   * @param allowed whether it comes from an allowed origin
   */
  CorsHeaders preflight(@Nullable String allowOrigin, CorsRequest request, boolean allowed) {
    boolean reflect = settings.allowedHeaders() == null;
    CorsHeaders.Builder headers = start(allowOrigin);
    headers
        .set(CorsHeaders.ALLOW_METHODS, settings.methods())
        .set(
            CorsHeaders.ALLOW_HEADERS,
            reflect ? requestedHeaders(request) : settings.allowedHeaders())
        .varyIf(reflect, REQUEST_HEADERS)
        .varyIf(!request.answersEveryOptions(), REQUEST_METHOD)
        .varyIf(settings.allowPrivateNetwork(), REQUEST_PRIVATE_NETWORK);
    if (allowed
        && settings.allowPrivateNetwork()
        && "true".equals(request.header(REQUEST_PRIVATE_NETWORK))) {
      headers.set(CorsHeaders.ALLOW_PRIVATE_NETWORK, "true");
    }
    Long maxAge = settings.maxAgeSeconds();
    return headers
        .set(CorsHeaders.MAX_AGE, maxAge == null ? null : maxAge.toString())
        .set(CorsHeaders.EXPOSE_HEADERS, settings.exposedHeaders())
        .build();
  }

  /** Headers of a refusal: nothing that would tell the page more than that. */
  CorsHeaders refusal() {
    return new CorsHeaders.Builder().varyIf(varyByOrigin, "Origin").build();
  }

  private CorsHeaders.Builder start(@Nullable String allowOrigin) {
    return new CorsHeaders.Builder()
        .varyIf(varyByOrigin, "Origin")
        .set(CorsHeaders.ALLOW_ORIGIN, allowOrigin)
        .set(CorsHeaders.ALLOW_CREDENTIALS, settings.credentials() ? "true" : null);
  }

  private @Nullable String timing(@Nullable Origin origin) {
    OriginRules rules = settings.timingOrigins();
    if (rules.mode() == OriginRules.Mode.ANY) {
      return "*";
    }
    return origin != null && rules.admit(origin) ? origin.toString() : null;
  }

  /**
   * What the preflight asks for, if it is a list of header names; otherwise nothing is reflected.
   */
  private static @Nullable String requestedHeaders(CorsRequest request) {
    String requested = request.header(REQUEST_HEADERS);
    if (requested == null || requested.length() > OriginParser.MAX_LENGTH) {
      return null;
    }
    for (int i = 0; i < requested.length(); i++) {
      char c = requested.charAt(i);
      if (c != ',' && c != ' ' && c != '\t' && !Text.isTokenCharacter(c)) {
        return null;
      }
    }
    return requested;
  }
}
