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
}
