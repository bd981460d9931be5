package dev.socketio.cdi;

import dev.socketio.cors.CorsFilter;
import dev.socketio.cors.CorsPolicy;
import dev.socketio.server.SocketIoOptions;
import dev.socketio.server.SocketIoServer;
import dev.socketio.servlet.SocketIoConfigurer;
import dev.socketio.servlet.SocketIoContributor;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.servlet.ServletConfig;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRegistration;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Hands what was found in the application to its servlets as they start.
 *
 * <p>Threading: as {@link SocketIoContributor}.
 */
final class CdiContributor implements SocketIoContributor {

  private static final Logger LOG = System.getLogger(SocketIoExtension.class.getName());

  private final Deployment deployment;
  private final Map<String, InstalledHandlers> installed = new ConcurrentHashMap<>();

  CdiContributor(Deployment deployment) {
    this.deployment = deployment;
  }

  /**
   * Puts itself, and the CORS policies for filters and servlets, into a servlet context.
   *
   * @param context of the web application, before its filters and servlets start
   */
  void enter(ServletContext context) {
    if (context.getAttribute(ATTRIBUTE) == this) {
      return;
    }
    context.setAttribute(ATTRIBUTE, this);
    Producers<CorsPolicy> policies = deployment.policies();
    for (String server : policies.servers()) {
      String ending = server.isEmpty() ? "" : "." + server;
      policies
          .get(server)
          .ifPresent(policy -> context.setAttribute(CorsFilter.POLICY_ATTRIBUTE + ending, policy));
      context.setAttribute(
          CorsFilter.POLICY_SOURCE_ATTRIBUTE + ending, policies.description(server));
    }
    for (String server : deployment.servers().named()) {
      if (!policies.servers().contains(server)) {
        // What names no server is not meant for one that is named.
        context.setAttribute(CorsFilter.POLICY_ATTRIBUTE + "." + server, Optional.empty());
      }
    }
  }

  // Settings

  @Override
  public Optional<SocketIoOptions> options(ServletConfig servlet) {
    String key = deployment.key(deployment.options(), servlet.getServletName());
    logSource("options", deployment.options(), servlet);
    return deployment.options().get(key);
  }

  private void logSource(String what, Producers<?> producers, ServletConfig servlet) {
    String name = servlet.getServletName();
    String key = deployment.key(producers, name);
    if (producers.servers().contains(key)) {
      LOG.log(
          Level.INFO,
          "Servlet \"{0}\" takes its {1} from {2}",
          name,
          what,
          producers.description(key));
    } else if (producers.servers().contains("")) {
      LOG.log(
          Level.WARNING,
          "Servlet \"{0}\" does not take its {1} from {2}: the application names this server, and"
              + " not there. If they are meant for it, qualify them with @SocketIo(\"{0}\")",
          name,
          what,
          producers.description(""));
    }
  }

  @Override
  public void configure(ServletConfig servlet, SocketIoOptions.Builder options) {
    configurers(servlet).forEach(configurer -> configurer.configure(options));
  }

  @Override
  public Set<String> roles(ServletConfig servlet) {
    Set<String> roles = new TreeSet<>();
    deployment.handlers().stream()
        .filter(bean -> deployment.servers().concerns(bean.server(), servlet.getServletName()))
        .forEach(bean -> roles.addAll(bean.roles()));
    return roles;
  }

  /** One that a servlet names itself has been called already. */
  private List<SocketIoConfigurer> configurers(ServletConfig servlet) {
    Set<String> named = new TreeSet<>();
    for (ServletRegistration registration :
        servlet.getServletContext().getServletRegistrations().values()) {
      Optional.ofNullable(registration.getInitParameter("configurer")).ifPresent(named::add);
    }
    List<SocketIoConfigurer> configurers = new ArrayList<>();
    for (Bean<?> bean : deployment.configurers()) {
      if (deployment.servers().concerns(Producers.server(bean), servlet.getServletName())
          && !named.contains(bean.getBeanClass().getName())) {
        configurers.add(configurer(bean));
      }
    }
    return configurers;
  }

  private SocketIoConfigurer configurer(Bean<?> bean) {
    BeanManager beans = deployment.beans();
    return (SocketIoConfigurer)
        beans.getReference(bean, SocketIoConfigurer.class, beans.createCreationalContext(bean));
  }

  /** So that what a configurer injects is there, too, if an init-param names it. */
  @Override
  public Optional<SocketIoConfigurer> configurer(
      ServletConfig servlet, Class<? extends SocketIoConfigurer> type) {
    return deployment.configurers().stream()
        .filter(bean -> bean.getBeanClass() == type)
        .findFirst()
        .map(this::configurer);
  }

  // Handlers

  @Override
  public void configure(ServletConfig servlet, SocketIoServer server) throws Exception {
    requireServlets(servlet);
    logSource("CORS policy, unless a filter decides before it,", deployment.policies(), servlet);
    String name = servlet.getServletName();
    deployment.servers().add(name, server);
    for (SocketIoConfigurer configurer : configurers(servlet)) {
      configurer.configure(server);
    }
    InstalledHandlers handlers = InstalledHandlers.install(deployment, servlet, server);
    installed.put(name, handlers);
    LOG.log(Level.INFO, "Servlet \"{0}\" has the handlers of {1}", name, handlers);
  }

  @Override
  public void closed(ServletConfig servlet, SocketIoServer server) {
    deployment.servers().remove(servlet.getServletName(), server);
    InstalledHandlers handlers = installed.remove(servlet.getServletName());
    if (handlers != null) {
      handlers.close();
    }
  }

  // Checks that need the web application

  private void requireServlets(ServletConfig servlet) throws ServletException {
    Set<String> existing = SocketIoServlets.names(servlet);
    Set<String> missing = new TreeSet<>(deployment.servers().named());
    missing.removeAll(existing);
    // A policy may be meant for a filter.
    missing.removeAll(servlet.getServletContext().getFilterRegistrations().keySet());
    if (!missing.isEmpty()) {
      throw new ServletException(
          "The application names the Socket.IO servlets "
              + missing
              + ", which there are none of; its Socket.IO servlets are "
              + existing
              + ". Correct @SocketIo, or \"server\" of @SocketIoNamespace or @OfNamespace");
    }
  }
}
