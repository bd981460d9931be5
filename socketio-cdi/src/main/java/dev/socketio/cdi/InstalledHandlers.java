package dev.socketio.cdi;

import dev.socketio.server.SocketIoServer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * The handlers of one server, and the instances that live with it.
 *
 * <p>Threading: made and closed by one thread.
 */
final class InstalledHandlers implements AutoCloseable {

  private final List<BeanInstance> instances = new ArrayList<>();
  private final Validation validation = Validations.find();
  private final Map<String, List<String>> summary = new TreeMap<>();

  private InstalledHandlers() {}

  /**
   * Registers the handlers of all beans that concern a server.
   *
   * @param deployment what was found
   * @param servlet name of the servlet
   * @param server its server
   * @throws IllegalArgumentException naming all parameters of types that cannot be bound
   */
  static InstalledHandlers install(Deployment deployment, String servlet, SocketIoServer server) {
    InstalledHandlers installed = new InstalledHandlers();
    try {
      installed
          .prepare(deployment, servlet, server)
          .forEach((namespace, handlers) -> handlers.install(server.of(namespace)));
    } catch (RuntimeException failure) {
      installed.close();
      throw failure;
    }
    if (deployment.events().areObserved(ConnectionRefused.class)) {
      server.onConnectionError(
          error -> {
            try {
              deployment
                  .contexts()
                  .inRequest(
                      () -> {
                        deployment.events().refused(error);
                        return null;
                      });
            } catch (Exception failure) {
              throw new IllegalStateException("An observer of ConnectionRefused failed", failure);
            }
          });
    }
    return installed;
  }

  private Map<String, NamespaceHandlers> prepare(
      Deployment deployment, String servlet, SocketIoServer server) {
    Map<String, NamespaceHandlers> byNamespace = new HashMap<>();
    deployment.namespaces().forEach(name -> byNamespace.put(name, empty(deployment)));
    List<String> problems = new ArrayList<>();
    for (HandlerBean bean : deployment.handlers()) {
      if (deployment.servers().concerns(bean.server(), servlet)) {
        NamespaceHandlers handlers =
            byNamespace.computeIfAbsent(bean.namespace(), name -> empty(deployment));
        handlers.add(bean.access());
        summary
            .computeIfAbsent(bean.namespace(), name -> new ArrayList<>())
            .add(bean.beanClass().getSimpleName());
        BeanInstance instance = new BeanInstance(deployment.beans(), bean.bean());
        instances.add(instance);
        for (HandlerMethod method : bean.methods()) {
          Supplier<Object> target = method.isHidden() ? instance::instance : instance::reference;
          handlers.add(Handler.prepare(method, target, server, validation, problems));
        }
      }
    }
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(CdiMessages.all(problems));
    }
    return byNamespace;
  }

  private static NamespaceHandlers empty(Deployment deployment) {
    return new NamespaceHandlers(deployment.contexts(), deployment.events());
  }

  /** Ends the instances that live with the server. */
  @Override
  public void close() {
    instances.forEach(BeanInstance::close);
    instances.clear();
    validation.close();
  }

  @Override
  public String toString() {
    return summary.isEmpty() ? "no bean" : summary.toString();
  }
}
