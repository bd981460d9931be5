package dev.socketio.cors;

import jakarta.servlet.FilterRegistration;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Tells which filters a request to a servlet passes: Servlet specification, sections 6.2.4 and
 * 12.2.
 */
final class Mappings {

  private Mappings() {}

  /**
   * Whether a filter stands before a servlet.
   *
   * @param filter the filter
   * @param servlet name of the servlet
   * @param mappings URL patterns of the servlet
   */
  static boolean isBefore(FilterRegistration filter, String servlet, Collection<String> mappings) {
    Collection<String> servlets = servlets(filter);
    return servlets.contains(servlet)
        || servlets.contains("*")
        || patterns(filter).stream()
            .anyMatch(pattern -> mappings.stream().anyMatch(path -> meet(pattern, path)));
  }

  /**
   * Whether there are requests that pass two filters: whether one is mapped to what the other is
   * mapped to, or to a part of it.
   *
   * @param one a filter
   * @param other another one
   * @param mappings the URL patterns of a servlet
   */
  static boolean meet(
      FilterRegistration one,
      FilterRegistration other,
      Function<String, Collection<String>> mappings) {
    return patterns(one).stream()
            .anyMatch(a -> patterns(other).stream().anyMatch(b -> meet(a, b) || meet(b, a)))
        || servlets(one).stream().anyMatch(servlet -> serves(other, servlet, mappings))
        || servlets(other).stream().anyMatch(servlet -> serves(one, servlet, mappings));
  }

  /** A filter mapped to every servlet meets whatever is mapped at all. */
  private static boolean serves(
      FilterRegistration filter, String servlet, Function<String, Collection<String>> mappings) {
    return servlet.equals("*")
        ? !patterns(filter).isEmpty() || !servlets(filter).isEmpty()
        : isBefore(filter, servlet, mappings.apply(servlet));
  }

  private static Collection<String> patterns(FilterRegistration filter) {
    return orEmpty(filter.getUrlPatternMappings());
  }

  private static Collection<String> servlets(FilterRegistration filter) {
    return orEmpty(filter.getServletNameMappings());
  }

  /** Open Liberty gives null instead of nothing. */
  private static Collection<String> orEmpty(@Nullable Collection<String> mappings) {
    return mappings == null ? List.of() : mappings;
  }

  /** Whether requests to the root of what a servlet is mapped to have to pass a filter. */
  private static boolean meet(String filterPattern, String servletPattern) {
    String path =
        servletPattern.endsWith("/*")
            ? servletPattern.substring(0, servletPattern.length() - 1)
            : servletPattern;
    if (filterPattern.endsWith("/*")) {
      String prefix = filterPattern.substring(0, filterPattern.length() - 2);
      return prefix.isEmpty() || path.equals(prefix) || path.startsWith(prefix + "/");
    }
    return filterPattern.startsWith("*.")
        ? path.endsWith(filterPattern.substring(1))
        : path.equals(filterPattern);
  }
}
