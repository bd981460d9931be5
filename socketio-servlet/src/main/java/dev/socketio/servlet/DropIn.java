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
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
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

  /** Name of the one that turns everything off. */
  static final String ENABLED = "enabled";

  private static final String PATH = "path";
  private static final String CONFIGURER = "configurer";
  private static final String DEFAULT_PATH = "/socket.io";

  /** Servlet context attribute with the {@link LateMapping}, for {@link #take}. */
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
    List<? extends ServletRegistration> declared = servlets(context, SocketIoServlet.class);
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
    Set<String> given = given();
    String path = params.getOrDefault(PATH, DEFAULT_PATH);
    params.remove(PATH);
    String mapping = Registrations.mapping(path);
    if (!params.containsKey(CONFIGURER)) {
      configurer(configurers).ifPresent(found -> params.put(CONFIGURER, found.getName()));
    }
    String configurer = params.getOrDefault(CONFIGURER, "");
    Optional<String> owner = owner(mapping);
    if (owner.isPresent()) {
      if (!given.isEmpty()) {
        throw new ServletException(conflict(mapping, given));
      }
      logTaken(mapping, owner.get(), configurer);
      return;
    }
    DropInServlet servlet = new DropInServlet(!given.isEmpty(), configurer);
    ServletRegistration.Dynamic registration = Registrations.addUnmapped(context, mapping, servlet);
    params.forEach(registration::setInitParameter);
    LateMapping late = new LateMapping(registration, mapping, servlet, given);
    context.setAttribute(ATTRIBUTE, late);
    context.addListener(late);
  }

  private Set<String> given() {
    return params.keySet().stream().map(PREFIX::concat).collect(Collectors.toSet());
  }

  private Optional<String> owner(String mapping) {
    return context.getServletRegistrations().values().stream()
        .filter(registration -> registration.getMappings().contains(mapping))
        .<String>map(ServletRegistration::getName)
        .findFirst();
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
    Set<String> given = new TreeSet<>(given());
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
   * {@return the servlet that was added for a mapping, if it was, and nobody has taken it yet} It
   * has its mapping then.
   *
   * @param context of the web application
   * @param mapping as {@link Registrations#mapping} gives it
   * @throws IllegalStateException if another servlet has the mapping
   */
  static Optional<ServletRegistration.Dynamic> take(ServletContext context, String mapping) {
    if (context.getAttribute(ATTRIBUTE) instanceof LateMapping late && late.isFor(mapping)) {
      return Optional.of(late.take());
    }
    return Optional.empty();
  }

  /**
   * {@return what is wrong where the application has a servlet of its own at the path}
   *
   * @param mapping of both
   * @param contextParams names of those that ask for the added one
   */
  static String conflict(String mapping, Set<String> contextParams) {
    return mapping
        + " belongs to a servlet that the application registers itself, and context-params "
        + new TreeSet<>(contextParams)
        + " ask for a Socket.IO server there. Remedy: if that servlet is a "
        + SocketIoServlet.class.getSimpleName()
        + ", make them its init-params, without \""
        + PREFIX
        + "\"; otherwise remove them, or let "
        + PREFIX
        + PATH
        + " name another path";
  }

  /**
   * Says that the application has a servlet of its own at the path.
   *
   * @param mapping of both
   * @param owner name of that servlet
   * @param configurer class that sets up the one which is not added, empty if there is none
   */
  static void logTaken(String mapping, String owner, String configurer) {
    String taken =
        mapping
            + " belongs to the servlet \""
            + owner
            + "\" of the application: no other server is added there.";
    if (configurer.isEmpty()) {
      LOG.log(Level.INFO, taken);
    } else {
      LOG.log(
          Level.WARNING,
          taken
              + " Its init-param "
              + CONFIGURER
              + " has to name "
              + configurer
              + ", if that shall set it up; if it is no Socket.IO server, context-param "
              + PREFIX
              + PATH
              + " puts one elsewhere");
    }
  }

  /**
   * {@return whether the application has come to have servlets besides the added one}
   *
   * @param context of the web application
   * @param name of the added one
   * @param type of the others
   */
  static boolean hasOthers(ServletContext context, String name, Class<?> type) {
    return servlets(context, type).stream().anyMatch(servlet -> !servlet.getName().equals(name));
  }

  /**
   * {@return the servlets of a class that are registered so far}
   *
   * @param context of the web application
   * @param type the class, or that of which theirs are subclasses
   */
  static List<? extends ServletRegistration> servlets(ServletContext context, Class<?> type) {
    return context.getServletRegistrations().values().stream()
        .filter(registration -> isA(type, registration.getClassName(), context))
        .toList();
  }

  /** Whether a servlet's class is one of ours or a subclass. */
  private static boolean isA(Class<?> type, @Nullable String className, ServletContext context) {
    if (className == null) {
      return false;
    }
    try {
      return type.isAssignableFrom(Class.forName(className, false, Configurers.loader(context)));
    } catch (ClassNotFoundException | LinkageError unknown) {
      LOG.log(Level.DEBUG, "Servlet class {0} cannot be looked at: {1}", className, unknown);
      return false;
    }
  }
}
