package dev.socketio.servlet;

import dev.socketio.concurrent.HandlerExecutors;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.ServletException;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Lets servlets start as nobody. One that starts with its first request does so on that request's
 * thread, and what it captures there for all handlers, or what its application does there, would
 * count as done by that request's user. So the context of the application's own start is kept for
 * it, where the container has a context service.
 */
final class StartContext implements ServletContextListener {

  static final String ATTRIBUTE = StartContext.class.getName();

  /** What a servlet does to start. */
  interface Start {
    void run() throws ServletException;
  }

  @Override
  public void contextInitialized(ServletContextEvent event) {
    HandlerExecutors.currentContext()
        .ifPresent(context -> event.getServletContext().setAttribute(ATTRIBUTE, context));
  }

  @Override
  public void contextDestroyed(ServletContextEvent event) {
    event.getServletContext().removeAttribute(ATTRIBUTE);
  }

  /**
   * Starts a servlet, on this thread.
   *
   * @param context of the web application
   * @param start what is to be done
   * @throws ServletException what that throws
   */
  static void run(ServletContext context, Start start) throws ServletException {
    if (context.getAttribute(ATTRIBUTE) instanceof Executor application) {
      AtomicReference<@Nullable ServletException> failure = new AtomicReference<>();
      application.execute(() -> run(start, failure));
      ServletException thrown = failure.get();
      if (thrown != null) {
        throw thrown;
      }
    } else {
      start.run();
    }
  }

  private static void run(Start start, AtomicReference<@Nullable ServletException> failure) {
    try {
      start.run();
    } catch (ServletException thrown) {
      failure.set(thrown);
    }
  }
}
