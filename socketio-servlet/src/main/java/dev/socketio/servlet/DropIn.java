package dev.socketio.servlet;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRegistration;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.reflect.Modifier;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The server that a web application has because the jar is there: registers a servlet where the
 * application declares none, and hands the context-params to the one that it declares.
 *
 * <p>Threading: used while the web application starts, by one thread.
 */
final class DropIn {
  private static final Logger LOG = System.getLogger(SocketIoServlet.class.getName());

  /** Before the name of each context-param. */
  static final String PREFIX = "socketio.";

  private static final String ENABLED = "enabled";
  private static final String PATH = "path";
  private static final String CONFIGURER = "configurer";
  private static final String DEFAULT_PATH = "/socket.io";

  /** Servlet context attribute with the registration, for {@link #take}. */
  private static final String ATTRIBUTE = DropIn.class.getName();

  private final ServletContext context;
  private final Map<String, String> params;

  /**
   * Looks at a web application.
   *
   * @param context of the web application
   * @param contextParams its context-params that begin with {@link #PREFIX}, without that
   */
  DropIn(ServletContext context, Map<String, String> contextParams) {
    this.context = context;
    this.params = new TreeMap<>(contextParams);
  }

  /**
   * Does what is to be done for this web application.
   *
   * @param configurers classes that the container has found
   * @throws ServletException if the application must not be deployed
   */
  void install(Collection<Class<?>> configurers) throws ServletException {
    if (!isEnabled()) {
      LOG.log(Level.INFO, "Context-param {0}{1} is false: no servlet is added", PREFIX, ENABLED);
      return;
    }
    List<? extends ServletRegistration> declared = servlets(context);
    if (declared.isEmpty()) {
      register(configurers);
    } else if (!params.isEmpty()) {
      complete(declared);
    }
  }

  private boolean isEnabled() throws ServletException {
    String text = params.remove(ENABLED);
    if (text == null || text.equals("true")) {
      return true;
    }
    if (text.equals("false")) {
      return false;
    }
    throw new ServletException(
        "Context-param "
            + PREFIX
            + ENABLED
            + ": \""
            + text
            + "\" is not allowed; give true or false");
  }

  // The application has no servlet of its own

  private void register(Collection<Class<?>> configurers) throws ServletException {
    boolean asked = !params.isEmpty();
    String path = params.getOrDefault(PATH, DEFAULT_PATH);
    params.remove(PATH);
    String mapping = Registrations.mapping(path);
    if (!asked && isTaken(mapping)) {
      LOG.log(
          Level.INFO, "{0} belongs to a servlet of the application: no server is added", mapping);
      return;
    }
    if (!params.containsKey(CONFIGURER)) {
      configurer(configurers).ifPresent(found -> params.put(CONFIGURER, found.getName()));
    }
    ServletRegistration.Dynamic registration =
        Registrations.add(
            context, path, new DropInServlet(asked || params.containsKey(CONFIGURER)));
    params.forEach(registration::setInitParameter);
    context.setAttribute(ATTRIBUTE, registration);
  }

  private boolean isTaken(String mapping) {
    return context.getServletRegistrations().values().stream()
        .anyMatch(registration -> registration.getMappings().contains(mapping));
  }

  private static Optional<Class<?>> configurer(Collection<Class<?>> found) throws ServletException {
    List<Class<?>> usable = found.stream().filter(DropIn::canBeMade).toList();
    if (usable.size() > 1) {
      throw new ServletException(
          "There are several classes that could set the Socket.IO server up: "
              + usable.stream().map(Class::getName).sorted().toList()
              + ". Say which by the context-param "
              + PREFIX
              + CONFIGURER);
    }
    return usable.stream().findFirst();
  }

  private static boolean canBeMade(Class<?> type) {
    return SocketIoConfigurer.class.isAssignableFrom(type)
        && Modifier.isPublic(type.getModifiers())
        && !Modifier.isAbstract(type.getModifiers())
        && hasConstructor(type);
  }

  private static boolean hasConstructor(Class<?> type) {
    for (var constructor : type.getConstructors()) {
      if (constructor.getParameterCount() == 0) {
        return true;
      }
    }
    return false;
  }

  // The application has one, or several

  private void complete(List<? extends ServletRegistration> declared) throws ServletException {
    List<String> names = declared.stream().map(ServletRegistration::getName).sorted().toList();
    List<String> given = params.keySet().stream().map(PREFIX::concat).toList();
    if (declared.size() > 1) {
      throw new ServletException(
          "Context-params "
              + given
              + " could be meant for any of the servlets "
              + names
              + "; make them init-params of the right one, without \""
              + PREFIX
              + "\"");
    }
    if (params.containsKey(PATH)) {
      throw new ServletException(
          "Context-param "
              + PREFIX
              + PATH
              + " has no effect on the servlet "
              + names
              + ", which has a mapping of its own; leave one of them out");
    }
    ServletRegistration only = declared.get(0);
    params.forEach(only::setInitParameter);
  }

  // For others

  /**
   * {@return the servlet that was added under a mapping, if it was, and nobody has taken it yet}
   *
   * @param context of the web application
   * @param mapping as {@link Registrations#mapping} gives it
   */
  static Optional<ServletRegistration.Dynamic> take(ServletContext context, String mapping) {
    if (context.getAttribute(ATTRIBUTE) instanceof ServletRegistration.Dynamic registration
        && registration.getMappings().contains(mapping)) {
      context.removeAttribute(ATTRIBUTE);
      return Optional.of(registration);
    }
    return Optional.empty();
  }

  /**
   * {@return whether the application has come to have servlets besides the added one}
   *
   * @param context of the web application
   * @param name of the added one
   */
  static boolean hasOthers(ServletContext context, String name) {
    return servlets(context).stream().anyMatch(servlet -> !servlet.getName().equals(name));
  }

  private static List<? extends ServletRegistration> servlets(ServletContext context) {
    return context.getServletRegistrations().values().stream()
        .filter(registration -> isOurs(registration.getClassName(), context))
        .toList();
  }

  /** Whether a servlet's class is ours or a subclass. */
  private static boolean isOurs(@Nullable String className, ServletContext context) {
    if (className == null) {
      return false;
    }
    try {
      return SocketIoServlet.class.isAssignableFrom(
          Class.forName(className, false, Configurers.loader(context)));
    } catch (ClassNotFoundException | LinkageError unknown) {
      LOG.log(Level.DEBUG, "Servlet class {0} cannot be looked at: {1}", className, unknown);
      return false;
    }
  }
}
