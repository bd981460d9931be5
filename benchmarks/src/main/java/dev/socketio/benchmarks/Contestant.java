package dev.socketio.benchmarks;

import dev.socketio.benchmarks.load.Dialect;
import dev.socketio.benchmarks.server.Application;
import dev.socketio.benchmarks.server.Container;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One kind of server process.
 *
 * @param container the container
 * @param application what it serves
 */
record Contestant(Container container, Application application) {

  /** {@return all there are, grouped by container, the raw one first} */
  static List<Contestant> all() {
    return Arrays.stream(Container.values())
        .flatMap(
            container ->
                Stream.of(Application.values())
                    .map(application -> new Contestant(container, application)))
        .toList();
  }

  /** {@return those whose name, container or application is in a comma-separated list} */
  static List<Contestant> named(String list) {
    List<String> names = List.of(list.split(",", -1));
    names.forEach(Contestant::check);
    return all().stream().filter(one -> names.stream().anyMatch(one::isCalled)).toList();
  }

  private static void check(String name) {
    if (all().stream().noneMatch(one -> one.isCalled(name))) {
      throw new IllegalArgumentException(
          "No server is named "
              + name
              + "; there are "
              + all().stream().map(Contestant::name).collect(Collectors.joining(", "))
              + "; a container or an application alone names several");
    }
  }

  private boolean isCalled(String name) {
    return name.equals(name()) || name.equals(lower(container)) || name.equals(lower(application));
  }

  /** {@return such as {@code jetty-raw}} */
  String name() {
    return lower(container) + "-" + lower(application);
  }

  /** {@return the raw one in the same container, to which this one is compared} */
  Contestant reference() {
    return new Contestant(container, Application.RAW);
  }

  Dialect dialect() {
    return application == Application.RAW ? Dialect.RAW : Dialect.SOCKET_IO;
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
