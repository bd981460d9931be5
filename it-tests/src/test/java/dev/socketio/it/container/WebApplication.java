package dev.socketio.it.container;

import jakarta.servlet.Servlet;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRegistration;

/** A web application without files: registers what it consists of while its context starts. */
@FunctionalInterface
public interface WebApplication {

  /**
   * Registers servlets, filters and listeners.
   *
   * @param context the context that starts
   */
  void deploy(ServletContext context) throws ServletException;

  /**
   * {@return an application of one servlet, with asynchronous processing allowed}
   *
   * @param servlet the servlet
   * @param mapping its URL pattern, such as {@code /hello/*}
   */
  static WebApplication of(Servlet servlet, String mapping) {
    return context -> {
      ServletRegistration.Dynamic registration = context.addServlet("servlet " + mapping, servlet);
      registration.setAsyncSupported(true);
      registration.addMapping(mapping);
    };
  }
}
