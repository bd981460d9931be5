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
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
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

  private static final String REFUSED =
      "A Socket.IO servlet cannot start with a request, since it would do so as that request's user:"
          + " the container's context service does not run it as the application. Let the servlet start"
          + " with the application: <load-on-startup>1</load-on-startup>";

  private final Supplier<Optional<Executor>> capture;
  private volatile Optional<Executor> application = Optional.empty();
  private volatile boolean serves;

  StartContext() {
    this(HandlerExecutors::currentContext);
  }

  /** The same with the container's part handed in. */
  StartContext(Supplier<Optional<Executor>> capture) {
    this.capture = capture;
  }

  /** What a servlet does to start. */
  interface Start {
    void run() throws ServletException;
  }

  @Override
  public void contextInitialized(ServletContextEvent event) {
    application = capture.get();
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
    AtomicBoolean begun = new AtomicBoolean();
    AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    try {
      application.execute(
          () -> {
            if (begun.compareAndSet(false, true)) {
              keep(start, failure);
            }
          });
    } catch (RuntimeException | Error refused) {
      if (!begun.get()) {
        throw StartFailure.of(REFUSED, refused);
      }
    }
    if (!begun.get()) {
      throw StartFailure.of(REFUSED, null);
    }
    rethrow(failure.get());
  }

  /** Kept, since what runs tasks in a context may wrap or log what they throw. */
  private static void keep(Start start, AtomicReference<@Nullable Throwable> failure) {
    try {
      start.run();
    } catch (ServletException | RuntimeException | Error thrown) {
      failure.set(thrown);
    }
  }

  private static void rethrow(@Nullable Throwable thrown) throws ServletException {
    if (thrown instanceof ServletException expected) {
      throw expected;
    }
    if (thrown instanceof RuntimeException unexpected) {
      throw unexpected;
    }
    if (thrown instanceof Error error) {
      throw error;
    }
  }
}
