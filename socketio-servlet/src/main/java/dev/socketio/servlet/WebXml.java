package dev.socketio.servlet;

import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.xml.stream.XMLStreamException;

/**
 * What an application's {@code WEB-INF/web.xml} says about things that the container tells nobody:
 * asynchronous support and security constraints. What fragments, annotations and code add is not in
 * it.
 *
 * @param filters declared filters by name, with what they say about asynchronous support, if
 *     anything
 * @param servlets declared servlets, likewise
 * @param filterMappings mappings of filters
 * @param constraints security constraints, one for each collection of resources
 * @param deniesUncovered whether methods that a constraint leaves out are denied
 */
record WebXml(
    Map<String, Optional<Boolean>> filters,
    Map<String, Optional<Boolean>> servlets,
    List<FilterMapping> filterMappings,
    List<Constraint> constraints,
    boolean deniesUncovered) {

  private static final Logger LOG = System.getLogger(WebXml.class.getName());
  private static final String PATH = "/WEB-INF/web.xml";

  /** Copies everything. */
  WebXml {
    filters = Map.copyOf(filters);
    servlets = Map.copyOf(servlets);
    filterMappings = List.copyOf(filterMappings);
    constraints = List.copyOf(constraints);
  }

  /**
   * Where a filter is mapped to.
   *
   * @param filter its name
   * @param urlPatterns its URL patterns
   * @param servlets names of servlets
   * @param onRequest whether it works on requests from outside
   */
  record FilterMapping(
      String filter, Set<String> urlPatterns, Set<String> servlets, boolean onRequest) {}

  /**
   * What a security constraint says about a collection of resources.
   *
   * @param urlPatterns which resources
   * @param methods for these methods only; all if empty
   * @param omitted not for these methods
   * @param authenticated whether it asks who the user is
   */
  record Constraint(
      Set<String> urlPatterns, Set<String> methods, Set<String> omitted, boolean authenticated) {

    /** {@return whether it holds for a method} */
    boolean covers(String method) {
      return methods.isEmpty() ? !omitted.contains(method) : methods.contains(method);
    }
  }

  /** {@return one that says nothing} */
  static WebXml empty() {
    return new WebXml(Map.of(), Map.of(), List.of(), List.of(), false);
  }

  /**
   * {@return that of an application; an empty one if it has none or it cannot be read, which is the
   * container's to complain about}
   *
   * @param context of the application
   */
  static WebXml of(ServletContext context) {
    try (InputStream in = context.getResourceAsStream(PATH)) {
      return in == null ? empty() : WebXmlReader.read(in);
    } catch (IOException | XMLStreamException unreadable) {
      LOG.log(
          Level.DEBUG, PATH + " cannot be read; what it says is not checked at start", unreadable);
      return empty();
    }
  }
}
