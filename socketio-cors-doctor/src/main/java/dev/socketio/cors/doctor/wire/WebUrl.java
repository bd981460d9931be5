package dev.socketio.cors.doctor.wire;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An {@code http} or {@code https} URL in the form browsers write it: scheme and host in lower
 * case, the host in ASCII, an IPv6 address in its shortest form, the default port left out.
 *
 * @param scheme {@code http} or {@code https}
 * @param host name, IPv4 address, or IPv6 address in brackets
 * @param port the port, also where it is the default
 * @param path begins with a slash
 * @param query begins with a question mark, or is empty
 */
public record WebUrl(String scheme, String host, int port, String path, String query) {

  private static final Pattern FORM =
      Pattern.compile("(?i)(https?|wss?)://([^/?#]*)([^?#]*)(\\?[^#]*)?(#.*)?");
  private static final Pattern AUTHORITY =
      Pattern.compile("(\\[[0-9a-fA-F:.]+]|[^:]+)(?::(\\d*))?");

  /**
   * {@return a URL parsed from its text} {@code ws} counts as {@code http} and {@code wss} as
   * {@code https}; a fragment is dropped.
   *
   * @param text the text
   * @throws IllegalArgumentException if it is not one, with the reason
   */
  public static WebUrl parse(String text) {
    Matcher form = FORM.matcher(text.strip());
    if (!form.matches()) {
      throw refuse(text, "it does not begin with http:// or https://");
    }
    String scheme = form.group(1).toLowerCase(Locale.ROOT).replace("ws", "http");
    String authority = form.group(2);
    if (authority.contains("@")) {
      throw refuse(text, "a user name or password cannot be part of it");
    }
    Matcher parts = AUTHORITY.matcher(authority);
    if (!parts.matches()) {
      throw refuse(text, "it has no host");
    }
    String path = form.group(3).isEmpty() ? "/" : form.group(3);
    String query = form.group(4) == null || form.group(4).equals("?") ? "" : form.group(4);
    return new WebUrl(
        scheme,
        host(text, parts.group(1)),
        port(text, scheme, parts.group(2)),
        path.replace(" ", "%20"),
        query.replace(" ", "%20"));
  }

  private static String host(String text, String host) {
    try {
      return WebHost.canonical(host);
    } catch (IllegalArgumentException why) {
      throw refuse(text, String.valueOf(why.getMessage()));
    }
  }

  private static int port(String text, String scheme, @Nullable String digits) {
    if (digits == null || digits.isEmpty()) {
      return defaultPort(scheme);
    }
    if (digits.length() > 5 || Integer.parseInt(digits) > 65535) {
      throw refuse(text, "the port is not between 0 and 65535");
    }
    return Integer.parseInt(digits);
  }

  private static IllegalArgumentException refuse(String text, String why) {
    return new IllegalArgumentException(
        "\"" + text + "\" is not a URL: " + why + ". Write for example https://api.example.com");
  }

  private static int defaultPort(String scheme) {
    return scheme.equals("https") ? 443 : 80;
  }

  /**
   * {@return the URL that a {@code Location} header of this URL's answer means}
   *
   * @param location the header's value
   * @throws IllegalArgumentException if it is not an HTTP URL
   */
  public WebUrl resolve(String location) {
    if (location.matches("(?s)[a-zA-Z][-+.a-zA-Z0-9]*:.*")) {
      return parse(location);
    }
    String origin = scheme + "://" + authority();
    if (location.startsWith("//")) {
      return parse(scheme + ":" + location);
    }
    if (location.startsWith("/")) {
      return parse(origin + location);
    }
    if (location.startsWith("?")) {
      return parse(origin + path + location);
    }
    return parse(origin + path.substring(0, path.lastIndexOf('/') + 1) + location);
  }

  /**
   * {@return the same server's URL of another path and query}
   *
   * @param newPath begins with a slash
   * @param newQuery begins with a question mark, or is empty
   */
  public WebUrl with(String newPath, String newQuery) {
    return new WebUrl(scheme, host, port, newPath, newQuery);
  }

  /** {@return whether it is {@code https}} */
  public boolean isSecure() {
    return scheme.equals("https");
  }

  /** {@return host, and port unless it is the default, as in a {@code Host} header} */
  public String authority() {
    return port == defaultPort(scheme) ? host : host + ":" + port;
  }

  /** {@return path and query} */
  public String target() {
    return path + query;
  }

  /** {@return the origin: scheme, host, and port unless it is the default} */
  public String origin() {
    return scheme + "://" + authority();
  }

  /** {@return the host without an IPv6 address's brackets} */
  public String bareHost() {
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }

  /** {@return this URL with {@code ws} or {@code wss} as its scheme, as browsers show it} */
  public String toWebSocketString() {
    return (isSecure() ? "wss://" : "ws://") + authority() + target();
  }

  @Override
  public String toString() {
    return origin() + target();
  }
}
