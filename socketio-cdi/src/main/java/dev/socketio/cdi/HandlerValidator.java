package dev.socketio.cdi;

import dev.socketio.cdi.HandlerMethod.Answer;
import dev.socketio.cdi.HandlerMethod.Kind;
import dev.socketio.cdi.HandlerParameter.Source;
import jakarta.enterprise.context.ConversationScoped;
import jakarta.enterprise.context.SessionScoped;
import jakarta.enterprise.inject.spi.BeanManager;
import java.lang.annotation.Annotation;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Says what is wrong with handlers, all of it. */
final class HandlerValidator {

  private static final Map<String, String> RESERVED =
      Map.of(
          "connect", "use @OnConnect or @OnConnected",
          "connection", "use @OnConnected",
          "connect_error", "it is sent by the server when a client is refused",
          "disconnect", "use @OnDisconnect",
          "disconnecting", "use @OnDisconnect",
          "newListener", "choose another name",
          "removeListener", "choose another name");

  private final BeanManager beans;
  private final List<String> problems = new ArrayList<>();

  private HandlerValidator(BeanManager beans) {
    this.beans = beans;
  }

  /**
   * {@return what is wrong, one sentence each; empty if nothing is}
   *
   * @param handlers all beans with handlers
   * @param beans tells interceptor bindings and bean types
   */
  static List<String> validate(Collection<HandlerBean> handlers, BeanManager beans) {
    HandlerValidator validator = new HandlerValidator(beans);
    handlers.forEach(validator::bean);
    validator.answers(handlers);
    return validator.problems;
  }

  // Beans

  private void bean(HandlerBean handler) {
    Class<?> type = handler.beanClass();
    if (!HandlerBean.isName(handler.namespace())) {
      problems.add(CdiMessages.badNamespace(type.getName(), handler.namespace()));
    }
    Class<? extends Annotation> scope = handler.bean().getScope();
    if (scope == SessionScoped.class || scope == ConversationScoped.class) {
      problems.add(CdiMessages.badScope(type, scope));
    } else if (!handler.bean().getTypes().contains(type)) {
      problems.add(CdiMessages.notItsType(type));
    } else if (beans.isNormalScope(scope)) {
      reference(handler);
    }
    handler.methods().stream()
        .collect(
            Collectors.groupingBy(HandlerMethod::method, LinkedHashMap::new, Collectors.toList()))
        .values()
        .forEach(this::method);
  }

  /** For a normal scope this makes a proxy, and no instance. */
  private void reference(HandlerBean handler) {
    try {
      beans.getReference(
          handler.bean(), handler.beanClass(), beans.createCreationalContext(handler.bean()));
    } catch (RuntimeException unproxyable) {
      problems.add(CdiMessages.noReference(handler.beanClass(), unproxyable));
    }
  }

  // Methods

  /** One method, as often as it is annotated. */
  private void method(List<HandlerMethod> same) {
    HandlerMethod method = same.get(0);
    List<String> annotations =
        same.stream().map(one -> "@" + one.kind().annotation().getSimpleName()).toList();
    if (annotations.size() > 1) {
      problems.add(CdiMessages.severalKinds(method, annotations));
      return;
    }
    modifiers(method);
    events(method);
    for (int i = 0; i < method.parameters().size(); i++) {
      parameter(method, i, method.parameters().get(i));
    }
    returned(method);
    if (method.access().stated() && method.kind() != Kind.EVENT) {
      problems.add(CdiMessages.uselessAccessRule(method));
    }
  }

  private void modifiers(HandlerMethod handler) {
    Method method = handler.method();
    if (Modifier.isStatic(method.getModifiers())) {
      problems.add(CdiMessages.isStatic(handler));
      return;
    }
    try {
      method.setAccessible(true);
    } catch (InaccessibleObjectException | SecurityException closed) {
      problems.add(CdiMessages.inaccessible(handler, closed));
    }
    if (handler.isHidden()) {
      Set<Class<? extends Annotation>> bindings = new LinkedHashSet<>();
      bindings(Arrays.asList(method.getAnnotations()), bindings);
      bindings(Arrays.asList(handler.beanClass().getAnnotations()), bindings);
      bindings.forEach(binding -> problems.add(CdiMessages.intercepted(handler, binding)));
    }
  }

