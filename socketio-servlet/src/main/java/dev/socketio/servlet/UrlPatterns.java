package dev.socketio.servlet;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** URL patterns: Servlet specification, section 12.2. */
final class UrlPatterns {

  private UrlPatterns() {}

  /**
   * Whether a filter's pattern covers a path.
   *
   * @param pattern as written
   * @param path below the context path
   */
  static boolean matches(String pattern, String path) {
    if (pattern.endsWith("/*")) {
      String prefix = pattern.substring(0, pattern.length() - 2);
      return path.equals(prefix) || path.startsWith(prefix + "/");
    }
    return pattern.startsWith("*.") ? path.endsWith(pattern.substring(1)) : path.equals(pattern);
  }

  /**
   * {@return the path of the requests that a servlet is there for}
   *
   * @param mapping of the servlet, such as {@code /socket.io/*}
   */
  static String root(String mapping) {
    return mapping.endsWith("/*") ? mapping.substring(0, mapping.length() - 1) : mapping;
  }

  /**
   * {@return the pattern that counts for a path, as containers choose among several: an exact one,
   * else the longest that ends with a wildcard, else an extension, else the default}
   *
   * @param patterns as written
   * @param path below the context path
   */
  static Optional<String> best(Collection<String> patterns, String path) {
    return patterns.stream()
        .filter(pattern -> pattern.equals("/") || matches(pattern, path))
        .max(Comparator.comparingInt((String pattern) -> rank(pattern, path)));
  }

  private static int rank(String pattern, String path) {
    if (pattern.equals(path)) {
      return Integer.MAX_VALUE;
    }
    if (pattern.equals("/")) {
      return 0;
    }
    return pattern.startsWith("*.") ? 1 : 1 + pattern.length();
  }
}
