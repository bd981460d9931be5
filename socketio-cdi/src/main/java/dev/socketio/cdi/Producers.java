package dev.socketio.cdi;

import jakarta.enterprise.inject.AmbiguousResolutionException;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import java.lang.annotation.Annotation;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The beans of one type of settings, such as {@code CorsPolicy}: one for each server at most.
 *
 * <p>Threading: immutable, safe for use by any thread.
 *
 * @param <T> type of the settings
 */
final class Producers<T> {

  private final Class<T> type;
  private final BeanManager beans;
  private final Map<String, Bean<?>> byServer = new TreeMap<>();
  private final Map<Bean<?>, String> descriptions;

  /**
   * Looks for beans among those that are known, rather than in the bean manager: that of an
   * extension need not see what the application declares.
   *
   * @param type of the settings
   * @param beans of the application
   * @param descriptions the enabled beans with settings, and where each is declared
   * @param problems takes what is wrong
   */
  Producers(
      Class<T> type, BeanManager beans, Map<Bean<?>, String> descriptions, List<String> problems) {
    this.type = type;
    this.beans = beans;
    this.descriptions = descriptions;
    Map<String, Set<Bean<?>>> found =
        descriptions.keySet().stream()
            .filter(bean -> bean.getTypes().contains(type))
            .collect(
                Collectors.groupingBy(
                    Producers::server, TreeMap::new, Collectors.toCollection(HashSet::new)));
    found.forEach((server, candidates) -> resolve(server, candidates, problems));
  }

  /** {@return the server a bean is qualified for, or empty} */
  static String server(Bean<?> bean) {
    return server(bean.getQualifiers());
  }

  static String server(Set<Annotation> qualifiers) {
    return qualifiers.stream()
        .filter(SocketIo.class::isInstance)
        .map(qualifier -> ((SocketIo) qualifier).value())
        .findFirst()
        .orElse("");
  }

  /** {@return whether a bean is qualified for a server without a name} */
  static boolean isBlank(Bean<?> bean) {
    return bean.getQualifiers().stream()
        .anyMatch(qualifier -> qualifier instanceof SocketIo named && named.value().isBlank());
  }

  private void resolve(String server, Set<Bean<?>> candidates, List<String> problems) {
    try {
      Bean<?> bean = beans.resolve(candidates);
      if (bean == null) {
        return;
      }
      byServer.put(server, bean);
      if (beans.isNormalScope(bean.getScope())) {
        problems.add(CdiMessages.normalScope(description(bean), type.getSimpleName()));
      }
    } catch (AmbiguousResolutionException several) {
      problems.add(
          CdiMessages.twoProducers(
              type.getSimpleName(),
              server,
              candidates.stream().map(this::description).sorted().toList()));
    }
  }

  private String description(Bean<?> bean) {
    return descriptions.getOrDefault(bean, bean.toString());
  }

  /** {@return the names of the servers there is something for; empty for all others} */
  Set<String> servers() {
    return byServer.keySet();
  }

  /**
   * {@return where the settings of a server are declared}
   *
   * @param server name of the servlet, or empty
   */
  String description(String server) {
    Bean<?> bean = byServer.get(server);
    return bean == null ? "nowhere" : description(bean);
  }

  /**
   * {@return the settings of a server, made anew}
   *
   * @param server name of the servlet, or empty
   */
  Optional<T> get(String server) {
    Bean<?> bean = byServer.get(server);
    return bean == null
        ? Optional.empty()
        : Optional.of(
            type.cast(beans.getReference(bean, type, beans.createCreationalContext(bean))));
  }
}
