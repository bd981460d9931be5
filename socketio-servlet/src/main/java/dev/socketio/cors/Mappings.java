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
   * Whether no request to a servlet gets past a filter.
   *
   * @param filter the filter
   * @param servlet name of the servlet
   * @param mappings URL patterns of the servlet
   */
  static boolean covers(FilterRegistration filter, String servlet, Collection<String> mappings) {
    return isNamed(filter, servlet)
        || (!mappings.isEmpty()
            && mappings.stream().allMatch(mapping -> covers(patterns(filter), mapping)));
  }

  /** Whether that is so for one of the servlet's URL patterns at least. */
  static boolean isBefore(FilterRegistration filter, String servlet, Collection<String> mappings) {
    return isNamed(filter, servlet)
        || mappings.stream().anyMatch(mapping -> covers(patterns(filter), mapping));
  }

  /**
   * Whether a filter is mapped to a path inside a servlet's, and not to the whole of it. One that
   * is mapped to files of some kind, wherever they are, is meant for others.
   *
   * @param filter the filter
   * @param mappings URL patterns of the servlet
   * @param others URL patterns of all other servlets, which may serve that path
   */
  static boolean isInside(
      FilterRegistration filter, Collection<String> mappings, Collection<String> others) {
    return mappings.stream()
        .filter(mapping -> !covers(patterns(filter), mapping))
        .anyMatch(
            mapping ->
                patterns(filter).stream()
                    .filter(pattern -> isInside(pattern, mapping))
                    .anyMatch(pattern -> !isServed(pattern, mapping, others)));
  }

  private static boolean isServed(String pattern, String mapping, Collection<String> others) {
    return others.stream()
        .filter(paths -> isInside(paths, mapping))
        .anyMatch(paths -> covers(List.of(paths), pattern));
  }

  private static boolean isInside(String pattern, String mapping) {
    return !pattern.startsWith("*.")
        && !pattern.equals(mapping)
        && covers(mapping.equals("/") ? "/*" : mapping, pattern);
  }

  private static boolean covers(Collection<String> filterPatterns, String mapping) {
    return filterPatterns.stream().anyMatch(pattern -> covers(pattern, mapping));
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
    return patterns(one).stream().anyMatch(a -> patterns(other).stream().anyMatch(b -> meet(a, b)))
        || servlets(one).stream().anyMatch(servlet -> serves(other, servlet, mappings))
        || servlets(other).stream().anyMatch(servlet -> serves(one, servlet, mappings));
  }

  /** A filter mapped to every servlet meets whatever is mapped at all. */
  private static boolean serves(
      FilterRegistration filter, String servlet, Function<String, Collection<String>> mappings) {
    return servlet.equals("*")
        ? !patterns(filter).isEmpty() || !servlets(filter).isEmpty()
        : isNamed(filter, servlet)
            || mappings.apply(servlet).stream()
                .anyMatch(mapping -> patterns(filter).stream().anyMatch(a -> meet(a, mapping)));
  }

  /** Whether a filter is mapped to a servlet by its name. */
  private static boolean isNamed(FilterRegistration filter, String servlet) {
    return servlets(filter).contains(servlet) || servlets(filter).contains("*");
  }

  private static Collection<String> patterns(FilterRegistration filter) {
    return orEmpty(filter.getUrlPatternMappings());
  }

  private static Collection<String> servlets(FilterRegistration filter) {
    return orEmpty(filter.getServletNameMappings());
  }

  /** Open Liberty gives null instead of nothing. */
  static Collection<String> orEmpty(@Nullable Collection<String> mappings) {
    return mappings == null ? List.of() : mappings;
  }

  /** Whether there are paths that fit two patterns; files of any kind may be below any path. */
  private static boolean meet(String one, String other) {
    return covers(one, other)
        || covers(other, one)
        || (one.startsWith("*.") && other.endsWith("/*"))
        || (other.startsWith("*.") && one.endsWith("/*"));
  }

  /** Whether every path that fits the second pattern fits the first one. */
  private static boolean covers(String pattern, String paths) {
    if (pattern.endsWith("/*")) {
      String prefix = pattern.substring(0, pattern.length() - 2);
      String path = paths.endsWith("/*") ? paths.substring(0, paths.length() - 2) : paths;
      return prefix.isEmpty() || path.equals(prefix) || path.startsWith(prefix + "/");
    }
    return pattern.equals(paths)
        || (pattern.startsWith("*.") && paths.endsWith(pattern.substring(1)));
  }
}
