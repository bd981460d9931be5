package dev.socketio.cdi;

import dev.socketio.cors.CorsPolicy;
import dev.socketio.json.JsonCodec;
import dev.socketio.json.JsonConversionException;
import dev.socketio.server.SocketIoOptions;
import dev.socketio.server.SocketIoServer;
import dev.socketio.servlet.SocketIoConfigurer;
import jakarta.enterprise.inject.Specializes;
import jakarta.enterprise.inject.spi.Annotated;
import jakarta.enterprise.inject.spi.AnnotatedMember;
import jakarta.enterprise.inject.spi.AnnotatedType;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.InjectionPoint;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.annotation.Annotation;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
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

  private static final Logger LOG = System.getLogger(SocketIoExtension.class.getName());

  private final Map<Class<?>, AnnotatedType<?>> annotated = new LinkedHashMap<>();
  private final Map<Bean<?>, AnnotatedType<?>> namespaceBeans = new LinkedHashMap<>();
  private final Map<Bean<?>, @Nullable Annotated> settings = new LinkedHashMap<>();
  private final Set<Class<?>> beanClasses = new HashSet<>();
  private final Set<Class<?>> specialized = new HashSet<>();
  private final Set<OfNamespace> injectedNamespaces = new HashSet<>();
  private final Set<String> injectedServers = new TreeSet<>();
  private boolean serversAreInjected;
  private final Set<Class<?>> observed = new HashSet<>();
  private final List<String> problems = new ArrayList<>();

  // As it is seen

  void type(AnnotatedType<?> type) {
    annotated.put(type.getJavaClass(), type);
  }

  void managedBean(Bean<?> bean, AnnotatedType<?> type) {
    beanClasses.add(type.getJavaClass());
    if (type.isAnnotationPresent(Specializes.class)) {
      specialized.add(type.getJavaClass().getSuperclass());
    }
    if (type.isAnnotationPresent(SocketIoNamespace.class)) {
      namespaceBeans.put(bean, type);
    }
  }

  void bean(Bean<?> bean, @Nullable Annotated declared) {
    if (bean.getTypes().contains(CorsPolicy.class)
        || bean.getTypes().contains(SocketIoOptions.class)
        || bean.getTypes().contains(SocketIoConfigurer.class)) {
      settings.put(bean, declared);
      if (Producers.isBlank(bean)) {
        problems.add(CdiMessages.noServer(describe(bean, declared)));
      }
    }
  }

  void injected(InjectionPoint point) {
    serversAreInjected |= point.getType() == SocketIoServer.class;
    String where =
        point.getMember().getDeclaringClass().getName() + "." + point.getMember().getName();
    for (Annotation qualifier : point.getQualifiers()) {
      if (qualifier instanceof OfNamespace of) {
        injectedNamespaces.add(of);
        String name = HandlerBean.fullName(of.value());
        if (!HandlerBean.isName(name)) {
          problems.add(CdiMessages.badNamespace(where, name));
        }
      } else if (qualifier instanceof SocketIo named) {
        injectedServers.add(named.value());
        if (named.value().isBlank()) {
          problems.add(CdiMessages.noServer(where));
        }
      }
    }
  }

  void observed(Class<?> event) {
    observed.add(event);
  }

  // In the end

  Set<String> injectedServers() {
    return injectedServers;
  }

  Set<OfNamespace> injectedNamespaces() {
    return injectedNamespaces;
  }

  /** {@return the beans with settings, and where each is declared} */
  Map<Bean<?>, String> descriptions() {
    Map<Bean<?>, String> descriptions = new LinkedHashMap<>();
    Selection.enabled(settings, specialized)
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
    List<HandlerBean> handlers = handlers(beans);
    List<Bean<?>> configurers = configurers(beans);
    problems.addAll(HandlerValidator.validate(handlers, beans));
    strays(handlers);
    boolean othersChooseTheCodec = !configurers.isEmpty() || !options.servers().isEmpty();
    if (!othersChooseTheCodec || !problems.isEmpty()) {
      types(handlers);
    }
    running.name(servers(handlers));
    return new Deployment(
        beans,
        handlers,
        policies,
        options,
        configurers,
        Set.copyOf(injectedNamespaces),
        serversAreInjected,
        running,
        contexts,
        new CdiEvents(beans, observed));
  }

  /** {@return the beans that set servers up, in the order in which they do} */
  private List<Bean<?>> configurers(BeanManager beans) {
    Map<Bean<?>, String> found = descriptions();
    found.keySet().removeIf(bean -> !bean.getTypes().contains(SocketIoConfigurer.class));
    return Selection.withoutReplaced(found, beans).entrySet().stream()
        .sorted(
            Comparator.<Map.Entry<Bean<?>, String>>comparingInt(
                    entry -> Selection.priority(entry.getKey()))
                .thenComparing(Map.Entry::getValue))
        .<Bean<?>>map(Map.Entry::getKey)
        .toList();
  }

  /** {@return the beans that handle anything} */
  private List<HandlerBean> handlers(BeanManager beans) {
    Map<Bean<?>, AnnotatedType<?>> enabled = Selection.enabled(namespaceBeans, specialized);
    List<HandlerBean> handlers = new ArrayList<>();
    Selection.withoutReplaced(enabled, beans)
        .forEach((bean, type) -> handlers.add(handlers(bean, type)));
    return List.copyOf(handlers);
  }

  private HandlerBean handlers(Bean<?> bean, AnnotatedType<?> type) {
    SocketIoNamespace namespace = type.getAnnotation(SocketIoNamespace.class);
    List<HandlerMethod> methods = HandlerScanner.scan(type);
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
    return new HandlerBean(
        bean,
        HandlerBean.fullName(namespace.value()),
        namespace.server(),
        AccessRule.ofClass(type),
        methods);
  }

  /** {@return the names of servers that occur anywhere} */
  private Set<String> servers(List<HandlerBean> handlers) {
    Set<String> servers = new TreeSet<>(injectedServers);
    handlers.forEach(bean -> servers.add(bean.server()));
    descriptions().keySet().forEach(bean -> servers.add(Producers.server(bean)));
    injectedNamespaces.forEach(of -> servers.add(of.server()));
    servers.remove("");
    return servers;
  }

  /**
   * Classes whose annotations nobody would ever look at. One that could be a bean, and is none, is
   * so because the application or another extension wants it: it is left alone.
   */
  private void strays(List<HandlerBean> handlers) {
    annotated.forEach(
        (type, declared) -> {
          if (handlers.stream().anyMatch(bean -> type.isAssignableFrom(bean.beanClass()))
              || Modifier.isAbstract(type.getModifiers())) {
            return;
          }
          boolean isBean = beanClasses.contains(type);
          boolean couldBe = Selection.canBeBean(declared);
          if (declared.isAnnotationPresent(SocketIoNamespace.class)) {
            if (isBean || couldBe) {
              LOG.log(Level.INFO, CdiMessages.notSelected(type));
            } else {
              problems.add(CdiMessages.noBean(type));
            }
          } else if ((isBean || !couldBe) && !isBaseOfNamespace(type)) {
            problems.add(CdiMessages.noNamespace(type));
          }
        });
  }

  private boolean isBaseOfNamespace(Class<?> type) {
    return annotated.values().stream()
        .filter(other -> other.isAnnotationPresent(SocketIoNamespace.class))
        .anyMatch(other -> type.isAssignableFrom(other.getJavaClass()));
  }

  /**
   * The server's own codec has the last word, when it starts; where nothing sets another one, its
   * word is known now. Where something may, and the application does not start anyway, the word of
   * the usual one is worth hearing.
   */
  private void types(List<HandlerBean> handlers) {
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
