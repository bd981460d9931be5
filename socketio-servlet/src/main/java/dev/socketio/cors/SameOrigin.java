package dev.socketio.cors;

import org.jspecify.annotations.Nullable;

/**
 * Tells a page of this very server from a foreign one. Browsers send {@code Origin} on a
 * same-origin POST and on every WebSocket handshake, so its presence alone says nothing.
 *
 * <p>First {@code Sec-Fetch-Site} counts (W3C Fetch Metadata, section 2.3): the browser itself
 * compares the origin of the page that asks with the URL that it asks for, and with every URL that
 * redirected it there. It knows these URLs before any proxy changes the request, and page scripts
 * cannot set headers of that name. Browsers that send it send it over TLS and to localhost. A
 * program that is no browser may forge it, but such a program could forge {@code Origin} as well
 * and has nobody's cookies.
 *
 * <p>Without it (older browsers, some WebSocket handshakes, plain HTTP) the origin is compared with
 * the request's own URL as the container sees it. Behind a proxy that ends TLS the container sees
 * {@code http} where the browser has {@code https}: an {@code https} page of the same host and port
 * therefore counts as ours. That page comes from the same server name and is better protected than
 * the URL seen, so nothing is lost. The reverse is not true: an {@code http} page of the same host
 * may have been put there by somebody on the line, and stays foreign to an {@code https} server.
 * Nothing else is taken from the request; what {@code X-Forwarded-*} headers say is the container's
 * business, which knows what proxies it can trust.
 *
 * <p>Two limits follow (ADR 8). A proxy that replaces {@code Host} makes our own pages foreign, and
 * pages of the name it puts there ours, wherever {@code Sec-Fetch-Site} is missing. And a host name
 * of somebody else that resolves to this server (DNS rebinding) is an own URL to browser and server
 * alike; only a server that answers to its own names alone can tell.
 */
final class SameOrigin {

  private SameOrigin() {}

  /**
   * Whether the request comes from a page of its own target.
   *
   * @param origin the parsed {@code Origin} header
   * @param request the request
   */
  static boolean holds(Origin origin, CorsRequest request) {
    String site = request.header("Sec-Fetch-Site");
    if (site != null) {
      if (site.equals("same-origin")) {
        return true;
      }
      if (site.equals("same-site") || site.equals("cross-site")) {
        return false;
      }
    }
    return !origin.isOpaque() && isOwnUrl(origin, request);
  }

  private static boolean isOwnUrl(Origin origin, CorsRequest request) {
    String host = ownHost(request.host());
    if (!origin.host().equals(host)) {
      return false;
    }
    boolean secure = isSecure(request.scheme());
    int port = request.port() > 0 ? request.port() : secure ? 443 : 80;
    if (origin.scheme().equals(secure ? "https" : "http")) {
      return origin.port() == port;
    }
    boolean tlsEndedBefore = !secure && origin.scheme().equals("https");
    return tlsEndedBefore && (origin.port() == port || (origin.port() == 443 && port == 80));
  }

  private static boolean isSecure(String scheme) {
    return scheme.equalsIgnoreCase("https") || scheme.equalsIgnoreCase("wss");
  }

  /** Containers differ in whether they leave the brackets of an IPv6 address on. */
  private static @Nullable String ownHost(@Nullable String host) {
    if (host == null) {
      return null;
    }
    boolean bareIpv6 = host.indexOf(':') >= 0 && !host.startsWith("[");
    return Hosts.canonical("http", bareIpv6 ? "[" + host + "]" : host);
  }
}
