package dev.socketio.servlet;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionIdListener;
import jakarta.servlet.http.HttpSessionListener;

/**
 * Tells the servlets that have {@code closeWithSession} set which {@code HttpSession}s end, by
 * logout or time-out, or get another id. Where the container runs {@link SocketIoInitializer}, it
 * is there already; elsewhere, such as in a Spring Boot application, declare it as any listener.
 * Two of them do no harm.
 *
 * <p>Threading: safe for use by any thread; it has no state.
 */
public final class SessionEndListener
    implements ServletContextListener, HttpSessionListener, HttpSessionIdListener {

  /** Servlet context attribute that says one is there. */
  private static final String ATTRIBUTE = SessionEndListener.class.getName();

  /** For the container. */
  public SessionEndListener() {}

  static boolean isPresent(ServletContext context) {
    return context.getAttribute(ATTRIBUTE) != null;
  }

  @Override
  public void contextInitialized(ServletContextEvent event) {
    event.getServletContext().setAttribute(ATTRIBUTE, true);
  }

  @Override
  public void contextDestroyed(ServletContextEvent event) {
    event.getServletContext().removeAttribute(ATTRIBUTE);
  }

  @Override
  public void sessionCreated(HttpSessionEvent event) {
    String id = event.getSession().getId();
    SessionTies.all(event.getSession().getServletContext()).forEach(ties -> ties.begun(id));
  }

  @Override
  public void sessionIdChanged(HttpSessionEvent event, String before) {
    String now = event.getSession().getId();
    SessionTies.all(event.getSession().getServletContext())
        .forEach(ties -> ties.renamed(before, now));
  }

  @Override
  public void sessionDestroyed(HttpSessionEvent event) {
    String id = event.getSession().getId();
    SessionTies.all(event.getSession().getServletContext()).forEach(ties -> ties.ended(id));
  }
}
