package dev.socketio.cors;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import jakarta.servlet.http.HttpServletMapping;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Knows which servlets are {@linkplain CorsEndpoint marked}. Asked for {@code OPTIONS} requests
 * only, and remembers the answer by the servlet's name, of which there are as many as were
 * deployed.
 *
 * <p>Threading: safe for any thread.
 */
final class CorsEndpoints {

  private static final Logger LOG = System.getLogger("dev.socketio.cors");

  private final Map<String, Boolean> known = new ConcurrentHashMap<>();

  /** Whether the request is for a marked servlet. */
  boolean serves(HttpServletRequest request) {
    if (!request.getMethod().equals("OPTIONS")) {
      return false;
    }
    HttpServletMapping mapping = request.getHttpServletMapping();
    String name = mapping == null ? null : mapping.getServletName();
    if (name == null || name.isEmpty()) {
      return false;
    }
    ServletContext context = request.getServletContext();
    return known.computeIfAbsent(name, servlet -> isMarked(context, servlet));
  }

  private static boolean isMarked(ServletContext context, String servlet) {
    ServletRegistration registration = context.getServletRegistration(servlet);
    String className = registration == null ? null : registration.getClassName();
    if (className == null) {
      return false;
    }
    try {
      return CorsEndpoint.class.isAssignableFrom(load(className, context));
    } catch (ClassNotFoundException | LinkageError notVisible) {
      LOG.log(
          Level.DEBUG,
          () ->
              "Servlet class "
                  + className
                  + " cannot be looked at; only true preflights to it are answered.",
          notVisible);
      return false;
    }
  }

  /**
   * A class of the application, not initialised.
   *
   * @param className its name
   * @param context of the application; an embedded container may give it no class loader
   * @throws ClassNotFoundException if it cannot be seen
   */
  static Class<?> load(String className, ServletContext context) throws ClassNotFoundException {
    ClassLoader own = context.getClassLoader();
    ClassLoader loader = own == null ? CorsEndpoints.class.getClassLoader() : own;
    return Class.forName(className, false, loader);
  }
}
