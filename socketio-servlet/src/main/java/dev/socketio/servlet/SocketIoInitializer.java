package dev.socketio.servlet;

import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.HandlesTypes;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Found by the container in the jar; gives each web application that has the jar its server.
 * Internal, public only for the container.
 *
 * <p>Where the application declares no {@link SocketIoServlet}, one is registered, with these
 * context-params:
 *
 * <ul>
 *   <li>{@code socketio.enabled}: {@code false} keeps it from being registered; default {@code
 *       true}
 *   <li>{@code socketio.path}: where it is mapped; default {@code /socket.io}
 *   <li>{@code socketio.configurer}: class of the {@link SocketIoConfigurer}; default the only
 *       public class in the application that implements it, if there is one
 *   <li>every other {@code socketio.…} is an init-param of the servlet
 * </ul>
 *
 * <p>It gets its mapping last, so that servlets which the application registers after this
 * initializer has run keep theirs. If the application has neither context-params nor handlers for
 * it and it cannot start, the application starts without it, and its path answers 503.
 *
 * <p>Where the application declares one, the context-params are init-params of that one unless it
 * has its own under the same name. Init-params that no servlet of ours could start with keep the
 * application from being deployed, also where the container would deploy it without that servlet.
 */
@HandlesTypes(SocketIoConfigurer.class)
public final class SocketIoInitializer implements ServletContainerInitializer {

  /** For the container. */
  public SocketIoInitializer() {}

  @Override
  public void onStartup(@Nullable Set<Class<?>> classes, ServletContext context)
      throws ServletException {
    context.addListener(new StartContext());
    context.addListener(new HandoffListener());
    context.addListener(new SessionEndListener());
    new DropIn(context, params(context)).install(classes == null ? Set.of() : classes);
    DeclaredParams.check(context);
  }

  private static Map<String, String> params(ServletContext context) {
    Map<String, String> params = new TreeMap<>();
    for (String name : Collections.list(context.getInitParameterNames())) {
      if (name.startsWith(DropIn.PREFIX)) {
        params.put(name.substring(DropIn.PREFIX.length()), context.getInitParameter(name));
      }
    }
    return params;
  }
}
