package dev.socketio.cors.doctor;

import dev.socketio.cors.doctor.wire.WebUrl;
import java.util.regex.Pattern;

/** Says in what two origins differ that were meant to be the same. */
final class OriginDifference {

  private static final Pattern ORIGIN =
      Pattern.compile("[a-zA-Z][-+.a-zA-Z0-9]*://[^/?#\\s,*\"']+(/.*)?");

  private OriginDifference() {}

  /** Whether a value is an origin, or a URL that was meant to be one. */
  static boolean isOrigin(String value) {
    return ORIGIN.matcher(value).matches();
  }

  /** A sentence with a space before it, or nothing. */
  static String hint(String value, String origin) {
    if (value.equals(origin + "/")) {
      return "; the slash at the end is too much";
    }
    if (value.startsWith(origin + "/")) {
      return "; an origin has no path";
    }
    if (value.equalsIgnoreCase(origin)) {
      return "; upper and lower case count";
    }
    if (value.contains("*") && value.length() > 1) {
      return "; browsers know no patterns";
    }
    if (!value.contains("://")) {
      return origin.endsWith("://" + value) ? "; the scheme is missing" : "";
    }
    return web(value, origin);
  }

  private static String web(String value, String origin) {
    WebUrl one;
    WebUrl other;
    try {
      one = WebUrl.parse(value);
      other = WebUrl.parse(origin);
    } catch (IllegalArgumentException notBothOfTheWeb) {
      return "";
    }
    if (one.origin().equals(other.origin())) {
      return "; browsers write it without the default port";
    }
    if (one.host().equals(other.host())) {
      return one.port() == other.port() || !one.scheme().equals(other.scheme())
          ? "; the schemes differ"
          : "; the ports differ";
    }
    if (one.host().equals("www." + other.host()) || other.host().equals("www." + one.host())) {
      return "; 'www.' makes it another host";
    }
    boolean local =
        PageOrigin.isTrustworthy(one)
            && PageOrigin.isTrustworthy(other)
            && !one.isSecure()
            && !other.isSecure();
    return local ? "; localhost and 127.0.0.1 are different hosts" : "";
  }
}
