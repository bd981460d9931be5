package dev.socketio.cdi;

import dev.socketio.servlet.SocketIoServlet;
import jakarta.servlet.ServletConfig;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The servlets of a web application that have a Socket.IO server.
 *
 * <p>Threading: stateless.
 */
final class SocketIoServlets {

  private static final String DROP_IN = SocketIoServlet.class.getPackageName() + ".DropInServlet";
  private static final String CONFIGURER_PARAM = "socketio.configurer";

  private SocketIoServlets() {}

  /**
   * {@return the names of all, and of those of which it cannot be told} One without a mapping
   * serves nobody.
   *
   * @param starting one of them
   */
  static Set<String> names(ServletConfig starting) {
    ServletContext context = starting.getServletContext();
    Set<String> names = new TreeSet<>(Set.of(starting.getServletName()));
    context
        .getServletRegistrations()
        .forEach(
            (name, registration) -> {
              if (!registration.getMappings().isEmpty() && canBeOurs(registration, context)) {
                names.add(name);
              }
            });
    return names;
  }

  private static boolean canBeOurs(ServletRegistration registration, ServletContext context) {
    String type = registration.getClassName();
    return type == null || canBeOurs(type, context.getClassLoader());
  }

  private static boolean canBeOurs(String type, @Nullable ClassLoader loader) {
    try {
      return SocketIoServlet.class.isAssignableFrom(Class.forName(type, false, loader));
    } catch (ClassNotFoundException | LinkageError unknown) {
      return true;
    }
  }

  /**
   * {@return whether the configurer of a servlet is the only one in the application, rather than
   * one that somebody names}
   *
   * @param servlet the servlet, which is there because the jar is
   */
  static boolean foundItself(ServletConfig servlet) {
    ServletContext context = servlet.getServletContext();
    ServletRegistration registration =
        context.getServletRegistrations().get(servlet.getServletName());
    return registration != null
        && DROP_IN.equals(registration.getClassName())
        && context.getInitParameter(CONFIGURER_PARAM) == null;
  }
}
