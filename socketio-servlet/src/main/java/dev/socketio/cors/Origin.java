package dev.socketio.cors;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A web origin: scheme, host and port, as the URL and Fetch standards define and serialise it.
 *
 * <p>Two origins are equal when their serialisations are: scheme in lower case; the host of {@code
 * http}, {@code https}, {@code ws}, {@code wss} and {@code ftp} in lower case, an IPv6 address in
 * its shortest form; the port left out where it is the scheme's default. A trailing dot of the host
 * counts, and so does the case of the host of any other scheme ({@code safari-web-extension://…}),
 * because that is how browsers send and compare them. The opaque origin, {@code null}, is sent by
 * sandboxed frames, local files and some redirects; it says nothing about its sender and is equal
 * to any other {@code null}.
 *
 * <p>Threading: immutable.
 */
public final class Origin {

  /** The opaque origin, serialised as {@code null}. */
  static final Origin OPAQUE = new Origin("null", "", -1, "null");

  private final String scheme;
  private final String host;
  private final int port;
  private final String serialized;

  private Origin(String scheme, String host, int port, String serialized) {
    this.scheme = scheme;
    this.host = host;
    this.port = port;
    this.serialized = serialized;
  }

  /**
   * Assembles an origin of parts that are canonical already; {@code port} is -1 where none was
   * given.
   */
  static Origin of(String scheme, String host, int port) {
    int standard = Schemes.defaultPort(scheme);
    StringBuilder text = new StringBuilder(scheme.length() + host.length() + 9);
    text.append(scheme).append("://").append(host);
    if (port >= 0 && port != standard) {
      text.append(':').append(port);
    }
    return new Origin(scheme, host, port >= 0 ? port : standard, text.toString());
  }

  /**
   * Reads the value of an {@code Origin} header as RFC 6454, section 7.1 writes it: {@code null},
   * or {@code scheme://host[:port]} and not a character more. A path, even {@code /}, user
   * information, a query, white space or a host outside ASCII make it something else than an
   * origin.
   *
   * @param header the value as received
   * @return the origin, or nothing when the value is not one; never throws, whatever the value
   */
  public static Optional<Origin> parse(String header) {
    return Optional.ofNullable(OriginParser.parse(header));
  }

  /** {@return the scheme in lower case; {@code null} (the text) for the opaque origin} */
  public String scheme() {
    return scheme;
  }

  /**
   * {@return the host, an IPv6 address in brackets; empty for the opaque origin and for {@code
   * file://}}
   */
  public String host() {
    return host;
  }

  /**
   * {@return the port, the scheme's default where none is written, -1 where the scheme has none}
   */
  public int port() {
    return port;
  }

  /** {@return whether this is the opaque origin, {@code null}} */
  public boolean isOpaque() {
    return equals(OPAQUE);
  }

  /** {@return the serialisation, as a browser writes it into the {@code Origin} header} */
  @Override
  public String toString() {
    return serialized;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Origin origin && origin.serialized.equals(serialized);
  }

  @Override
  public int hashCode() {
    return serialized.hashCode();
  }
}
