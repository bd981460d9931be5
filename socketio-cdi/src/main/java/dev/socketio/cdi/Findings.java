package dev.socketio.cdi;

import dev.socketio.cors.CorsPolicy;
import dev.socketio.json.JsonCodec;
import dev.socketio.json.JsonConversionException;
import dev.socketio.server.SocketIoOptions;
import dev.socketio.servlet.SocketIoConfigurer;
import jakarta.enterprise.inject.spi.Annotated;
import jakarta.enterprise.inject.spi.AnnotatedMember;
import jakarta.enterprise.inject.spi.AnnotatedType;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import java.lang.annotation.Annotation;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What the extension has seen so far of an application.
 *
 * <p>Threading: for the thread that starts the application.
 */
final class Findings {

  private final Set<Class<?>> annotated = new LinkedHashSet<>();
  private final List<HandlerBean> handlers = new ArrayList<>();
  private final Map<Bean<?>, @Nullable Annotated> settings = new LinkedHashMap<>();
  private final Set<OfNamespace> injectedNamespaces = new HashSet<>();
  private final Set<String> injectedServers = new TreeSet<>();
  private final Set<String> servers = new TreeSet<>();
  private final Set<Class<?>> observed = new HashSet<>();
  private final List<String> problems = new ArrayList<>();

  // As it is seen

  void type(AnnotatedType<?> type) {
    annotated.add(type.getJavaClass());
  }

  void handlers(Bean<?> bean, AnnotatedType<?> type) {
    SocketIoNamespace namespace = type.getAnnotation(SocketIoNamespace.class);
    List<HandlerMethod> methods = HandlerScanner.scan(type);
    handlers.add(
        new HandlerBean(
            bean,
            HandlerBean.fullName(namespace.value()),
            namespace.server(),
            AccessRule.ofClass(type),
            methods));
    servers.add(namespace.server());
    if (AccessRule.count(type) > 1) {
      problems.add(CdiMessages.severalAccessRules(type.getJavaClass().getName()));
    }
    type.getMethods().stream()
        .filter(method -> AccessRule.count(method) > 1)
        .filter(
            method ->
                methods.stream().anyMatch(known -> known.method().equals(method.getJavaMember())))
        .forEach(
            method ->
                problems.add(CdiMessages.severalAccessRules(method.getJavaMember().toString())));
  }

  void bean(Bean<?> bean, @Nullable Annotated declared) {
    if (bean.getTypes().contains(CorsPolicy.class)
        || bean.getTypes().contains(SocketIoOptions.class)
        || bean.getTypes().contains(SocketIoConfigurer.class)) {
      settings.put(bean, declared);
      servers.add(Producers.server(bean));
    }
  }

  void qualifiers(Set<Annotation> qualifiers) {
    for (Annotation qualifier : qualifiers) {
      if (qualifier instanceof OfNamespace of) {
        injectedNamespaces.add(of);
        servers.add(of.server());
      } else if (qualifier instanceof SocketIo named) {
        injectedServers.add(named.value());
        servers.add(named.value());
      }
    }
  }

  void observed(Class<?> event) {
    observed.add(event);
  }

  // In the end

  Set<String> servers() {
    servers.remove("");
    return servers;
  }

  Set<String> injectedServers() {
    return injectedServers;
  }

  Set<OfNamespace> injectedNamespaces() {
    return injectedNamespaces;
  }

  /** {@return the beans with settings, and where each is declared} */
  Map<Bean<?>, String> descriptions() {
    Map<Bean<?>, String> descriptions = new LinkedHashMap<>();
    Specializations.leaveOut(settings)
        .forEach((bean, declared) -> descriptions.put(bean, describe(bean, declared)));
    return descriptions;
  }

  private static String describe(Bean<?> bean, @Nullable Annotated declared) {
    if (declared instanceof AnnotatedMember<?> member) {
      Member java = member.getJavaMember();
      return java.getDeclaringClass().getName()
          + "."
          + java.getName()
          + (java instanceof Method ? "()" : "");
    }
    return bean.getBeanClass().getName();
  }

  List<String> problems() {
    return problems;
  }

  Deployment deployment(
      BeanManager beans,
      Servers running,
      Contexts contexts,
      Producers<CorsPolicy> policies,
      Producers<SocketIoOptions> options) {
    List<Bean<?>> configurers =
        descriptions().keySet().stream()
            .filter(bean -> bean.getTypes().contains(SocketIoConfigurer.class))
            .toList();
    problems.addAll(HandlerValidator.validate(handlers, beans));
    strays();
    if (configurers.isEmpty() && options.servers().isEmpty()) {
      types();
    }
    return new Deployment(
        beans,
        List.copyOf(handlers),
        policies,
        options,
        configurers,
        namespaces(),
        running,
        contexts,
        new CdiEvents(beans, observed));
  }

  /** Events of the main namespace and of all that are named reach observers. */
  private Set<String> namespaces() {
    Set<String> namespaces = new TreeSet<>();
    if (!observed.isEmpty()) {
      namespaces.add("/");
    }
    injectedNamespaces.forEach(of -> namespaces.add(HandlerBean.fullName(of.value())));
    return namespaces;
  }

  /** Classes whose annotations nobody would ever look at. */
  private void strays() {
    for (Class<?> type : annotated) {
      boolean isBean = handlers.stream().anyMatch(bean -> bean.beanClass() == type);
      boolean isBase =
          handlers.stream().anyMatch(bean -> type.isAssignableFrom(bean.beanClass()))
              || Modifier.isAbstract(type.getModifiers());
      if (!isBean && !isBase) {
        problems.add(
            type.isAnnotationPresent(SocketIoNamespace.class)
                ? CdiMessages.noBean(type)
                : CdiMessages.noNamespace(type));
      }
    }
  }

  /**
   * The server's own codec has the last word, when it starts; where nothing sets another one, its
   * word is known now.
   */
  private void types() {
    try (JsonCodec codec = JsonCodec.standard()) {
      handlers.forEach(bean -> bean.methods().forEach(method -> types(method, codec)));
    } catch (IllegalStateException | LinkageError noProvider) {
      // The server says so, with the remedy, if one is started at all.
    }
  }

  private void types(HandlerMethod method, JsonCodec codec) {
    for (int i = 0; i < method.parameters().size(); i++) {
      HandlerParameter parameter = method.parameters().get(i);
      boolean bound =
          parameter.source() == HandlerParameter.Source.PAYLOAD
              || parameter.source() == HandlerParameter.Source.AUTH;
      if (bound && parameter.suits(method.kind()) && !Types.isOpen(parameter.type())) {
        try {
          codec.binding(parameter.type());
        } catch (JsonConversionException unbindable) {
          problems.add(CdiMessages.unbindable(method, i, unbindable));
        }
      }
    }
  }
}
