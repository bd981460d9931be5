package dev.socketio.cdi;

import dev.socketio.server.Namespace;
import dev.socketio.server.Registration;
import dev.socketio.server.SocketIoServer;
import jakarta.servlet.ServletConfig;
import jakarta.servlet.ServletException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The handlers of one server, and the instances that live with it.
 *
 * <p>Threading: made and closed by one thread.
 */
final class InstalledHandlers implements AutoCloseable {

  private final List<BeanInstance> instances = new ArrayList<>();
  private final Contexts contexts;
  private final Validation validation;
  private final Map<String, List<String>> summary = new TreeMap<>();

  private final Set<String> namespaces = ConcurrentHashMap.newKeySet();
  private @Nullable Registration newNamespaces;

  private InstalledHandlers(Deployment deployment) {
    this.contexts = deployment.contexts().ofServer();
    this.validation = Validations.find(deployment.beans());
  }

  /**
   * Registers the handlers of all beans that concern a server.
   *
   * @param deployment what was found
   * @param servlet the servlet
   * @param server its server
   * @param problems what else is wrong with the application
   * @throws ServletException naming that, and all parameters of types that cannot be bound
   */
  static InstalledHandlers install(
      Deployment deployment, ServletConfig servlet, SocketIoServer server, List<String> problems)
      throws ServletException {
    InstalledHandlers installed = new InstalledHandlers(deployment);
    try {
      Map<String, NamespaceHandlers> handlers =
          installed.prepare(deployment, servlet, server, problems);
      if (!problems.isEmpty()) {
        throw new ServletException(CdiMessages.all(problems));
      }
      installed.namespaces.addAll(handlers.keySet());
      handlers.forEach((namespace, all) -> all.install(server.of(namespace)));
      installed.observe(deployment, server);
    } catch (RuntimeException | ServletException failure) {
      installed.close();
      throw failure;
    }
    return installed;
  }

  /** Observers hear of all namespaces, whoever makes them, and whenever. */
  private void observe(Deployment deployment, SocketIoServer server) {
    if (deployment.events().areSocketsObserved()) {
      newNamespaces = server.onNewNamespace(made -> observe(deployment, made));
      server.statistics().sockets().keySet().forEach(name -> observe(deployment, server.of(name)));
    }
    if (deployment.events().areObserved(ConnectionRefused.class)) {
      server.onConnectionError(
          error -> {
            try {
              contexts.inRequest(
                  () -> {
                    deployment.events().refused(error);
                    return null;
                  });
            } catch (Exception failure) {
              throw new IllegalStateException("An observer of ConnectionRefused failed", failure);
            }
          });
    }
  }

  private void observe(Deployment deployment, Namespace namespace) {
    if (namespaces.add(namespace.name())) {
      empty(deployment).install(namespace);
    }
  }

  private Map<String, NamespaceHandlers> prepare(
      Deployment deployment, ServletConfig servlet, SocketIoServer server, List<String> problems) {
    Map<String, NamespaceHandlers> byNamespace = new HashMap<>();
    String name = servlet.getServletName();
    Set<String> all = SocketIoServlets.names(servlet);
    for (OfNamespace injected : deployment.namespaces()) {
      if (deployment.servers().isInjected(injected.server(), name, all)) {
        byNamespace.put(HandlerBean.fullName(injected.value()), empty(deployment));
      }
    }
    for (HandlerBean bean : deployment.handlers()) {
      if (deployment.servers().concerns(bean.server(), name)) {
        NamespaceHandlers handlers =
            byNamespace.computeIfAbsent(bean.namespace(), missing -> empty(deployment));
        handlers.add(bean.access());
        summary
            .computeIfAbsent(bean.namespace(), missing -> new ArrayList<>())
            .add(bean.beanClass().getSimpleName());
        BeanInstance instance = new BeanInstance(deployment.beans(), bean.bean());
        instances.add(instance);
        for (HandlerMethod method : bean.methods()) {
          Supplier<Object> target = method.isHidden() ? instance::instance : instance::reference;
          handlers.add(Handler.prepare(method, target, server, validation, problems));
        }
      }
    }
    return byNamespace;
  }

  private NamespaceHandlers empty(Deployment deployment) {
    return new NamespaceHandlers(contexts, deployment.events());
  }

  /** Ends the instances that live with the server, after those of its last clients. */
  @Override
  public void close() {
    if (newNamespaces != null) {
      newNamespaces.remove();
    }
    contexts.close();
    instances.forEach(BeanInstance::close);
    instances.clear();
    validation.close();
  }

  @Override
  public String toString() {
    return summary.isEmpty() ? "no bean" : summary.toString();
  }
}
