package dev.socketio.benchmarks;

import dev.socketio.benchmarks.jmh.MicroBenchmarks;
import dev.socketio.benchmarks.load.EchoLoad;
import dev.socketio.benchmarks.load.IdleLoad;
import dev.socketio.benchmarks.load.LoadResult;
import dev.socketio.benchmarks.load.Pace;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Main class: all servers are alive at once, the load goes to them in turn, round by round, so that
 * noise of the machine hits a server and the raw one that it is compared with alike.
 */
public final class Benchmarks {
  private static final Pace FIRST_WARM_UP = new Pace(Duration.ofSeconds(5), Duration.ofMillis(100));

  private final Settings settings;
  private final PrintStream progress;
  private final List<ServerProcess> servers = new ArrayList<>();

  private Benchmarks(Settings settings, PrintStream progress) {
    this.settings = settings;
    this.progress = progress;
  }

  /**
   * Runs what the system properties ask for and prints the tables.
   *
   * @param arguments none
   * @throws Exception if something cannot be started
   */
  public static void main(String[] arguments) throws Exception {
    Settings settings = Settings.fromSystemProperties();
    List<Scenario> scenarios = Scenarios.chosen(settings.scenarios());
    boolean idle = Scenarios.idle(settings.scenarios());
    if (idle || !scenarios.isEmpty()) {
      new Benchmarks(settings, System.err).run(scenarios, idle, System.out);
    }
    if (settings.scenarios().contains(Scenarios.JMH)) {
      System.err.println("running the micro-benchmarks, which takes some minutes");
      MicroBenchmarks.run(settings.microBenchmarks(), System.out);
    }
  }

  private void run(List<Scenario> scenarios, boolean idle, PrintStream out) throws IOException {
    Cores cores = Cores.assign(settings.pin());
    try {
      for (Contestant contestant : settings.contestants()) {
        servers.add(ServerProcess.start(contestant, settings, cores));
      }
      Report report = new Report(out);
      report.head(settings, cores);
      if (!scenarios.isEmpty()) {
        report.loads(measure(scenarios));
      }
      if (idle) {
        report.memory(settings.idleConnections(), memory());
      }
    } finally {
      for (ServerProcess server : servers) {
        server.close();
      }
    }
  }

  private Map<Scenario, Map<Contestant, Figures>> measure(List<Scenario> scenarios)
      throws IOException {
    Map<Scenario, Map<Contestant, Figures>> figures = new LinkedHashMap<>();
    warmUp(scenarios);
    for (int round = 1; round <= settings.rounds(); round++) {
      for (Scenario scenario : scenarios) {
        progress.printf("round %d of %d: %s%n", round, settings.rounds(), scenario.title());
        addRound(
            round(scenario, round),
            figures.computeIfAbsent(scenario, key -> new LinkedHashMap<>()));
      }
    }
    return figures;
  }

  /** Lets the servers compile what they will use, for each kind of scenario. */
  private void warmUp(List<Scenario> scenarios) throws IOException {
    Map<Class<?>, Scenario> kinds = new LinkedHashMap<>();
    scenarios.forEach(scenario -> kinds.putIfAbsent(scenario.getClass(), scenario));
    for (Scenario scenario : kinds.values()) {
      for (ServerProcess server : servers) {
        progress.printf("warming up %s: %s%n", server.contestant().name(), scenario.title());
        window(server, scenario, FIRST_WARM_UP);
      }
    }
  }

  /** Loads all servers once, beginning with another one in each round. */
  private Map<Contestant, LoadResult> round(Scenario scenario, int round) {
    List<ServerProcess> order = new ArrayList<>(servers);
    Collections.rotate(order, -(round - 1));
    Map<Contestant, LoadResult> results = new HashMap<>();
    for (ServerProcess server : order) {
      results.put(server.contestant(), window(server, scenario, settings.pace()));
    }
    return results;
  }

  private LoadResult window(ServerProcess server, Scenario scenario, Pace pace) {
    try {
      return scenario.run(server.target(), pace);
    } catch (IOException failure) {
      progress.printf("%s failed: %s%n", server.contestant().name(), failure);
      return LoadResult.failed(failure.toString());
    }
  }

  private void addRound(Map<Contestant, LoadResult> results, Map<Contestant, Figures> figures) {
    for (ServerProcess server : servers) {
      Contestant contestant = server.contestant();
      LoadResult own = results.getOrDefault(contestant, LoadResult.failed("not run"));
      LoadResult raw = results.getOrDefault(contestant.reference(), LoadResult.failed("not run"));
      figures.computeIfAbsent(contestant, key -> new Figures()).add(own, raw);
    }
  }

  private Map<Contestant, IdleLoad.Memory> memory() {
    Map<Contestant, IdleLoad.Memory> memories = new LinkedHashMap<>();
    for (ServerProcess server : servers) {
      progress.printf("memory of %s%n", server.contestant().name());
      memories.put(server.contestant(), memory(server));
    }
    return memories;
  }

  private IdleLoad.Memory memory(ServerProcess server) {
    try {
      // Buffers and threads that a server needs once shall not count as those of the connections.
      EchoLoad.run(server.target(), 100, 1, 32, FIRST_WARM_UP);
      return IdleLoad.run(server.target(), settings.idleConnections());
    } catch (IOException failure) {
      progress.printf("%s failed: %s%n", server.contestant().name(), failure);
      return new IdleLoad.Memory(Double.NaN, Double.NaN, 1);
    }
  }
}
