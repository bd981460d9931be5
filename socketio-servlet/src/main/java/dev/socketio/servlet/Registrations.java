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
    String name = "Socket.IO " + mapping;
    ServletRegistration.Dynamic registration = context.addServlet(name, servlet);
    if (registration == null) {
      throw new IllegalStateException("There is a servlet named \"" + name + "\" already");
    }
    registration.setAsyncSupported(true);
    registration.setLoadOnStartup(1);
    Set<String> taken = registration.addMapping(mapping);
    if (!taken.isEmpty()) {
      throw new IllegalStateException(
          "The path " + mapping + " belongs to another servlet already");
    }
    return registration;
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