  private void bindings(
      Collection<Annotation> annotations, Set<Class<? extends Annotation>> found) {
    for (Annotation annotation : annotations) {
      Class<? extends Annotation> type = annotation.annotationType();
      if (beans.isInterceptorBinding(type)) {
        found.add(type);
      } else if (beans.isStereotype(type)) {
        bindings(beans.getStereotypeDefinition(type), found);
      }
    }
  }

  private void events(HandlerMethod method) {
    if (method.kind() != Kind.EVENT) {
      return;
    }
    if (method.events().isEmpty()) {
      problems.add(CdiMessages.noEvent(method));
    }
    for (String event : method.events()) {
      String remedy = RESERVED.get(event);
      if (remedy != null) {
        problems.add(CdiMessages.reservedEvent(method, event, remedy));
      }
    }
  }

  private void parameter(HandlerMethod method, int position, HandlerParameter parameter) {
    Type type = parameter.type();
    if (!parameter.suits(method.kind())) {
      problems.add(CdiMessages.unsuitable(method, position, parameter));
    } else if (Types.isOpen(type)) {
      problems.add(CdiMessages.openType(method, position, parameter));
    } else if (!isOfItsSource(parameter)) {
      problems.add(CdiMessages.badType(method, position, parameter));
    } else if ((parameter.source() == Source.HEADER || parameter.source() == Source.QUERY)
        && parameter.name().isBlank()) {
      problems.add(CdiMessages.noName(method, position, parameter));
    } else if (parameter.nullable() && Types.raw(type).isPrimitive()) {
      problems.add(CdiMessages.nullablePrimitive(method, position));
    }
  }

  private static boolean isOfItsSource(HandlerParameter parameter) {
    Type type = parameter.type();
    boolean list = Types.raw(type) == List.class && Types.argument(type) == String.class;
    boolean text =
        type == String.class
            || (Types.raw(type) == Optional.class && Types.argument(type) == String.class);
    return switch (parameter.source()) {
      case HEADER -> text || list;
      case QUERY -> text;
      case EVENT_NAME -> type == String.class;
      default -> true;
    };
  }

  private void returned(HandlerMethod method) {
    Answer answer = method.answer();
    if (answer == Answer.NONE) {
      return;
    }
    if (method.kind() == Kind.EVENT) {
      if (method.takes(Source.ACK)) {
        problems.add(CdiMessages.answersTwice(method));
      }
    } else if (method.kind() != Kind.CONNECT || answer == Answer.VALUE || promisesAValue(method)) {
      problems.add(CdiMessages.dropsItsValue(method));
    }
  }

  /** A stage that brings {@code false}, say, would look like a refusal and be none. */
  private static boolean promisesAValue(HandlerMethod method) {
    return method.answer() == Answer.STAGE
        && Types.raw(Types.argument(method.returns())) != Object.class;
  }

  // All together

  private void answers(Collection<HandlerBean> handlers) {
    Map<List<String>, List<HandlerMethod>> byEvent = new LinkedHashMap<>();
    for (HandlerBean handler : handlers) {
      for (HandlerMethod method : handler.of(Kind.EVENT)) {
        if (method.answer() != Answer.NONE) {
          method
              .events()
              .forEach(
                  event ->
                      byEvent
                          .computeIfAbsent(
                              List.of(handler.server(), handler.namespace(), event),
                              key -> new ArrayList<>())
                          .add(method));
        }
      }
    }
    byEvent.forEach(
        (key, methods) -> {
          if (methods.size() > 1) {
            problems.add(CdiMessages.twoAnswers(key.get(2), key.get(1), methods));
          }
        });
  }
}
