package dev.socketio.cors;

import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRegistration;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Knows the filters of a web application that know CORS, ours and the well-known others. Two that
 * answer for the same path contradict each other sooner or later, in double headers or in origins
 * that one allows and the other refuses; so that is not deployed.
 *
 * <p>Threading: for one thread, while the application starts.
 */
final class CorsFilters {

  /** Context-parameter that makes a warning of the refusal: {@code refuse} or {@code allow}. */
  static final String OTHERS_PARAMETER = "dev.socketio.cors.otherFilters";

  private static final Set<String> ELSEWHERE =
      Set.of(
          "org.apache.catalina.filters.CorsFilter",
          "org.eclipse.jetty.servlets.CrossOriginFilter",
          "org.eclipse.jetty.ee9.servlets.CrossOriginFilter",
          "org.eclipse.jetty.ee10.servlets.CrossOriginFilter",
          "org.eclipse.jetty.ee11.servlets.CrossOriginFilter",
          "org.springframework.web.filter.CorsFilter",
          "com.thetransactioncompany.cors.CORSFilter",
          "org.ebaysf.web.cors.CORSFilter");

  private final ServletContext context;
  private final Logger logger;
  private final Consumer<String> warnings;

  /**
   * Looks at filters.
   *
   * @param context of the web application
   * @param logger for details
   * @param warnings takes what is allowed and yet to be told
   */
  CorsFilters(ServletContext context, Logger logger, Consumer<String> warnings) {
    this.context = context;
    this.logger = logger;
    this.warnings = warnings;
  }

  /**
   * Checks what stands before a servlet that guards itself.
   *
   * @param found the servlet and its own policy
   * @param parameters the names of its init-parameters about CORS
   * @return the filter of ours that decides in the servlet's place; empty if there is none
   * @throws ServletException if there are several such filters, one that is not ours, one for a
   *     part of the servlet's path, or one besides the parameters or besides a policy in the
   *     servlet context
   */
  String check(PolicySource.Found found, Set<String> parameters) throws ServletException {
    Place place = found.place();
    Collection<String> mappings = mappings(place.name());
    List<FilterRegistration> before =
        all().filter(filter -> Mappings.isBefore(filter, place.name(), mappings)).toList();
    List<FilterRegistration> ours = before.stream().filter(this::isOurs).toList();
    if (!ours.isEmpty() && !parameters.isEmpty()) {
      throw new ServletException(
          place.title()
              + " has the init-parameters "
              + parameters
              + ", but "
              + names(ours)
              + " decides before it. Remedy: remove those parameters, or the filter's mapping to the servlet's path.");
    }
    refuseIgnoredPolicy(found, ours);
    if (before.size() > 1 || before.size() > ours.size()) {
      String several =
          place.title()
              + (ours.isEmpty() ? " checks origins itself, but has " : " has ")
              + (before.size() > 1 ? "several filters that know CORS" : "a filter that knows CORS")
              + " before it: "
              + names(before);
      refuse(several, "let one handle the servlet's path and map the others elsewhere");
    }
    refuseInside(place, mappings);
    return ours.stream().allMatch(filter -> Mappings.covers(filter, place.name(), mappings))
        ? names(ours)
        : "";
  }

  /** Who maps a filter inside the servlet's path expects it to decide there, which it does not. */
  private void refuseInside(Place place, Collection<String> mappings) throws ServletException {
    List<FilterRegistration> inside =
        all()
            .filter(filter -> !Mappings.isBefore(filter, place.name(), mappings))
            .filter(filter -> Mappings.isInside(filter, mappings, mappingsOfOthers(place.name())))
            .toList();
    if (!inside.isEmpty()) {
      refuse(
          place.title()
              + " decides about origins for all of "
              + mappings
              + ", but a filter that knows CORS is mapped to a part of that: "
              + names(inside),
          "map the filter to the whole of it, or elsewhere");
    }
  }

  /** A policy that the application has set for this servlet would be asked by nobody. */
  private void refuseIgnoredPolicy(PolicySource.Found found, List<FilterRegistration> ours)
      throws ServletException {
    Place place = found.place();
    Optional<FilterRegistration> ignoring =
        ours.stream().filter(filter -> policy(filter) != found.policy()).findFirst();
    if (ignoring.isEmpty() || place.builtBy().isEmpty()) {
      return;
    }
    String filter = CorsFilter.POLICY_ATTRIBUTE + "." + ignoring.get().getName();
    String own = CorsFilter.POLICY_ATTRIBUTE + "." + place.name();
    throw new ServletException(
        place.title()
            + " has "
            + place.builtBy()
            + ", but "
            + names(List.of(ignoring.get()))
            + " decides before it, by another policy. Remedy: set the policy for the filter, under "
            + filter
            + ", and leave the filter without one of its own; or remove the filter's mapping to the servlet's path; or,"
            + " where the policy is not meant for the servlet, set "
            + own
            + " to Optional.empty().");
  }

