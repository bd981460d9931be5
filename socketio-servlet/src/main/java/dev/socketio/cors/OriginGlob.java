package dev.socketio.cors;

import java.util.Arrays;
import java.util.List;

/**
 * A pattern of origins such as {@code https://*.example.com}, {@code https://app-*.example.com} or
 * {@code http://localhost:[*]}.
 *
 * <p>The scheme is fixed. In the host, a first label that is {@code *} stands for one or more whole
 * labels (so {@code https://*.example.com} is not {@code https://example.com}); a {@code *} beside
 * other characters stands for one or more characters of that label, never for a dot. At least the
 * last label has no {@code *}, and the one before it does not begin with one: {@code
 * https://*example.com} would admit {@code https://evil-example.com}. Which suffixes are public
 * ({@code co.uk}, {@code github.io}) is not known here: {@code https://*.co.uk} admits anybody's.
 * The port is the scheme's default, one number, a list {@code [8080,8443]}, or {@code [*]} for any.
 *
 * <p>Matched on the parts of a parsed origin, from the right, without regular expressions.
 * Threading: immutable.
 */
final class OriginGlob {

  private static final int ANY_PORT = -2;

  private final String written;
  private final String scheme;
  private final boolean anySubdomain;
  private final List<String> labels;
  private final int[] ports;

  private OriginGlob(
      String written, String scheme, boolean anySubdomain, List<String> labels, int[] ports) {
    this.written = written;
    this.scheme = scheme;
    this.anySubdomain = anySubdomain;
    this.labels = labels;
    this.ports = ports;
  }

  /** Whether an entry of a configuration is a glob, rather than an exact origin. */
  static boolean looksLikeOne(String entry) {
    int authority = entry.indexOf("://") + 3;
    return entry.indexOf('*') >= 0 || entry.indexOf(":[", Math.max(authority, 0)) >= 0;
  }

  /**
   * Compiles a glob.
   *
   * @param parameter name of the setting, for the message
   * @param value as written
   * @throws CorsConfigurationException if it is none, or could match foreign hosts
   */
  static OriginGlob compile(String parameter, String value) {
    return new Compiler(parameter, value).compile();
  }

  /** Whether the origin matches. */
  boolean matches(Origin origin) {
    return origin.scheme().equals(scheme)
        && matchesPort(origin.port())
        && matchesHost(origin.host());
  }

  /**
   * Whether anybody may own a matching host: there is a {@code *}, and but one label fixed behind
   * it, which is a top level domain unless it is {@code localhost}.
   */
  boolean isOpenToAnybody() {
    int lastStar = -1;
    for (int i = 0; i < labels.size(); i++) {
      lastStar = labels.get(i).indexOf('*') >= 0 ? i : lastStar;
    }
    boolean hasStar = anySubdomain || lastStar >= 0;
    int fixed = labels.size() - 1 - lastStar;
    return hasStar && fixed < 2 && !labels.get(labels.size() - 1).equals("localhost");
  }

  /** As it was written. */
  @Override
  public String toString() {
    return written;
  }

  private boolean matchesPort(int port) {
    for (int allowed : ports) {
      if (allowed == ANY_PORT || allowed == port) {
        return true;
      }
    }
    return false;
  }

  private boolean matchesHost(String host) {
    int end = host.length();
    for (int i = labels.size() - 1; i >= 0; i--) {
      if (end < 0) {
        return false;
      }
      int dot = host.lastIndexOf('.', end - 1);
      if (!matchesLabel(labels.get(i), host, dot + 1, end)) {
        return false;
      }
      end = dot;
    }
    return anySubdomain ? end > 0 : end < 0;
  }

  /**
   * Matches one label: stars stand for one or more characters, and the first that fits is as good
   * as any.
   */
  private static boolean matchesLabel(String glob, String host, int from, int to) {
    int star = glob.indexOf('*');
    if (star < 0) {
      return glob.length() == to - from && host.startsWith(glob, from);
    }
    String head = glob.substring(0, star);
    String tail = glob.substring(glob.lastIndexOf('*') + 1);
    int start = from + head.length();
    int limit = to - tail.length();
    return start < limit
        && host.startsWith(head, from)
        && host.startsWith(tail, limit)
        && matchesMiddle(glob, star, host, start, limit);
  }

  private static boolean matchesMiddle(String glob, int firstStar, String host, int from, int to) {
    int at = from;
    int star = firstStar;
    for (int next = glob.indexOf('*', star + 1); next >= 0; next = glob.indexOf('*', star + 1)) {
      String piece = glob.substring(star + 1, next);
      int found = host.indexOf(piece, at + 1);
      if (found < 0 || found + piece.length() >= to) {
        return false;
      }
      at = found + piece.length();
      star = next;
    }
    return at < to;
  }

