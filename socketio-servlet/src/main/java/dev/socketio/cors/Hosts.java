package dev.socketio.cors;

import org.jspecify.annotations.Nullable;

/**
 * The host part of an origin, brought into the form in which browsers send it.
 *
 * <p>Hosts of special schemes are domains of letters, digits, {@code -}, {@code _} and dots, IPv4
 * addresses in four decimal parts, or IPv6 addresses in brackets. The URL standard lets a browser's
 * address bar take more than that (hexadecimal addresses, percent-encoding, Unicode), but never
 * lets it out into an {@code Origin} header. Hosts of other schemes are opaque: kept as they are,
 * upper case included.
 */
final class Hosts {

  private static final int MAX_LENGTH = 255;
  private static final int MAX_LABEL_LENGTH = 63; // RFC 1035, 2.3.4

  private Hosts() {}

  /** The canonical host, or null when it is none. */
  static @Nullable String canonical(String scheme, String host) {
    if (host.length() > MAX_LENGTH) {
      return null;
    }
    if (host.startsWith("[")) {
      return host.endsWith("]") ? Ipv6.canonical(host.substring(1, host.length() - 1)) : null;
    }
    return Schemes.isSpecial(scheme) ? domain(host) : opaque(host);
  }

  private static @Nullable String domain(String host) {
    if (!hasOnlyLabels(host)) {
      return null;
    }
    String lower = Text.lower(host);
    return !endsInNumber(lower) || isIpv4(lower) ? lower : null;
  }

  /**
   * One or more labels, none of them empty or too long for DNS, separated by dots; one dot may
   * follow the last.
   */
  private static boolean hasOnlyLabels(String host) {
    int inLabel = 0;
    for (int i = 0; i < host.length(); i++) {
      char c = host.charAt(i);
      if (c == '.') {
        if (inLabel == 0) {
          return false;
        }
        inLabel = 0;
      } else if (isLabelCharacter(c)) {
        if (++inLabel > MAX_LABEL_LENGTH) {
          return false;
        }
      } else {
        return false;
      }
    }
    return !host.isEmpty();
  }

  static boolean isLabelCharacter(char c) {
    return Text.isLetterOrDigit(c) || c == '-' || c == '_';
  }

  /** Whether the URL standard takes the host for an IPv4 address (its "ends in a number" check). */
  static boolean endsInNumber(String host) {
    int end = host.endsWith(".") ? host.length() - 1 : host.length();
    String last = host.substring(host.lastIndexOf('.', end - 1) + 1, end);
    return isNumber(last)
        || (last.startsWith("0x") && last.substring(2).chars().allMatch(Hosts::isHexDigit));
  }

  private static boolean isNumber(String label) {
    return !label.isEmpty() && label.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  private static boolean isHexDigit(int c) {
    return Character.digit(c, 16) >= 0;
  }

  /** Four decimal parts of 0 to 255, without leading zeros. */
  static boolean isIpv4(String host) {
    int parts = 0;
    int at = 0;
    while (at <= host.length()) {
      int dot = host.indexOf('.', at);
      int end = dot < 0 ? host.length() : dot;
      int part = Text.decimal(host.substring(at, end));
      if (part < 0 || part > 255) {
        return false;
      }
      parts++;
      at = end + 1;
    }
    return parts == 4;
  }

  private static @Nullable String opaque(String host) {
    for (int i = 0; i < host.length(); i++) {
      char c = host.charAt(i);
      if (!isLabelCharacter(c) && c != '.' && c != '~') {
        return null;
      }
    }
    return host;
  }
}
