package dev.socketio.servlet;

import dev.socketio.concurrent.HandlerExecutors;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequestEvent;
import jakarta.servlet.ServletRequestListener;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Lets servlets start as nobody. One that starts with its first request does so on that request's
 * thread, and what it captures there for all handlers, or what its application does there, would
 * count as done by that request's user. So the context of the application's own start is kept for
 * it, where the container has a context service.
 *
 * <p>A servlet that starts with the application needs nothing of this, and must not be given it:
 * Open Liberty starts an application anew when its context is used before it has started.
 *
 * <p>Threading: the application starts on one thread; requests come on any.
 */
final class StartContext implements ServletContextListener, ServletRequestListener {

  static final String ATTRIBUTE = StartContext.class.getName();

  private volatile Optional<Executor> application = Optional.empty();
  private volatile boolean serves;

  /** What a servlet does to start. */
  interface Start {
    void run() throws ServletException;
  }

  @Override
  public void contextInitialized(ServletContextEvent event) {
    application = HandlerExecutors.currentContext();
    event.getServletContext().setAttribute(ATTRIBUTE, this);
  }

  @Override
  public void contextDestroyed(ServletContextEvent event) {
    event.getServletContext().removeAttribute(ATTRIBUTE);
  }

  @Override
  public void requestInitialized(ServletRequestEvent event) {
    if (!serves) {
      serves = true;
    }
  }

  /**
   * Starts a servlet, on this thread.
   *
   * @param context of the web application
   * @param start what is to be done
   * @throws ServletException what that throws
   */
  static void run(ServletContext context, Start start) throws ServletException {
    if (context.getAttribute(ATTRIBUTE) instanceof StartContext kept
        && kept.serves
        && kept.application.isPresent()) {
      runIn(kept.application.get(), start);
    } else {
      start.run();
    }
  }

  private static void runIn(Executor application, Start start) throws ServletException {
    AtomicReference<@Nullable ServletException> failure = new AtomicReference<>();
    application.execute(
        () -> {
          try {
            start.run();
          } catch (ServletException thrown) {
            failure.set(thrown);
          }
        });
    ServletException thrown = failure.get();
    if (thrown != null) {
      throw thrown;
    }
  }
}
