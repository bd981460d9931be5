package dev.socketio.cdi;

import jakarta.enterprise.inject.spi.Bean;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A bean with handlers.
 *
 * @param bean the bean
 * @param namespace full name of its namespace
 * @param server name of the servlet whose server is meant, or empty
 * @param access who may join
 * @param methods its handlers
 */
record HandlerBean(
    Bean<?> bean, String namespace, String server, AccessRule access, List<HandlerMethod> methods) {

  /** {@return the name with the slash that may be left out} */
  static String fullName(String namespace) {
    return namespace.startsWith("/") ? namespace : "/" + namespace;
  }

  /** {@return whether clients can name a namespace so} */
  static boolean isName(String namespace) {
    return !namespace.contains(",") && !namespace.contains("?");
  }

  Class<?> beanClass() {
    return bean.getBeanClass();
  }

  List<HandlerMethod> of(HandlerMethod.Kind kind) {
    return methods.stream().filter(method -> method.kind() == kind).toList();
  }

  /** {@return all roles named, which handshakes have to remember} */
  Set<String> roles() {
    Set<String> roles = new TreeSet<>(access.roles());
    methods.forEach(method -> roles.addAll(method.access().roles()));
    return roles;
  }
}
