package dev.socketio.benchmarks;

import dev.socketio.benchmarks.load.Pace;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * What the caller can choose, by system properties.
 *
 * @param scenarios -Dscenario: names or groups of scenarios, comma-separated
 * @param contestants -Dservers: servers to compare, by container, application or both,
 *     comma-separated
 * @param rounds -Drounds: how often each scenario is measured
 * @param pace -Dwarmup, -Dwindow: milliseconds under load before and while it is counted
 * @param idleConnections -DidleConnections: how many are held to see their memory
 * @param heap -Dheap: size of each server's heap, such as 1g
 * @param pin -Dpin: whether to keep servers and load on cores of their own
 * @param serverJava -DserverJava: home of the JDK that runs the servers
 * @param serverArguments -DserverArgs: further JVM arguments for the servers, separated by spaces;
 *     %s becomes the server's name
 * @param microBenchmarks -Djmh: regular expression that finds the micro-benchmarks to run
 * @param logs -Dlogs: directory for what the servers write on standard error
 */
record Settings(
    List<String> scenarios,
    List<Contestant> contestants,
    int rounds,
    Pace pace,
    int idleConnections,
    String heap,
    boolean pin,
    Path serverJava,
    String serverArguments,
    String microBenchmarks,
    Path logs) {

  /** {@return the settings of this process} */
  static Settings fromSystemProperties() {
    return new Settings(
        List.of(property("scenario", Scenarios.QUICK).split(",", -1)),
        Contestant.named(property("servers", "raw,direct,default")),
        positive("rounds", "3"),
        new Pace(
            Duration.ofMillis(positive("warmup", "1500")),
            Duration.ofMillis(positive("window", "2000"))),
        positive("idleConnections", "5000"),
        property("heap", "1g"),
        Boolean.parseBoolean(property("pin", "true")),
        Path.of(property("serverJava", System.getProperty("java.home"))),
        property("serverArgs", ""),
        property("jmh", "."),
        Path.of(property("logs", "target/benchmarks")));
  }

  /** {@return further JVM arguments of one server} */
  List<String> serverArguments(Contestant contestant) {
    return Arrays.stream(serverArguments.split(" ", -1))
        .filter(argument -> !argument.isEmpty())
        .map(argument -> argument.replace("%s", contestant.name()))
        .toList();
  }

  private static int positive(String name, String otherwise) {
    String value = property(name, otherwise);
    if (!value.matches("[1-9][0-9]{0,8}")) {
      throw new IllegalArgumentException(
          "-D" + name + "=" + value + ": a whole number from 1 is needed, such as " + otherwise);
    }
    return Integer.parseInt(value);
  }

  /** An empty property counts as absent, as the build hands on all of them. */
  private static String property(String name, String otherwise) {
    String value = System.getProperty(name, "");
    return value.isEmpty() ? otherwise : value;
  }
}