  /** The policy of a filter of ours, or what it will find; null where that cannot be known. */
  private @Nullable CorsPolicy policy(FilterRegistration filter) {
    CorsGuard deployed = Deciders.guard(filter.getName(), context);
    if (deployed != null) {
      return deployed.policy();
    }
    Object own = context.getAttribute(CorsFilter.POLICY_ATTRIBUTE + "." + filter.getName());
    Object found = own == null ? context.getAttribute(CorsFilter.POLICY_ATTRIBUTE) : own;
    return found instanceof CorsPolicy policy ? policy : null;
  }

  /**
   * Checks whether a filter of ours meets another one that knows CORS: whether there are requests
   * that pass both. Which of the two comes first the Servlet API does not tell.
   *
   * @param place our filter
   * @throws ServletException if so
   */
  void check(Place place) throws ServletException {
    FilterRegistration own = context.getFilterRegistration(place.name());
    if (own == null) {
      return;
    }
    List<FilterRegistration> same =
        all()
            .filter(other -> !place.name().equals(other.getName()))
            .filter(other -> Mappings.meet(own, other, this::mappings))
            .toList();
    if (!same.isEmpty()) {
      refuse(
          place.title()
              + " is mapped to the same path as "
              + names(same)
              + ", or to one inside the other's, so that several filters that know CORS handle it",
          "let one of them handle it, and map the others elsewhere");
    }
  }

  private void refuse(String what, String remedy) throws ServletException {
    if (othersAllowed()) {
      warnings.accept(what + ". The context-parameter " + OTHERS_PARAMETER + " allows it.");
      return;
    }
    throw new ServletException(
        what
            + ". Remedy: "
            + remedy
            + ". Where that cannot be done set the context-parameter "
            + OTHERS_PARAMETER
            + " to \"allow\"; a request then has to be allowed by each of ours that it meets.");
  }

  private boolean othersAllowed() throws ServletException {
    String value = context.getInitParameter(OTHERS_PARAMETER);
    if (value == null || value.strip().equals("refuse")) {
      return false;
    }
    if (value.strip().equals("allow")) {
      return true;
    }
    throw new ServletException(
        "Context-parameter \""
            + OTHERS_PARAMETER
            + "\" cannot be \""
            + Text.printable(value)
            + "\"; allowed is refuse or allow");
  }

  // Which they are

  private Collection<String> mappings(String servlet) {
    ServletRegistration registration = context.getServletRegistration(servlet);
    return registration == null ? List.of() : Mappings.orEmpty(registration.getMappings());
  }

  private List<String> mappingsOfOthers(String servlet) {
    return context.getServletRegistrations().values().stream()
        .filter(other -> !servlet.equals(other.getName()))
        .flatMap(other -> Mappings.orEmpty(other.getMappings()).stream())
        .toList();
  }

  private Stream<FilterRegistration> all() {
    return context.getFilterRegistrations().values().stream()
        .<FilterRegistration>map(filter -> filter)
        .filter(this::knowsCors)
        .sorted(Comparator.comparing(FilterRegistration::getName));
  }

  private boolean knowsCors(FilterRegistration filter) {
    return isOurs(filter) || isOneOf(filter, ELSEWHERE);
  }

  private boolean isOurs(FilterRegistration filter) {
    return isOneOf(filter, Set.of(CorsFilter.class.getName()));
  }

  /** Whether a filter's class, or one that it extends, has one of these names. */
  private boolean isOneOf(FilterRegistration filter, Set<String> names) {
    String className = filter.getClassName();
    if (className == null) {
      return false;
    }
    for (Class<?> type = load(className); type != null; type = type.getSuperclass()) {
      if (names.contains(type.getName())) {
        return true;
      }
    }
    return names.contains(className);
  }

  private @Nullable Class<?> load(String className) {
    try {
      return CorsEndpoints.load(className, context);
    } catch (ClassNotFoundException | LinkageError notVisible) {
      logger.log(
          Level.DEBUG, () -> "Filter class " + className + " cannot be looked at.", notVisible);
      return null;
    }
  }

  private static String names(List<FilterRegistration> filters) {
    return filters.stream()
        .map(filter -> "filter \"" + filter.getName() + "\" (" + filter.getClassName() + ")")
        .collect(Collectors.joining(", "));
  }
}
