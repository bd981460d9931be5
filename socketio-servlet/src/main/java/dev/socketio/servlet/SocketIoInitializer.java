package dev.socketio.servlet;

import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRegistration;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Found by the container in the jar; prepares each web application that has the jar. Internal,
 * public only for the container.
 *
 * <p>A web application can have its servlet registered by context-params instead of declaring it:
 * {@code socketio.configurer} names the {@link SocketIoConfigurer}, {@code socketio.path} the path
 * (default {@code /socket.io}), and every other {@code socketio.…} becomes an init-param of the
 * {@link SocketIoServlet}. Without them nothing is registered, since a server without handlers is
 * of no use to anybody.
 */
public final class SocketIoInitializer implements ServletContainerInitializer {

  private static final String PREFIX = "socketio.";
  private static final String CONFIGURER = "configurer";
  private static final String PATH = "path";

  /** For the container. */
  public SocketIoInitializer() {}

  @Override
  public void onStartup(@Nullable Set<Class<?>> classes, ServletContext context)
      throws ServletException {
    context.addListener(new HandoffListener());
    Map<String, String> params = params(context);
    if (!params.isEmpty()) {
      register(context, params);
    }
  }

  private static Map<String, String> params(ServletContext context) {
    Map<String, String> params = new TreeMap<>();
    for (String name : Collections.list(context.getInitParameterNames())) {
      if (name.startsWith(PREFIX)) {
        params.put(name.substring(PREFIX.length()), context.getInitParameter(name));
      }
    }
    return params;
  }

  private static void register(ServletContext context, Map<String, String> params)
      throws ServletException {
    if (!params.containsKey(CONFIGURER)) {
      throw new ServletException(
          "Context-params "
              + params.keySet().stream().map(PREFIX::concat).toList()
              + " need one more, "
              + PREFIX
              + CONFIGURER
              + ", which names the SocketIoConfigurer of the application. With a servlet declared by yourself, set its"
              + " init-params instead");
    }
    String path = params.remove(PATH);
    ServletRegistration.Dynamic registration =
        Registrations.add(context, path == null ? "/socket.io" : path, new SocketIoServlet());
    registration.setInitParameters(params);
  }
}
