package dev.socketio.cdi;

import dev.socketio.cors.CorsFilter;
import dev.socketio.cors.CorsPolicy;
import dev.socketio.server.SocketIoOptions;
import dev.socketio.server.SocketIoServer;
import dev.socketio.servlet.SocketIoConfigurer;
import dev.socketio.servlet.SocketIoContributor;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletConfig;
import jakarta.servlet.ServletContext;
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

  private static final String CONFIGURER = "configurer";

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
      String own = CorsFilter.POLICY_ATTRIBUTE + "." + server;
      if (context.getAttribute(own) == null) {
        // What names no server is not meant for one that is named.
        context.setAttribute(own, Optional.empty());
      }
    }
  }

  /** A CORS policy may be meant for a filter, so it asks for no server. */
  @Override
  public boolean concerns(ServletConfig servlet) {
    return !deployment.handlers().isEmpty()
        || !deployment.configurers().isEmpty()
        || !deployment.options().servers().isEmpty()
        || !deployment.namespaces().isEmpty()
        || deployment.serversAreInjected()
        || deployment.events().areSocketsObserved()
        || deployment.events().areObserved(ConnectionRefused.class);
  }

  // Settings

  @Override
  public Optional<SocketIoOptions> options(ServletConfig servlet) {
    String name = servlet.getServletName();
    String key = deployment.key(deployment.options(), name);
    logSource("servlet \"" + name + "\"", "options", deployment.options(), name, key);
    return deployment.options().get(key);
  }

  private static void logSource(
      String who, String what, Producers<?> producers, String name, String key) {
    if (producers.servers().contains(key)) {
      LOG.log(Level.INFO, "The {0} takes its {1} from {2}", who, what, producers.description(key));
    } else if (producers.servers().contains("")) {
      LOG.log(
          Level.WARNING,
          "The {0} does not take its {1} from {2}: the application names this server, and not"
              + " there. If they are meant for it, qualify them with @SocketIo(\"{3}\")",
          who,
          what,
          producers.description(""),
          name);
    }
  }

  private void logPolicies(ServletConfig servlet) {
    logPolicy("servlet", servlet.getServletName());
    for (FilterRegistration filter :
        servlet.getServletContext().getFilterRegistrations().values()) {
      if (CorsFilter.class.getName().equals(filter.getClassName())) {
        logPolicy("filter", filter.getName());
      }
    }
  }

  private void logPolicy(String what, String name) {
    Producers<CorsPolicy> policies = deployment.policies();
    logSource(
        what + " \"" + name + "\"", "CORS policy", policies, name, deployment.key(policies, name));
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

  /** Those that are called here, in their order. */
  private List<SocketIoConfigurer> configurers(ServletConfig servlet) {
    return deployment.configurers().stream()
        .filter(bean -> isMeant(bean, servlet))
        .filter(bean -> !isNamed(bean, servlet))
        .map(this::configurer)
        .toList();
  }

  private boolean isMeant(Bean<?> configurer, ServletConfig servlet) {
    return deployment.servers().concerns(Producers.server(configurer), servlet.getServletName());
  }

  /**
   * One that a servlet names is called by that servlet, and belongs to it, if it serves anybody.
   */
  private static boolean isNamed(Bean<?> configurer, ServletConfig servlet) {
    return servlet.getServletContext().getServletRegistrations().entrySet().stream()
        .filter(
            entry ->
                Producers.server(configurer).isEmpty()
                    || entry.getKey().equals(servlet.getServletName()))
        .filter(entry -> !entry.getValue().getMappings().isEmpty())
        .map(entry -> entry.getValue().getInitParameter(CONFIGURER))
        .anyMatch(configurer.getBeanClass().getName()::equals);
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
    return bean(type).map(bean -> isOfAnother(bean, servlet) ? server -> {} : configurer(bean));
  }

  private Optional<Bean<?>> bean(Class<?> configurer) {
    return deployment.configurers().stream()
        .filter(bean -> bean.getBeanClass() == configurer)
        .findFirst();
  }

  private static boolean isOfAnother(Bean<?> configurer, ServletConfig servlet) {
    String server = Producers.server(configurer);
    return !server.isEmpty() && !server.equals(servlet.getServletName());
  }

  // Handlers

  @Override
  public void configure(ServletConfig servlet, SocketIoServer server) throws Exception {
    List<String> problems = new ArrayList<>();
    requireServlets(servlet, problems);
    requireOwnConfigurer(servlet, problems);
    logPolicies(servlet);
    String name = servlet.getServletName();
    deployment.servers().add(name, server);
    if (problems.isEmpty()) {
      for (SocketIoConfigurer configurer : configurers(servlet)) {
        configurer.configure(server);
      }
    }
    InstalledHandlers handlers = InstalledHandlers.install(deployment, servlet, server, problems);
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

  private void requireServlets(ServletConfig servlet, List<String> problems) {
    Set<String> existing = SocketIoServlets.names(servlet);
    Set<String> missing = new TreeSet<>(deployment.servers().named());
    missing.removeAll(existing);
    // A policy may be meant for a filter.
    missing.removeAll(servlet.getServletContext().getFilterRegistrations().keySet());
    if (!missing.isEmpty()) {
      problems.add(CdiMessages.noServlets(missing, existing));
    }
  }

  private void requireOwnConfigurer(ServletConfig servlet, List<String> problems) {
    String named = servlet.getInitParameter(CONFIGURER);
    deployment.configurers().stream()
        .filter(bean -> bean.getBeanClass().getName().equals(named))
        .filter(bean -> isOfAnother(bean, servlet) && !SocketIoServlets.foundItself(servlet))
        .forEach(
            bean ->
                problems.add(
                    CdiMessages.configurerOfAnother(
                        servlet.getServletName(), bean.getBeanClass(), Producers.server(bean))));
  }
}
