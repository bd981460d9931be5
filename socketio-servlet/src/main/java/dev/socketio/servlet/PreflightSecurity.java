package dev.socketio.servlet;

import dev.socketio.servlet.WebXml.Constraint;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import jakarta.servlet.annotation.HttpConstraint;
import jakarta.servlet.annotation.HttpMethodConstraint;
import jakarta.servlet.annotation.ServletSecurity;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Finds out whether the container asks preflights for a login. Browsers send none with them, so the
 * container would answer 401 or a redirect before any filter, and a page of another origin could
 * not connect however the policy is. A constraint set by code is not seen.
 */
final class PreflightSecurity {

  private static final String OPTIONS = "OPTIONS";

  private PreflightSecurity() {}

  /**
   * {@return what to warn of, if anything}
   *
   * @param context of the application
   * @param webXml of the application
   * @param servletName name of the servlet
   * @param type its class
   */
  static Optional<String> warning(
      ServletContext context, WebXml webXml, String servletName, Class<?> type) {
    ServletRegistration registration = context.getServletRegistration(servletName);
    Collection<String> mappings = registration == null ? List.of() : registration.getMappings();
    boolean constrained = mappings.stream().anyMatch(mapping -> isConstrained(webXml, mapping));
    return constrained || isAnnotated(type) ? Optional.of(text(servletName)) : Optional.empty();
  }

  private static String text(String servletName) {
    return "A security constraint asks for a login on the path of servlet \""
        + servletName
        + "\", for OPTIONS requests as well. Browsers send no login with a CORS preflight: the container would refuse it"
        + " before the CORS policy is asked. Leave OPTIONS out, with"
        + " <http-method-omission>OPTIONS</http-method-omission> in each <web-resource-collection> (where"
        + " <deny-uncovered-http-methods/> is set, with a constraint for OPTIONS that has no <auth-constraint>), or with"
        + " @HttpMethodConstraint(\"OPTIONS\") in @ServletSecurity. In Tomcat setting allowCorsPreflight=\"always\" on"
        + " the authenticator's valve does the same.";
  }

  /** Servlet specification, sections 13.8.1 to 13.8.4. */
  private static boolean isConstrained(WebXml webXml, String mapping) {
    List<String> patterns =
        webXml.constraints().stream()
            .flatMap(constraint -> constraint.urlPatterns().stream())
            .toList();
    Optional<String> best = UrlPatterns.best(patterns, UrlPatterns.root(mapping));
    if (best.isEmpty()) {
      return false;
    }
    List<Constraint> covering =
        webXml.constraints().stream()
            .filter(constraint -> constraint.urlPatterns().contains(best.get()))
            .filter(constraint -> constraint.covers(OPTIONS))
            .toList();
    return covering.isEmpty()
        ? webXml.deniesUncovered()
        : covering.stream().allMatch(Constraint::authenticated);
  }

  private static boolean isAnnotated(Class<?> type) {
    ServletSecurity security = type.getAnnotation(ServletSecurity.class);
    if (security == null) {
      return false;
    }
    Optional<HttpMethodConstraint> own =
        Arrays.stream(security.httpMethodConstraints())
            .filter(constraint -> constraint.value().equals(OPTIONS))
            .findFirst();
    if (own.isPresent()) {
      return isClosed(own.get().rolesAllowed(), own.get().emptyRoleSemantic());
    }
    HttpConstraint others = security.value();
    return isClosed(others.rolesAllowed(), others.value());
  }

  private static boolean isClosed(String[] roles, ServletSecurity.EmptyRoleSemantic otherwise) {
    return roles.length > 0 || otherwise == ServletSecurity.EmptyRoleSemantic.DENY;
  }
}
