package dev.socketio.cors;

import org.jspecify.annotations.Nullable;

/**
 * Reads origins out of header values: strictly, because a value that is not exactly an origin must
 * not be taken for one, and by hand, because it runs on foreign input for every request that is not
 * on the list word for word.
 */
final class OriginParser {

  /** A longer header is refused unread. Browsers stay far below. */
  static final int MAX_LENGTH = 4096;

  private static final int MAX_PORT = 65_535;

  private OriginParser() {}

  /** The origin, or null when the value is not one. */
  static @Nullable Origin parse(String value) {
    if (value.length() > MAX_LENGTH) {
      return null;
    }
    if (value.equals("null")) {
      return Origin.OPAQUE;
    }
    int colon = value.indexOf("://");
    if (colon < 0 || !Schemes.isScheme(value.substring(0, colon))) {
      return null;
    }
    String scheme = Text.lower(value.substring(0, colon));
    String authority = value.substring(colon + 3);
    int end = endOfHost(authority);
    int port = end == authority.length() ? -1 : port(authority.substring(end + 1));
    String host = Hosts.canonical(scheme, authority.substring(0, end));
    return host == null || (port < 0 && end < authority.length())
        ? null
        : Origin.of(scheme, host, port);
  }

  /**
   * Where the host ends: at the colon of the port, or at the end. The colons of an IPv6 address are
   * inside brackets.
   */
  static int endOfHost(String authority) {
    int colon =
        authority.indexOf(':', authority.startsWith("[") ? Math.max(authority.indexOf(']'), 0) : 0);
    return colon < 0 ? authority.length() : colon;
  }

  /** A port of at most 65535, without leading zeros; otherwise -1. */
  static int port(String text) {
    int port = Text.decimal(text);
    return port <= MAX_PORT ? port : -1;
  }
}
