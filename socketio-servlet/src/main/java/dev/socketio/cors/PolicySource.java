package dev.socketio.cors;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Finds the policy of a filter or servlet: the servlet context's, or the one its init-parameters
 * describe. Both at once contradict each other.
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
   * What was found.
   *
   * @param policy the policy
   * @param place where it is configured
   */
  record Found(CorsPolicy policy, Place place) {}

  /**
   * Looks.
   *
   * @param context of the application
   * @throws ServletException naming everything that is wrong; also if there is a policy in both
   *     places
   */
  Found find(ServletContext context) throws ServletException {
    CorsPolicy described = described();
    String attribute = attribute(context);
    if (attribute == null) {
      return new Found(described, place);
    }
    if (!parameters.isEmpty()) {
      throw new ServletException(
          place.title()
              + " has the init-parameters "
              + new TreeSet<>(parameters.keySet())
              + ", but the servlet context has a policy for it as well, in the attribute \""
              + attribute
              + "\""
              + source(attribute, context)
              + ". Remedy: remove one of the two; where the attribute is meant for something else, name it "
              + CorsFilter.POLICY_ATTRIBUTE
              + " with a dot and the name of that filter or servlet.");
    }
    return new Found(
        (CorsPolicy) context.getAttribute(attribute),
        place.builtBy("the policy in the servlet context's attribute " + attribute));
  }

  private static String source(String attribute, ServletContext context) {
    String ending = attribute.substring(CorsFilter.POLICY_ATTRIBUTE.length());
    Object words = context.getAttribute(CorsFilter.POLICY_SOURCE_ATTRIBUTE + ending);
    return words == null ? "" : " (" + words + ")";
  }

  private CorsPolicy described() throws ServletException {
    try {
      return CorsPolicy.fromParameters(parameters, place.prefix());
    } catch (CorsConfigurationException wrong) {
      throw new ServletException(place.title() + ": " + wrong.getMessage(), wrong);
    }
  }

  private @Nullable String attribute(ServletContext context) throws ServletException {
    for (String attribute :
        List.of(CorsFilter.POLICY_ATTRIBUTE + "." + place.name(), CorsFilter.POLICY_ATTRIBUTE)) {
      Object value = context.getAttribute(attribute);
      if (value instanceof CorsPolicy) {
        return attribute;
      }
      if (value instanceof Optional<?> none && none.isEmpty()) {
        return null;
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
