package dev.socketio.cors.doctor;

import dev.socketio.cors.doctor.wire.WebUrl;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The origin of a page, as a browser serialises it (HTML standard, "ASCII serialization of an
 * origin"): of a web page, of an application with a scheme of its own ({@code
 * capacitor://localhost}), or opaque.
 */
final class PageOrigin {

  /** What sandboxed frames and local files have. */
  static final PageOrigin OPAQUE = new PageOrigin("null", null);

  private static final Pattern OTHER_SCHEME =
      Pattern.compile("([a-zA-Z][-+.a-zA-Z0-9]*)://([^/?#\\s]+)(?:[/?#].*)?");

  private final String serialized;
  private final @Nullable WebUrl web;

  private PageOrigin(String serialized, @Nullable WebUrl web) {
    this.serialized = serialized;
    this.web = web;
  }

  /** The origin of a page, given the origin or the page's URL. */
  static PageOrigin parse(String text) {
    String plain = text.strip();
    if (plain.equals("null") || plain.toLowerCase(Locale.ROOT).startsWith("file:")) {
      return OPAQUE;
    }
    if (plain.matches("(?i)https?://.*")) {
      return of(WebUrl.parse(plain));
    }
    Matcher other = OTHER_SCHEME.matcher(plain);
    if (other.matches() && !plain.matches("(?i)wss?://.*")) {
      // Only hosts of the web are written in lower case.
      return new PageOrigin(other.group(1).toLowerCase(Locale.ROOT) + "://" + other.group(2), null);
    }
    throw new IllegalArgumentException(
        "\""
            + text
            + "\" is not an origin. Write scheme, host and port of the page, for example"
            + " https://my-frontend.com or http://localhost:8080; or null for a sandboxed frame or a"
            + " local file.");
  }

  /** The origin of a URL. */
  static PageOrigin of(WebUrl url) {
    return new PageOrigin(url.origin(), url);
  }

  boolean isOpaque() {
    return serialized.equals("null");
  }

  /** Whether a URL is of this origin. */
  boolean isSameOrigin(WebUrl url) {
    return serialized.equals(url.origin());
  }

  /** Whether a URL is of the same site, schemes included, as far as {@link Domains} can tell. */
  boolean isSameSite(WebUrl url) {
    return web != null
        && web.scheme().equals(url.scheme())
        && Domains.registrable(web.host()).equals(Domains.registrable(url.host()));
  }

  /** Whether a page of this origin may not load anything over plain HTTP. */
  boolean forbidsMixedContent() {
    return web != null && web.isSecure();
  }

  /** Whether a page of this origin is a secure context. */
  boolean isSecureContext() {
    return web == null ? !isOpaque() : isTrustworthy(web);
  }

  /** Whether a URL is potentially trustworthy (Secure Contexts, section 3.1). */
  static boolean isTrustworthy(WebUrl url) {
    String host = url.host();
    return url.isSecure()
        || host.equals("localhost")
        || host.endsWith(".localhost")
        || host.matches("127(\\.\\d{1,3}){3}")
        || host.equals("[::1]");
  }

  /** The URL of the page, if it is a web page. */
  @Nullable WebUrl web() {
    return web;
  }

  /** In the form of an {@code Origin} header. */
  @Override
  public String toString() {
    return serialized;
  }
}
