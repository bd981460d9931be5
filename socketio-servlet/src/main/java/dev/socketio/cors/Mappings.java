package dev.socketio.cors;

import jakarta.servlet.FilterRegistration;
import java.util.Collection;

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
    Collection<String> servlets = filter.getServletNameMappings();
    return servlets.contains(servlet)
        || servlets.contains("*")
        || filter.getUrlPatternMappings().stream()
            .anyMatch(pattern -> mappings.stream().anyMatch(path -> meet(pattern, path)));
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
