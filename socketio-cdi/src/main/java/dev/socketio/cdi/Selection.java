package dev.socketio.cdi;

import jakarta.annotation.Priority;
import jakarta.enterprise.inject.AmbiguousResolutionException;
import jakarta.enterprise.inject.Specializes;
import jakarta.enterprise.inject.spi.Annotated;
import jakarta.enterprise.inject.spi.AnnotatedMember;
import jakarta.enterprise.inject.spi.AnnotatedMethod;
import jakarta.enterprise.inject.spi.AnnotatedType;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.inject.Inject;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which beans count. A bean manager knows it for those who look beans up, but Weld tells extensions
 * of beans, too, that another one {@link Specializes}.
 *
 * <p>Threading: stateless.
 */
final class Selection {

  private Selection() {}

  /**
   * {@return the beans that none specializes, nor the bean that they belong to, in the same order}
   *
   * @param <A> what declares them
   * @param beans enabled beans, and what declares them, which only a bean made by code lacks
   * @param specialized classes of all beans that others specialize
   */
  static <A extends @Nullable Annotated> Map<Bean<?>, A> enabled(
      Map<Bean<?>, A> beans, Set<Class<?>> specialized) {
    Map<Bean<?>, A> rest = new LinkedHashMap<>(beans);
    rest.values()
        .removeIf(
            of ->
                belongsTo(of, specialized)
                    || beans.values().stream().anyMatch(special -> specializes(special, of)));
    return rest;
  }

  private static boolean belongsTo(@Nullable Annotated declared, Set<Class<?>> specialized) {
    if (declared instanceof AnnotatedType<?> type) {
      return specialized.contains(type.getJavaClass());
    }
    return declared instanceof AnnotatedMember<?> member
        && specialized.contains(member.getDeclaringType().getJavaClass());
  }

  private static boolean specializes(@Nullable Annotated special, @Nullable Annotated of) {
    return special instanceof AnnotatedMethod<?> method
        && method.isAnnotationPresent(Specializes.class)
        && of instanceof AnnotatedMethod<?> general
        && overrides(method.getJavaMember(), general.getJavaMember());
  }

  private static boolean overrides(Method method, Method general) {
    return method.getDeclaringClass().getSuperclass() == general.getDeclaringClass()
        && method.getName().equals(general.getName())
        && Arrays.equals(method.getParameterTypes(), general.getParameterTypes());
  }

  /**
   * {@return the beans in whose place no alternative would be injected, in the same order}
   *
   * @param <A> what declares them
   * @param beans enabled beans, and what declares them
   * @param manager decides among alternatives
   */
  static <A> Map<Bean<?>, A> withoutReplaced(Map<Bean<?>, A> beans, BeanManager manager) {
    Map<Bean<?>, A> rest = new LinkedHashMap<>(beans);
    rest.keySet().removeIf(bean -> isReplaced(bean, beans.keySet(), manager));
    return rest;
  }

  private static boolean isReplaced(Bean<?> bean, Set<Bean<?>> all, BeanManager manager) {
    Set<Bean<?>> candidates =
        all.stream()
            .filter(other -> other.getTypes().contains(bean.getBeanClass()))
            .filter(other -> other.getQualifiers().containsAll(bean.getQualifiers()))
            .collect(Collectors.toSet());
    try {
      Bean<?> chosen = manager.resolve(candidates);
      return chosen != null && chosen.isAlternative() && !chosen.equals(bean);
    } catch (AmbiguousResolutionException several) {
      return false;
    }
  }

  /**
   * {@return whether a class has what a bean needs; if it is none, somebody decided so}
   *
   * @param type the class
   */
  static boolean canBeBean(AnnotatedType<?> type) {
    Class<?> java = type.getJavaClass();
    boolean standsAlone =
        java.getEnclosingClass() == null || Modifier.isStatic(java.getModifiers());
    return standsAlone
        && !Modifier.isAbstract(java.getModifiers())
        && !Extension.class.isAssignableFrom(java)
        && type.getConstructors().stream()
            .anyMatch(
                constructor ->
                    constructor.getParameters().isEmpty()
                        || constructor.isAnnotationPresent(Inject.class));
  }

  /**
   * {@return the priority of a bean's class, the last one if it has none}
   *
   * @param bean the bean
   */
  static int priority(Bean<?> bean) {
    Priority priority = bean.getBeanClass().getAnnotation(Priority.class);
    return priority == null ? Integer.MAX_VALUE : priority.value();
  }
}
