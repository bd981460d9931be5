package dev.socketio.cors;

import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import jakarta.servlet.http.HttpServletMapping;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Knows whose decisions count for a servlet: those of filters that no request to it gets past, as
 * their mappings stood at deployment. One that stands before a part of the servlet's path, or
 * before files of some kind, decides about that part for others, not for the servlet.
 *
 * <p>Each filter that is deployed puts its guard into the servlet context, so that its decision can
 * be told from one that somebody else has made in its name.
 *
 * <p>Threading: safe for any thread.
 */
final class Deciders {

  private static final String PREFIX = CorsGuard.class.getName() + ".";

  private final ServletContext context;
  private final Set<String> everywhere;
  private final Map<String, Set<String>> byMapping;
  private final boolean none;

  private Deciders(
      ServletContext context, Set<String> everywhere, Map<String, Set<String>> byMapping) {
    this.context = context;
    this.everywhere = everywhere;
    this.byMapping = byMapping;
    this.none = byMapping.values().stream().allMatch(Set::isEmpty) && everywhere.isEmpty();
  }

  /** Those before a servlet, of whatever class: a filter may be wrapped in another one. */
  static Deciders before(String servlet, ServletContext context) {
    ServletRegistration registration = context.getServletRegistration(servlet);
    Collection<String> mappings =
        registration == null ? List.of() : Mappings.orEmpty(registration.getMappings());
    Map<String, Set<String>> byMapping = new HashMap<>();
    for (String mapping : mappings) {
      byMapping.put(
          mapping, names(context, filter -> Mappings.covers(filter, servlet, List.of(mapping))));
    }
    Set<String> everywhere = names(context, filter -> Mappings.covers(filter, servlet, mappings));
    return new Deciders(context, everywhere, byMapping);
  }

  private static Set<String> names(ServletContext context, Predicate<FilterRegistration> isBefore) {
    return context.getFilterRegistrations().values().stream()
        .filter(isBefore)
        .map(FilterRegistration::getName)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Makes a filter's guard known in its application. */
  static void register(CorsGuard guard, String filter, ServletContext context) {
    context.setAttribute(PREFIX + filter, guard);
  }

  /** The guard of a filter that is deployed, or null as long as the container has not made it. */
  static @Nullable CorsGuard guard(String filter, ServletContext context) {
    return context.getAttribute(PREFIX + filter) instanceof CorsGuard guard ? guard : null;
  }

  /** Whether a guard is that of a filter which every request by this request's mapping passes. */
  boolean include(CorsGuard guard, HttpServletRequest request) {
    String filter = guard.place().name();
    return of(request).contains(filter) && guard(filter, context) == guard;
  }

  /** Whether there is such a filter at all. */
  boolean areKnown(HttpServletRequest request) {
    return of(request).stream().anyMatch(filter -> guard(filter, context) != null);
  }

  private Set<String> of(HttpServletRequest request) {
    if (none) {
      return Set.of();
    }
    HttpServletMapping mapping = request.getHttpServletMapping();
    return mapping == null
        ? everywhere
        : byMapping.getOrDefault(String.valueOf(mapping.getPattern()), everywhere);
  }
}
