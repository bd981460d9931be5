package dev.socketio.servlet;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRegistration;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.annotation.WebServlet;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Looks, when a servlet starts, for declarations that make long-polling impossible: of the servlet
 * or of a filter before it, in {@code web.xml} or by annotation, without asynchronous support. The
 * Servlet API tells nobody what was declared, so what code or a fragment registers is not seen
 * here, but by {@link AsyncSupport} at the first request.
 */
final class AsyncDeclarations {

  private static final Logger LOG = System.getLogger(AsyncDeclarations.class.getName());

  private final ServletContext context;
  private final WebXml webXml;

  AsyncDeclarations(ServletContext context, WebXml webXml) {
    this.context = context;
    this.webXml = webXml;
  }

  /**
   * Checks a servlet and what is before it.
   *
   * @param servletName its name
   * @param type its class
   * @throws ServletException naming all that have to be declared otherwise
   */
  void check(String servletName, Class<?> type) throws ServletException {
    List<String> without = new ArrayList<>();
    if (isServletWithout(servletName, type)) {
      without.add("it");
    }
    ServletRegistration registration = context.getServletRegistration(servletName);
    Collection<String> mappings = registration == null ? List.of() : registration.getMappings();
    context.getFilterRegistrations().values().stream()
        .filter(filter -> isFilterWithout(filter, servletName, mappings))
        .map(
            filter ->
                "the filter \"" + filter.getName() + "\" (" + filter.getClassName() + ") before it")
        .sorted()
        .forEach(without::add);
    if (!without.isEmpty()) {
      throw new ServletException(
          "Long-polling cannot work in servlet \""
              + servletName
              + "\": "
              + String.join(" and ", without)
              + (without.size() == 1 ? " is" : " are")
              + " declared without support for asynchronous requests. Add"
              + " <async-supported>true</async-supported> to the declaration in web.xml, or asyncSupported = true to"
              + " the annotation; or let the servlet have transports=websocket only");
    }
  }

  private boolean isServletWithout(String name, Class<?> type) {
    Optional<WebServlet> annotation = annotation(type, WebServlet.class);
    Optional<Boolean> declared = webXml.servlets().get(name);
    if (declared != null) {
      return !declared.orElse(annotation.map(WebServlet::asyncSupported).orElse(false));
    }
    return annotation
        .filter(found -> isNamed(name, type, found.name()))
        .filter(found -> !found.asyncSupported())
        .isPresent();
  }

  private boolean isFilterWithout(
      FilterRegistration filter, String servlet, Collection<String> mappings) {
    String name = filter.getName();
    Class<?> type = load(filter.getClassName());
    Optional<WebFilter> annotation = annotation(type, WebFilter.class);
    Optional<Boolean> declared = webXml.filters().get(name);
    if (declared != null) {
      return !declared.orElse(annotation.map(WebFilter::asyncSupported).orElse(false))
          && webXml.filterMappings().stream()
              .filter(mapping -> mapping.filter().equals(name) && mapping.onRequest())
              .anyMatch(
                  mapping ->
                      isBefore(mapping.urlPatterns(), mapping.servlets(), servlet, mappings));
    }
    return annotation
            .filter(found -> type != null && isNamed(name, type, found.filterName()))
            .filter(found -> !found.asyncSupported())
            .filter(
                found -> Arrays.asList(found.dispatcherTypes()).contains(DispatcherType.REQUEST))
            .isPresent()
        && isBefore(
            filter.getUrlPatternMappings(), filter.getServletNameMappings(), servlet, mappings);
  }

  private static boolean isBefore(
      Collection<String> urls, Collection<String> servlets, String servlet, Collection<String> to) {
    return servlets.contains(servlet)
        || servlets.contains("*")
        || to.stream()
            .map(UrlPatterns::root)
            .anyMatch(path -> urls.stream().anyMatch(url -> UrlPatterns.matches(url, path)));
  }

  /** Whether it was the annotation that registered something: then it has the annotation's name. */
  private static boolean isNamed(String name, Class<?> type, String annotated) {
    return name.equals(annotated.isEmpty() ? type.getName() : annotated);
  }

  private static <A extends Annotation> Optional<A> annotation(
      @Nullable Class<?> type, Class<A> annotation) {
    return type == null
        ? Optional.empty()
        : Optional.ofNullable(type.getDeclaredAnnotation(annotation));
  }

  private @Nullable Class<?> load(@Nullable String className) {
    if (className == null) {
      return null;
    }
    try {
      return Class.forName(className, false, Configurers.loader(context));
    } catch (ClassNotFoundException | LinkageError notVisible) {
      LOG.log(Level.DEBUG, () -> "Filter class " + className + " cannot be looked at.", notVisible);
      return null;
    }
  }
}
