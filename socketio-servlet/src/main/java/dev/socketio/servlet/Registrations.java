package dev.socketio.servlet;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import java.util.Set;

/** Registers servlets from code. */
final class Registrations {

  private Registrations() {}

  /**
   * Registers a servlet that is asynchronous and starts with the web application.
   *
   * @param context of the web application
   * @param path with or without a slash or wildcard at its end
   * @param servlet the servlet; named after its class and path
   * @throws IllegalArgumentException if the path cannot be mapped
   * @throws IllegalStateException if the path is taken
   */
  static ServletRegistration.Dynamic add(
      ServletContext context, String path, SocketIoServlet servlet) {
    String mapping = mapping(path);
    ServletRegistration.Dynamic registration = addUnmapped(context, mapping, servlet);
    map(registration, mapping);
    return registration;
  }

  /**
   * Registers such a servlet, for now without its mapping.
   *
   * @param context of the web application
   * @param mapping that it will have
   * @param servlet the servlet; named after that
   * @throws IllegalStateException if there is one already
   */
  static ServletRegistration.Dynamic addUnmapped(
      ServletContext context, String mapping, SocketIoServlet servlet) {
    String name = "Socket.IO " + mapping;
    ServletRegistration.Dynamic registration = context.addServlet(name, servlet);
    if (registration == null) {
      throw new IllegalStateException("There is a servlet named \"" + name + "\" already");
    }
    registration.setAsyncSupported(true);
    registration.setLoadOnStartup(1);
    return registration;
  }

  /**
   * Maps a servlet.
   *
   * @param registration of the servlet
   * @param mapping as {@link #mapping} gives it
   * @throws IllegalStateException if it is taken
   */
  static void map(ServletRegistration.Dynamic registration, String mapping) {
    Set<String> taken = registration.addMapping(mapping);
    if (!taken.isEmpty()) {
      throw new IllegalStateException(
          "The path " + mapping + " belongs to another servlet already");
    }
  }

  /** {@return the URL pattern for a path: all below it} */
  static String mapping(String path) {
    String bare = path.endsWith("*") ? path.substring(0, path.length() - 1) : path;
    if (bare.endsWith("/")) {
      bare = bare.substring(0, bare.length() - 1);
    }
    if ((!bare.isEmpty() && !bare.startsWith("/")) || bare.contains("*")) {
      throw new IllegalArgumentException(
          "\""
              + path
              + "\" is no path to map; give one that starts with a slash, such as /socket.io");
    }
    return bare + "/*";
  }
}
