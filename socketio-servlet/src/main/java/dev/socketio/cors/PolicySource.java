package dev.socketio.cors;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds the policy of a filter or servlet: the servlet context's first, then the init-parameters'.
 */
final class PolicySource {

  private final Place place;
  private final Map<String, String> parameters;

  /**
   * Where to look.
   *
   * @param place filter or servlet
   * @param parameters its init-parameters about CORS, under the names they were written with
   */
  PolicySource(Place place, Map<String, String> parameters) {
    this.place = place;
    this.parameters = parameters;
  }

  /**
   * Looks.
   *
   * @param context of the application
   * @param logger told when the init-parameters do not count
   * @throws ServletException naming everything that is wrong
   */
  CorsPolicy find(ServletContext context, Logger logger) throws ServletException {
    CorsPolicy described = described();
    CorsPolicy attribute = attribute(context);
    if (attribute != null && !parameters.isEmpty()) {
      logger.log(
          Level.WARNING,
          place.title()
              + " takes the policy of the servlet context; its init-parameters are ignored.");
    }
    return attribute == null ? described : attribute;
  }

  private CorsPolicy described() throws ServletException {
    try {
      return CorsPolicy.fromParameters(parameters, place.prefix());
    } catch (CorsConfigurationException wrong) {
      throw new ServletException(place.title() + ": " + wrong.getMessage(), wrong);
    }
  }

  private @Nullable CorsPolicy attribute(ServletContext context) throws ServletException {
    for (String attribute :
        List.of(CorsFilter.POLICY_ATTRIBUTE + "." + place.name(), CorsFilter.POLICY_ATTRIBUTE)) {
      Object value = context.getAttribute(attribute);
      if (value instanceof CorsPolicy found) {
        return found;
      }
      if (value != null) {
        throw new ServletException(
            "Servlet context attribute \""
                + attribute
                + "\" is a "
                + value.getClass().getName()
                + "; allowed is a "
                + CorsPolicy.class.getName()
                + ". Remedy: build one with CorsPolicy.builder().");
      }
    }
    return null;
  }
}
