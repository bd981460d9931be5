package dev.socketio.benchmarks;

import dev.socketio.benchmarks.load.IdleLoad;
import dev.socketio.benchmarks.load.LoadResult;
import java.io.PrintStream;
import java.util.Locale;
import java.util.Map;

/** Writes the figures as Markdown. */
final class Report {
  private final PrintStream out;

  Report(PrintStream out) {
    this.out = out;
  }

  /** Says under which conditions the figures were taken. */
  void head(Settings settings, Cores cores) {
    line(
        "JDK of the servers: %s; heap %s; %d rounds of %d ms; %s.",
        settings.serverJava(),
        settings.heap(),
        settings.rounds(),
        settings.pace().window().toMillis(),
        cores.remark());
    line("");
  }

  /** Writes the table of loads. */
  void loads(Map<Scenario, Map<Contestant, Figures>> figures) {
    line(
        "CPU is user and system time of the server process for each message; × raw is the median (least to greatest)");
    line(
        "of its ratios to the raw server in the same container and round; fairness is the 5th percentile of messages");
    line("per connection relative to the mean; busy is the share of one core.");
    line("");
    line(
        "| scenario | server | CPU µs | × raw | messages/s | fairness | p50 ms | p99 ms | busy | errors |");
    line("|---|---|---:|---:|---:|---:|---:|---:|---:|---:|");
    figures.forEach(
        (scenario, servers) -> servers.forEach((server, figure) -> row(scenario, server, figure)));
    line("");
    figures.forEach(
        (scenario, servers) ->
            servers.forEach((server, figure) -> error(scenario, server, figure)));
    out.flush();
  }

  private void row(Scenario scenario, Contestant server, Figures figures) {
    double[] ratios = figures.ratios();
    line(
        "| %s | %s | %.2f | %.2f (%.2f to %.2f) | %.0f | %.2f | %.2f | %.2f | %.2f | %d |",
        scenario.title(),
        server.name(),
        figures.median(LoadResult::cpuPerMessage),
        ratios[0],
        ratios[1],
        ratios[2],
        figures.median(LoadResult::rate),
        figures.median(LoadResult::fairness),
        figures.median(LoadResult::p50Millis),
        figures.median(LoadResult::p99Millis),
        figures.median(LoadResult::busy),
        figures.errors());
  }

  private void error(Scenario scenario, Contestant server, Figures figures) {
    if (!figures.firstError().isEmpty()) {
      line("First error of %s, %s: %s", server.name(), scenario.title(), figures.firstError());
    }
  }

  /** Writes the table of memory. */
  void memory(int connections, Map<Contestant, IdleLoad.Memory> memories) {
    line("Memory of one idle WebSocket, of %d:", connections);
    line("");
    line("| server | live heap B | outside the heap B | errors |");
    line("|---|---:|---:|---:|");
    memories.forEach(
        (server, memory) ->
            line(
                "| %s | %.0f | %.0f | %d |",
                server.name(), memory.heap(), memory.outside(), memory.errors()));
    out.flush();
  }

  private void line(String format, Object... values) {
    out.println(String.format(Locale.ROOT, format, values));
  }
}
