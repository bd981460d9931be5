package dev.socketio.servlet;

import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.ServletRegistration;
import java.util.Set;
import java.util.TreeSet;

/**
 * Maps the servlet that the jar brings as late as the Servlet specification allows: among the last
 * listeners, when initializers and the application's own listeners have registered theirs. Whoever
 * maps a servlet to the same path before that, keeps it.
 *
 * <p>Threading: used while the web application starts, by one thread.
 */
final class LateMapping implements ServletContextListener {
  private final ServletRegistration.Dynamic registration;
  private final String mapping;
  private final DropInServlet servlet;
  private final Set<String> contextParams;
  private boolean taken;

  /**
   * Waits.
   *
   * @param registration of the servlet, which has no mapping yet
   * @param mapping that it shall have
   * @param servlet the servlet
   * @param contextParams names of those that were meant for it
   */
  LateMapping(
      ServletRegistration.Dynamic registration,
      String mapping,
      DropInServlet servlet,
      Set<String> contextParams) {
    this.registration = registration;
    this.mapping = mapping;
    this.servlet = servlet;
    this.contextParams = new TreeSet<>(contextParams);
  }

  /** {@return whether it is this mapping that somebody asks for} */
  boolean isFor(String wanted) {
    return !taken && mapping.equals(wanted);
  }

  /**
   * {@return the servlet, mapped, for a server of the application's own}
   *
   * @throws IllegalStateException if the path belongs to another servlet
   */
  ServletRegistration.Dynamic take() {
    Registrations.map(registration, mapping);
    taken = true;
    servlet.ask();
    return registration;
  }

  @Override
  public void contextInitialized(ServletContextEvent event) {
    if (taken || registration.addMapping(mapping).isEmpty()) {
      return;
    }
    if (!contextParams.isEmpty()) {
      throw new IllegalStateException(DropIn.conflict(mapping, contextParams));
    }
    servlet.stepAside(mapping);
  }
}
