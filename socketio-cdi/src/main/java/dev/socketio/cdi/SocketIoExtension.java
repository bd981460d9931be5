package dev.socketio.cdi;

import dev.socketio.cors.CorsPolicy;
import dev.socketio.server.SocketIoOptions;
import dev.socketio.servlet.SocketIoContributor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.AfterDeploymentValidation;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.BeforeBeanDiscovery;
import jakarta.enterprise.inject.spi.DeploymentException;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.ProcessAnnotatedType;
import jakarta.enterprise.inject.spi.ProcessBean;
import jakarta.enterprise.inject.spi.ProcessInjectionPoint;
import jakarta.enterprise.inject.spi.ProcessManagedBean;
import jakarta.enterprise.inject.spi.ProcessObserverMethod;
import jakarta.enterprise.inject.spi.WithAnnotations;
import jakarta.servlet.ServletContext;
import org.jspecify.annotations.Nullable;

/**
 * Finds handlers, settings and observers in an application, and hands them to its Socket.IO
 * servlets. Found by the container; internal, public only for it.
 *
 * <p>Threading: the container calls it while the application starts, one call at a time.
 */
public class SocketIoExtension implements Extension {

  private final Findings findings = new Findings();
  private final SocketContext sockets = new SocketContext();
  private final Servers servers = new Servers();
  private @Nullable CdiContributor contributor;

  /** For the container. */
  public SocketIoExtension() {}

  void before(@Observes BeforeBeanDiscovery event) {
    event.addScope(SocketScoped.class, true, false);
    event.addQualifier(SocketIo.class);
    event.addQualifier(OfNamespace.class);
    event.addStereotype(SocketIoNamespace.class, SocketIoNamespace.class.getAnnotations());
  }

  <T> void type(
      @Observes
          @WithAnnotations({
            SocketIoNamespace.class,
            OnConnect.class,
            OnConnected.class,
            OnEvent.class,
            OnAnyEvent.class,
            OnDisconnect.class,
            OnError.class
          })
          ProcessAnnotatedType<T> event) {
    findings.type(event.getAnnotatedType());
  }

  <T> void managedBean(@Observes ProcessManagedBean<T> event) {
    findings.managedBean(event.getBean(), event.getAnnotatedBeanClass());
  }

  <T> void bean(@Observes ProcessBean<T> event) {
    findings.bean(event.getBean(), event.getAnnotated());
  }

  <T, X> void injectionPoint(@Observes ProcessInjectionPoint<T, X> event) {
    findings.injected(event.getInjectionPoint());
  }

  void connectedObserver(@Observes ProcessObserverMethod<SocketConnected, ?> event) {
    findings.observed(SocketConnected.class);
  }

  void disconnectedObserver(@Observes ProcessObserverMethod<SocketDisconnected, ?> event) {
    findings.observed(SocketDisconnected.class);
  }

  void refusedObserver(@Observes ProcessObserverMethod<ConnectionRefused, ?> event) {
    findings.observed(ConnectionRefused.class);
  }

  void add(@Observes AfterBeanDiscovery event) {
    event.addContext(sockets);
    InjectedBeans.servers(event, findings.injectedServers(), servers);
    InjectedBeans.namespaces(event, findings.injectedNamespaces(), servers);
    InjectedBeans.socket(event, sockets);
  }

  void validate(@Observes AfterDeploymentValidation event, BeanManager beans) {
    Deployment deployment =
        findings.deployment(
            beans,
            servers,
            new Contexts(beans, sockets),
            new Producers<>(CorsPolicy.class, beans, findings.descriptions(), findings.problems()),
            new Producers<>(
                SocketIoOptions.class, beans, findings.descriptions(), findings.problems()));
    if (findings.problems().isEmpty()) {
      contributor = new CdiContributor(deployment);
    } else {
      event.addDeploymentProblem(new DeploymentException(CdiMessages.all(findings.problems())));
    }
  }

  /** Fired by the container before filters and servlets of the web application start. */
  void started(@Observes @Initialized(ApplicationScoped.class) ServletContext context) {
    if (contributor != null && isOurs(context)) {
      contributor.enter(context);
    }
  }

  /** In an EAR we may hear of web applications that have this library in another class loader. */
  private static boolean isOurs(ServletContext context) {
    ClassLoader loader = context.getClassLoader();
    try {
      return loader == null
          || Class.forName(SocketIoContributor.class.getName(), false, loader)
              == SocketIoContributor.class;
    } catch (ClassNotFoundException without) {
      return false;
    }
  }

  /** {@return what servlets are to be given; for tests without a web application} */
  @Nullable CdiContributor contributor() {
    return contributor;
  }
}
