package dev.socketio.cdi;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;

/**
 * A method of a bean that handles something.
 *
 * @param beanClass class of the bean, which may have inherited the method
 * @param method the method
 * @param kind what it handles
 * @param events names of the events, for that kind
 * @param parameters in their order
 * @param returns what it returns, type variables resolved
 * @param access who may send the event
 */
record HandlerMethod(
    Class<?> beanClass,
    Method method,
    Kind kind,
    List<String> events,
    List<HandlerParameter> parameters,
    Type returns,
    AccessRule access) {

  /** What methods handle. */
  enum Kind {
    CONNECT(OnConnect.class),
    CONNECTED(OnConnected.class),
    EVENT(OnEvent.class),
    ANY_EVENT(OnAnyEvent.class),
    DISCONNECT(OnDisconnect.class),
    ERROR(OnError.class);

    private final Class<? extends Annotation> annotation;

    Kind(Class<? extends Annotation> annotation) {
      this.annotation = annotation;
    }

    Class<? extends Annotation> annotation() {
      return annotation;
    }
  }

  /** What a method's return means for an acknowledgement. */
  enum Answer {
    /** Nothing. */
    NONE,
    /** The value is the answer. */
    VALUE,
    /** The value of the stage is the answer. */
    STAGE,
    /** The end of the stage is the answer, which has no value. */
    END_OF_STAGE
  }

  Answer answer() {
    Class<?> raw = Types.raw(returns);
    if (raw == void.class || raw == Void.class) {
      return Answer.NONE;
    }
    if (CompletionStage.class.isAssignableFrom(raw)) {
      return Types.raw(Types.argument(returns)) == Void.class ? Answer.END_OF_STAGE : Answer.STAGE;
    }
    return Answer.VALUE;
  }

  boolean isPrivate() {
    return Modifier.isPrivate(method.getModifiers());
  }

  /**
   * {@return whether a subclass of the bean class, such as its proxy or what calls interceptors,
   * cannot override the method} It has to be called on the instance.
   */
  boolean isHidden() {
    boolean packagePrivate =
        (method.getModifiers() & (Modifier.PUBLIC | Modifier.PROTECTED | Modifier.PRIVATE)) == 0;
    return isPrivate() || (packagePrivate && !isOfBeansPackage());
  }

  private boolean isOfBeansPackage() {
    Class<?> declaring = method.getDeclaringClass();
    return declaring.getPackage() == beanClass.getPackage();
  }

  boolean takes(HandlerParameter.Source source) {
    return parameters.stream().anyMatch(parameter -> parameter.source() == source);
  }

  List<HandlerParameter> payload() {
    return parameters.stream()
        .filter(parameter -> parameter.source() == HandlerParameter.Source.PAYLOAD)
        .toList();
  }

  /** {@return class and method, as a developer looks for it} */
  String where() {
    String inherited =
        method.getDeclaringClass() == beanClass
            ? ""
            : " (of " + method.getDeclaringClass().getName() + ")";
    return beanClass.getName()
        + "."
        + method.getName()
        + Arrays.stream(method.getParameterTypes())
            .map(Class::getSimpleName)
            .collect(Collectors.joining(", ", "(", ")"))
        + inherited;
  }

  @Override
  public String toString() {
    return where();
  }
}
