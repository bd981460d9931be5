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
   * @param place the servlet
   * @param parameters the names of its init-parameters about CORS
   * @return the filter of ours that decides in the servlet's place; empty if there is none
   * @throws ServletException if there are several such filters, one that is not ours, or one
   *     besides the parameters or besides a policy under the servlet's name
   */
  String check(Place place, Set<String> parameters) throws ServletException {
    List<FilterRegistration> before = before(place.name());
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
    refuseIgnoredPolicy(place, ours);
    if (before.size() > 1 || before.size() > ours.size()) {
      String several =
          place.title()
              + (ours.isEmpty() ? " checks origins itself, but has " : " has ")
              + (before.size() > 1 ? "several filters that know CORS" : "a filter that knows CORS")
              + " before it: "
              + names(before);
      refuse(several, "let one handle the servlet's path and map the others elsewhere");
    }
    return names(ours);
  }

  /** A policy that the application has set for this servlet alone would be asked by nobody. */
  private void refuseIgnoredPolicy(Place place, List<FilterRegistration> ours)
      throws ServletException {
    String attribute = CorsFilter.POLICY_ATTRIBUTE + "." + place.name();
    boolean taken = ours.stream().anyMatch(filter -> place.name().equals(filter.getName()));
    if (ours.isEmpty() || taken || !(context.getAttribute(attribute) instanceof CorsPolicy)) {
      return;
    }
    throw new ServletException(
        place.title()
            + " has a policy in the servlet context's attribute "
            + attribute
            + ", but "
            + names(ours)
            + " decides before it. Remedy: set the policy for the filter, under "
            + CorsFilter.POLICY_ATTRIBUTE
            + " with a dot and the filter's name, or remove the filter's mapping to the servlet's path.");
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
              + ", or to one inside the other's, so that several filters that know CORS handle it and the first decides",
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
            + " to \"allow\"; a request is then subject to each of them.");
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
    return registration == null ? List.of() : registration.getMappings();
  }

  private List<FilterRegistration> before(String servlet) {
    Collection<String> mappings = mappings(servlet);
    return all().filter(filter -> Mappings.isBefore(filter, servlet, mappings)).toList();
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
