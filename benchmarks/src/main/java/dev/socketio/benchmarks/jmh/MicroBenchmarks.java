package dev.socketio.benchmarks.jmh;

import java.io.PrintStream;
import java.util.Collection;
import java.util.Locale;
import java.util.stream.Collectors;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs the micro-benchmarks, each in a JVM of its own, and writes their figures as Markdown. */
public final class MicroBenchmarks {
  private static final String ALLOCATION = "gc.alloc.rate.norm";

  private MicroBenchmarks() {}

  /**
   * Runs them.
   *
   * @param include regular expression that finds the names of those to run
   * @param out where the table goes
   * @throws RunnerException if one of them fails
   */
  public static void run(String include, PrintStream out) throws RunnerException {
    Options options =
        new OptionsBuilder()
            .include(include)
            .addProfiler(GCProfiler.class)
            .verbosity(VerboseMode.SILENT)
            .shouldFailOnError(true)
            .build();
    Collection<RunResult> results = new Runner(options).run();
    out.println("| benchmark | parameters | ns | ± | B allocated |");
    out.println("|---|---|---:|---:|---:|");
    results.forEach(result -> out.println(row(result)));
    out.flush();
  }

  private static String row(RunResult result) {
    BenchmarkParams params = result.getParams();
    String values =
        params.getParamsKeys().stream().map(params::getParam).collect(Collectors.joining(", "));
    Result<?> time = result.getPrimaryResult();
    Result<?> allocation = result.getSecondaryResults().get(ALLOCATION);
    double bytes = allocation == null ? Double.NaN : allocation.getScore();
    String name = params.getBenchmark().replace(MicroBenchmarks.class.getPackageName() + ".", "");
    return String.format(
        Locale.ROOT,
        "| %s | %s | %.0f | %.0f | %.0f |",
        name,
        values,
        time.getScore(),
        time.getScoreError(),
        bytes);
  }
}
