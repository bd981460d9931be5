package dev.socketio.servlet;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import java.lang.reflect.InvocationTargetException;
import java.util.Objects;
import java.util.stream.Stream;

/** Turns the init-param {@code configurer} into a class, and explains why not. */
final class Configurers {

  private Configurers() {}

  /**
   * Loads a configurer's class.
   *
   * @param name fully qualified name
   * @param context of the web application
   * @throws ServletException if there is no such class, or it is none
   */
  static Class<? extends SocketIoConfigurer> load(String name, ServletContext context)
      throws ServletException {
    Class<?> found;
    try {
      found = Class.forName(name, false, loader(context));
    } catch (ClassNotFoundException | LinkageError missing) {
      throw refusal(name, "cannot be loaded from the web application (" + missing + ")", missing);
    }
    if (!SocketIoConfigurer.class.isAssignableFrom(found)) {
      throw refusal(name, "does not implement " + SocketIoConfigurer.class.getName(), null);
    }
    return found.asSubclass(SocketIoConfigurer.class);
  }

  /** An embedded container may have given its application no class loader of its own. */
  static ClassLoader loader(ServletContext context) {
    return Stream.of(context.getClassLoader(), Thread.currentThread().getContextClassLoader())
        .filter(Objects::nonNull)
        .findFirst()
        .orElseGet(Configurers.class::getClassLoader);
  }

  /**
   * Makes a configurer by its constructor without parameters.
   *
   * @param type its class
   * @throws ServletException if that cannot be done
   */
  static SocketIoConfigurer instantiate(Class<? extends SocketIoConfigurer> type)
      throws ServletException {
    try {
      return type.getConstructor().newInstance();
    } catch (InvocationTargetException failure) {
      throw refusal(type.getName(), "failed in its constructor", failure.getCause());
    } catch (ReflectiveOperationException failure) {
      throw refusal(
          type.getName(),
          "must be a public class, not abstract, with a public constructor without parameters",
          failure);
    }
  }

  private static ServletException refusal(
      String name, String why, @org.jspecify.annotations.Nullable Throwable cause) {
    return StartFailure.of("Option \"configurer\": the class \"" + name + "\" " + why, cause);
  }
}
