package dev.socketio.cdi;

import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.inject.spi.Annotated;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

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
    if (annotated.isAnnotationPresent(DenyAll.class)) {
      return new AccessRule(true, false, Set.of());
    }
    RolesAllowed allowed = annotated.getAnnotation(RolesAllowed.class);
    if (allowed != null) {
      return new AccessRule(true, false, new TreeSet<>(List.of(allowed.value())));
    }
    return annotated.isAnnotationPresent(PermitAll.class)
        ? new AccessRule(true, true, Set.of())
        : NONE;
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
