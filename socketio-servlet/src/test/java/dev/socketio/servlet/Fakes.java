package dev.socketio.servlet;

import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Stands in for the large interfaces of the container. A call nobody has prepared an answer for is
 * a failure, so that a test notices whatever else is touched.
 */
final class Fakes {

  private final Map<String, Function<Object[], @Nullable Object>> answers = new HashMap<>();

  /** Prepares the answer to all calls of a method, whatever its parameters. */
  Fakes on(String method, Function<Object[], @Nullable Object> answer) {
    answers.put(method, answer);
    return this;
  }

  /** Prepares a value. */
  Fakes returning(String method, @Nullable Object value) {
    return on(method, arguments -> value);
  }

  /** {@return an object of an interface with the prepared answers} */
  <T> T as(Class<T> type) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              Function<Object[], @Nullable Object> answer = answers.get(method.getName());
              if (answer != null) {
                return answer.apply(arguments == null ? new Object[0] : arguments);
              }
              return switch (method.getName()) {
                case "toString" -> "fake " + type.getSimpleName();
                case "hashCode" -> System.identityHashCode(proxy);
                case "equals" -> proxy == arguments[0];
                default -> throw new AssertionError("Not expected: " + method);
              };
            }));
  }

  /** Throws anything, for answers. */
  static <T> T fail(RuntimeException failure) {
    throw failure;
  }
}
