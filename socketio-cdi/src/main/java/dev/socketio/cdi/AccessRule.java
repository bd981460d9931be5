package dev.socketio.cdi;

import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.inject.spi.Annotated;
import jakarta.enterprise.inject.spi.AnnotatedMethod;
import jakarta.enterprise.inject.spi.AnnotatedType;
import java.lang.annotation.Annotation;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Who may, by the annotations of Jakarta Annotations; goes by the roles that the handshake
 * remembers.
 *
 * @param stated whether anything was said
 * @param open whether everybody may
 * @param roles any of which is enough; empty to deny everybody, unless open
 */
record AccessRule(boolean stated, boolean open, Set<String> roles) {

  static final AccessRule NONE = new AccessRule(false, true, Set.of());

  /**
   * {@return the rule on a class or a method}
   *
   * @param annotated the class or method
   */
  static AccessRule of(Annotated annotated) {
    return of(annotated::getAnnotation);
  }

  private static AccessRule of(Annotations declared) {
    if (declared.find(DenyAll.class) != null) {
      return new AccessRule(true, false, Set.of());
    }
    RolesAllowed allowed = declared.find(RolesAllowed.class);
    if (allowed != null) {
      return new AccessRule(true, false, new TreeSet<>(List.of(allowed.value())));
    }
    return declared.find(PermitAll.class) != null ? new AccessRule(true, true, Set.of()) : NONE;
  }

  /** What is written on something. */
  private interface Annotations {
    <A extends Annotation> @Nullable A find(Class<A> type);
  }

  /**
   * {@return the rule for all of a class: its own, or else that of its nearest superclass}
   *
   * @param type the class, as CDI sees it
   */
  static AccessRule ofClass(AnnotatedType<?> type) {
    AccessRule own = of(type);
    return own.stated() ? own : declaredAbove(type.getJavaClass());
  }

  private static AccessRule declaredAbove(Class<?> type) {
    Class<?> above = type.getSuperclass();
    if (above == null) {
      return NONE;
    }
    AccessRule rule = of(above::getAnnotation);
    return rule.stated() ? rule : declaredAbove(above);
  }

  /**
   * {@return the rule for a method: its own, or, where it is inherited, that of the class that
   * declares it}
   *
   * @param method the method, as CDI sees it
   * @param bean class of the bean
   */
  static AccessRule ofMethod(AnnotatedMethod<?> method, Class<?> bean) {
    AccessRule own = of(method);
    Class<?> declaring = method.getJavaMember().getDeclaringClass();
    return own.stated() || declaring == bean ? own : of(declaring::getAnnotation);
  }

  /**
   * {@return how many of the annotations stand on a class or method; more than one is a mistake}
   */
  static long count(Annotated annotated) {
    return List.of(DenyAll.class, RolesAllowed.class, PermitAll.class).stream()
        .filter(annotated::isAnnotationPresent)
        .count();
  }

  /**
   * {@return whether a client may}
   *
   * @param has roles of the client
   */
  boolean allows(Set<String> has) {
    return open || roles.stream().anyMatch(has::contains);
  }
}
