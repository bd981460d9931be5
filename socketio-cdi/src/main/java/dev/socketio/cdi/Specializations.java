package dev.socketio.cdi;

import jakarta.enterprise.inject.Specializes;
import jakarta.enterprise.inject.spi.Annotated;
import jakarta.enterprise.inject.spi.AnnotatedMethod;
import jakarta.enterprise.inject.spi.AnnotatedType;
import jakarta.enterprise.inject.spi.Bean;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Leaves out the beans that another one {@link Specializes}. A bean manager does it for those who
 * look beans up, but Weld tells extensions of specialized beans, too.
 *
 * <p>Threading: stateless.
 */
final class Specializations {

  private Specializations() {}

  /**
   * {@return the beans that none of the others specializes, in the same order}
   *
   * @param beans enabled beans, and what declares them, which only a bean made by code lacks
   */
  static Map<Bean<?>, @Nullable Annotated> leaveOut(Map<Bean<?>, @Nullable Annotated> beans) {
    Map<Bean<?>, @Nullable Annotated> rest = new LinkedHashMap<>(beans);
    rest.values()
        .removeIf(of -> beans.values().stream().anyMatch(special -> specializes(special, of)));
    return rest;
  }

  private static boolean specializes(@Nullable Annotated special, @Nullable Annotated of) {
    if (special == null || !special.isAnnotationPresent(Specializes.class)) {
      return false;
    }
    if (special instanceof AnnotatedMethod<?> method && of instanceof AnnotatedMethod<?> general) {
      return overrides(method.getJavaMember(), general.getJavaMember());
    }
    return special instanceof AnnotatedType<?> type
        && of instanceof AnnotatedType<?> general
        && type.getJavaClass().getSuperclass() == general.getJavaClass();
  }

  private static boolean overrides(Method method, Method general) {
    return method.getDeclaringClass().getSuperclass() == general.getDeclaringClass()
        && method.getName().equals(general.getName())
        && Arrays.equals(method.getParameterTypes(), general.getParameterTypes());
  }
}