  /** Reads and checks the written form. */
  private static final class Compiler {

    private final String parameter;
    private final String value;

    Compiler(String parameter, String value) {
      this.parameter = parameter;
      this.value = value;
    }

    OriginGlob compile() {
      int colon = value.indexOf("://");
      String scheme = colon < 0 ? "" : Text.lower(value.substring(0, colon));
      if (!Schemes.isScheme(scheme) || !Schemes.isSpecial(scheme) || scheme.startsWith("ws")) {
        throw refuse(
            "a pattern starts with a fixed scheme, http:// or https://",
            "write for example \"https://*.example.com\"");
      }
      String authority = value.substring(colon + 3);
      int end = OriginParser.endOfHost(authority);
      String host = authority.substring(0, end);
      int[] ports =
          end == authority.length()
              ? new int[] {Schemes.defaultPort(scheme)}
              : ports(authority.substring(end + 1));
      boolean anySubdomain = host.startsWith("*.");
      List<String> labels = labels(anySubdomain ? host.substring(2) : host, anySubdomain);
      return new OriginGlob(value, scheme, anySubdomain, labels, ports);
    }

    private List<String> labels(String host, boolean anySubdomain) {
      if (host.startsWith("[")) {
        String address = Hosts.canonical("https", host);
        if (address == null) {
          throw refuse(
              "\"" + host + "\" is not an IPv6 address", "write for example \"http://[::1]:[*]\"");
        }
        return List.of(address);
      }
      List<String> labels = Arrays.stream(host.split("\\.", -1)).map(this::label).toList();
      String last = labels.get(labels.size() - 1);
      if (last.indexOf('*') >= 0) {
        throw refuse(
            "its last label is not fixed, so anybody could own a matching host",
            "end the host with the domain, as in \"https://*.example.com\", or allow any origin by name");
      }
      String domain = labels.size() < 2 ? "" : labels.get(labels.size() - 2);
      if (domain.startsWith("*") && !last.equals("localhost")) {
        String fixed = domain.substring(1).replaceAll("^[*_-]+", "") + "." + last;
        throw refuse(
            "its '*' is not a label of its own, so anybody could register a domain that matches, such as evil"
                + domain.substring(1).replace("*", "x")
                + "."
                + last,
            "write \"https://*." + fixed + "\" for its subdomains, or list the origins");
      }
      if (Hosts.endsInNumber(last) && (anySubdomain || !Hosts.isIpv4(host))) {
        throw refuse(
            "an address has no labels for '*' to stand for",
            "list the addresses, or use a regular expression with four groups of digits");
      }
      return labels;
    }

    private String label(String label) {
      if (label.equals("*")) {
        throw refuse(
            "a label that is just '*' stands for whole labels and comes first",
            "write it first, as in \"https://*.example.com\", or beside other characters, as in \"app-*\"");
      }
      String ascii = Text.isAscii(label) ? Text.lower(label) : ConfiguredOrigin.asciiLabel(label);
      boolean fine =
          ascii != null
              && !ascii.isEmpty()
              && ascii.chars().allMatch(c -> c == '*' || Hosts.isLabelCharacter((char) c));
      if (!fine || ascii == null || ascii.contains("**")) {
        throw refuse(
            "\""
                + label
                + "\" is not a label of a host; allowed are letters, digits, '-', '_' and single '*', and"
                + " nothing after the port",
            "write for example \"https://*.example.com\" or \"http://localhost:[*]\"");
      }
      return ascii;
    }

    private int[] ports(String text) {
      if (text.equals("[*]")) {
        return new int[] {ANY_PORT};
      }
      boolean list = text.startsWith("[") && text.endsWith("]") && text.length() > 2;
      String[] written =
          list ? text.substring(1, text.length() - 1).split(",", -1) : new String[] {text};
      return Arrays.stream(written).mapToInt(port -> port(port.strip())).toArray();
    }

    private int port(String text) {
      int port = OriginParser.port(text);
      if (port < 1) {
        throw refuse(
            "\""
                + text
                + "\" is not a port; allowed are a number of 1 to 65535, a list as in [8080,8443], and [*]",
            "write for example \"http://localhost:[*]\"");
      }
      return port;
    }

    private CorsConfigurationException refuse(String why, String remedy) {
      return CorsConfigurationException.of(parameter, value, why, remedy);
    }
  }
}
