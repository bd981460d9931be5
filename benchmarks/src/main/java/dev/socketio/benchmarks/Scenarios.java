package dev.socketio.benchmarks;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All scenarios by name, and the groups of them. */
final class Scenarios {
  /** Group: a little of everything, in some minutes. */
  static final String QUICK = "quick";

  /** Name: the micro-benchmarks. */
  static final String JMH = "jmh";

  /** Name: memory of idle connections. */
  static final String IDLE = "idle";

  /** Name: nothing, where only the build is wanted. */
  static final String NONE = "none";

  private static final String ALL = "all";

  private static final List<Scenario> KNOWN =
      List.of(
          new Scenario.Echo(100, 1, 32),
          new Scenario.Echo(100, 1, 1024),
          new Scenario.Echo(100, 16, 32),
          new Scenario.Echo(100, 16, 1024),
          new Scenario.Echo(1000, 1, 32),
          new Scenario.Echo(1000, 1, 1024),
          new Scenario.Echo(1000, 16, 32),
          new Scenario.Echo(1000, 16, 1024),
          new Scenario.Broadcast(1000, 1, 128),
          new Scenario.Broadcast(1000, 4, 128),
          new Scenario.Broadcast(1000, 4, 1024),
          new Scenario.Polling(200, 32));

  private static final List<String> QUICK_ONES =
      List.of(
          "echo-100-1-32",
          "echo-100-16-32",
          "echo-1000-16-1024",
          "broadcast-1000-4-128",
          "polling-200-32");

  private Scenarios() {}

  /**
   * {@return the loads that names stand for: full names, the beginnings of names ({@code echo},
   * {@code echo-1000}), {@code quick}, {@code all}}
   */
  static List<Scenario> chosen(List<String> names) {
    names.forEach(Scenarios::check);
    return KNOWN.stream()
        .filter(scenario -> names.stream().anyMatch(name -> matches(scenario, name)))
        .toList();
  }

  /** {@return whether the memory of idle connections is asked for} */
  static boolean idle(List<String> names) {
    return names.contains(IDLE) || names.contains(ALL);
  }

  private static void check(String name) {
    boolean special = Stream.of(JMH, IDLE, NONE).anyMatch(name::equals);
    if (!special && KNOWN.stream().noneMatch(scenario -> matches(scenario, name))) {
      throw new IllegalArgumentException(
          "No scenario is named "
              + name
              + "; there are quick, all, idle, jmh, none, and those that begin with: "
              + KNOWN.stream().map(Scenario::name).collect(Collectors.joining(", ")));
    }
  }

  private static boolean matches(Scenario scenario, String name) {
    return switch (name) {
      case ALL -> true;
      case QUICK -> QUICK_ONES.contains(scenario.name());
      default -> scenario.name().equals(name) || scenario.name().startsWith(name + "-");
    };
  }
}
