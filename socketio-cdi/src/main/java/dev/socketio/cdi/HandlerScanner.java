package dev.socketio.cdi;

import dev.socketio.cdi.HandlerMethod.Kind;
import dev.socketio.cdi.HandlerParameter.Source;
import jakarta.enterprise.inject.spi.AnnotatedMethod;
import jakarta.enterprise.inject.spi.AnnotatedParameter;
import jakarta.enterprise.inject.spi.AnnotatedType;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Finds the handler methods of a class, its superclasses included. */
final class HandlerScanner {

  private final Class<?> beanClass;
  private final Map<TypeVariable<?>, Type> variables;

  private HandlerScanner(Class<?> beanClass) {
    this.beanClass = beanClass;
    this.variables = Types.variables(beanClass);
  }

  /**
   * {@return the handler methods of a type, right or wrong, superclasses first} One with several of
   * our annotations is there several times.
   *
   * @param type the type as extensions have left it
   */
  static List<HandlerMethod> scan(AnnotatedType<?> type) {
    HandlerScanner scanner = new HandlerScanner(type.getJavaClass());
    List<HandlerMethod> found = new ArrayList<>();
    type.getMethods().stream()
        .filter(method -> scanner.isOwn(method.getJavaMember()))
        .sorted(
            Comparator.comparingInt(
                    (AnnotatedMethod<?> method) ->
                        -scanner.distance(method.getJavaMember().getDeclaringClass()))
                .thenComparing(method -> method.getJavaMember().toString()))
        .forEach(method -> scanner.scan(method, found));
    return found;
  }

  private int distance(Class<?> ancestor) {
    int steps = 0;
    for (Class<?> c = beanClass; c != null && c != ancestor; c = c.getSuperclass()) {
      steps++;
    }
    return steps;
  }

  /** Bridges repeat the annotations of what they lead to. */
  private boolean isOwn(Method method) {
    return !method.isBridge() && !method.isSynthetic() && !isOverridden(method);
  }

  private boolean isOverridden(Method method) {
    if (Modifier.isPrivate(method.getModifiers()) || Modifier.isStatic(method.getModifiers())) {
      return false;
    }
    for (Class<?> c = beanClass;
        c != null && c != method.getDeclaringClass();
        c = c.getSuperclass()) {
      if (Arrays.stream(c.getDeclaredMethods()).anyMatch(other -> overrides(other, method))) {
        return true;
      }
    }
    return false;
  }

  /** A bridge counts here: it has the erased parameters of what it overrides. */
  private static boolean overrides(Method lower, Method upper) {
    if (!lower.getName().equals(upper.getName())
        || !Arrays.equals(lower.getParameterTypes(), upper.getParameterTypes())
        || Modifier.isPrivate(lower.getModifiers())
        || Modifier.isStatic(lower.getModifiers())) {
      return false;
    }
    boolean visible = (upper.getModifiers() & (Modifier.PUBLIC | Modifier.PROTECTED)) != 0;
    return visible
        || lower
            .getDeclaringClass()
            .getPackageName()
            .equals(upper.getDeclaringClass().getPackageName());
  }

  private void scan(AnnotatedMethod<?> method, List<HandlerMethod> found) {
    for (Kind kind : Kind.values()) {
      if (method.isAnnotationPresent(kind.annotation())) {
        OnEvent event = method.getAnnotation(OnEvent.class);
        found.add(
            new HandlerMethod(
                beanClass,
                method.getJavaMember(),
                kind,
                kind == Kind.EVENT && event != null ? List.of(event.value()) : List.of(),
                method.getParameters().stream().map(this::parameter).toList(),
                Types.resolve(method.getJavaMember().getGenericReturnType(), variables),
                kind == Kind.EVENT
                    ? AccessRule.ofMethod(method, beanClass)
                    : AccessRule.of(method)));
      }
    }
  }

  private HandlerParameter parameter(AnnotatedParameter<?> parameter) {
    Type type = Types.resolve(parameter.getJavaParameter().getParameterizedType(), variables);
    boolean nullable = isNullable(parameter);
    Auth auth = parameter.getAnnotation(Auth.class);
    if (auth != null) {
      return new HandlerParameter(Source.AUTH, type, auth.value(), nullable);
    }
    Header header = parameter.getAnnotation(Header.class);
    if (header != null) {
      return new HandlerParameter(Source.HEADER, type, header.value(), nullable);
    }
    Query query = parameter.getAnnotation(Query.class);
    if (query != null) {
      return new HandlerParameter(Source.QUERY, type, query.value(), nullable);
    }
    if (parameter.isAnnotationPresent(EventName.class)) {
      return new HandlerParameter(Source.EVENT_NAME, type, "", nullable);
    }
    return new HandlerParameter(HandlerParameter.sourceOf(type), type, "", nullable);
  }

  /** Whichever library it comes from, on the parameter or on its type. */
  private static boolean isNullable(AnnotatedParameter<?> parameter) {
    return Stream.concat(
            parameter.getAnnotations().stream(),
            Arrays.stream(parameter.getJavaParameter().getAnnotatedType().getAnnotations()))
        .map(Annotation::annotationType)
        .anyMatch(type -> type.getSimpleName().equals("Nullable"));
  }
}
