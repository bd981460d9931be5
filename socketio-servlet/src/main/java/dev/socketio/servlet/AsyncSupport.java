package dev.socketio.servlet;

import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Explains who in front of a request forbids asynchronous processing; the API tells only that
 * somebody does.
 */
final class AsyncSupport {

  private AsyncSupport() {}

  /**
   * {@return what is wrong and how to mend it}
   *
   * @param servletName the servlet that got the request
   * @param request a request for which {@code isAsyncSupported} is false
   */
  static String complaint(String servletName, HttpServletRequest request) {
    List<String> filters = filters(servletName, request);
    String suspects =
        filters.isEmpty()
            ? ""
            : ", or one of the filters before it (" + String.join(", ", filters) + "),";
    return "Long-polling cannot work: the servlet \""
        + servletName
        + "\""
        + suspects
        + " does not support asynchronous requests. Add <async-supported>true</async-supported> to its declaration in"
        + " web.xml, asyncSupported = true to its annotation, or call setAsyncSupported(true) on its registration.";
  }

  private static List<String> filters(String servletName, HttpServletRequest request) {
    ServletContext context = request.getServletContext();
    String path = request.getRequestURI().substring(request.getContextPath().length());
    return context.getFilterRegistrations().values().stream()
        .filter(filter -> isBefore(filter, servletName, path))
        .map(FilterRegistration::getName)
        .sorted()
        .toList();
  }

  private static boolean isBefore(FilterRegistration filter, String servletName, String path) {
    Collection<String> servlets = orEmpty(filter.getServletNameMappings());
    return servlets.contains(servletName)
        || servlets.contains("*")
        || orEmpty(filter.getUrlPatternMappings()).stream()
            .anyMatch(pattern -> UrlPatterns.matches(pattern, path));
  }

  /** Open Liberty gives null instead of nothing. */
  private static Collection<String> orEmpty(@Nullable Collection<String> mappings) {
    return mappings == null ? List.of() : mappings;
  }
}
