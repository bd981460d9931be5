package dev.socketio.cors;

import jakarta.servlet.FilterRegistration;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
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
   * Whether two filters are mapped to the same pattern or servlet.
   *
   * @param one a filter
   * @param other another one
   */
  static boolean haveCommon(FilterRegistration one, FilterRegistration other) {
    return !Collections.disjoint(patterns(one), patterns(other))
        || !Collections.disjoint(servlets(one), servlets(other));
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
      return path.equals(prefix) || path.startsWith(prefix + "/");
    }
    return filterPattern.startsWith("*.")
        ? path.endsWith(filterPattern.substring(1))
        : path.equals(filterPattern);
  }
}
