package dev.socketio.jdk;

import static org.junit.platform.engine.discovery.ClassNameFilter.includeClassNamePatterns;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClasspathRoots;
import static org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder.request;

import dev.socketio.concurrent.HandlerExecutors;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.Set;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** Runs the unit tests in this process and writes down how many there were. */
final class UnitTestRun {

  /** Keys of the result, beside {@link #DISPATCH}: counts of tests. */
  static final String FOUND = "found";

  /** Tests that passed. */
  static final String PASSED = "passed";

  /** Tests that were not run, or given up for want of what they need. */
  static final String SKIPPED = "skipped";

  /** Tests and containers of tests that failed. */
  static final String FAILED = "failed";

  /** Where handlers run here, in words. */
  static final String DISPATCH = "dispatch";

  private static final int MOST_FRAMES = 30;

  private UnitTestRun() {}

  /**
   * Runs them.
   *
   * @param args the directory with the test classes; the file for the result
   */
  public static void main(String[] args) throws IOException {
    LauncherDiscoveryRequest tests =
        request()
            .selectors(selectClasspathRoots(Set.of(Path.of(args[0]))))
            .filters(includeClassNamePatterns(".*Test"))
            .build();
    var listener = new SummaryGeneratingListener();
    LauncherFactory.create().execute(tests, listener);

    TestExecutionSummary summary = listener.getSummary();
    PrintWriter console = new PrintWriter(System.out, true);
    summary.printFailuresTo(console, MOST_FRAMES);
    summary.printTo(console);
    try (Writer file = Files.newBufferedWriter(Path.of(args[1]))) {
      resultOf(summary).store(file, null);
    }
    // Threads that a test has left behind shall not keep the build waiting.
    System.exit(0);
  }

  private static Properties resultOf(TestExecutionSummary summary) {
    Properties result = new Properties();
    put(result, FOUND, summary.getTestsFoundCount());
    put(result, PASSED, summary.getTestsSucceededCount());
    put(result, SKIPPED, summary.getTestsSkippedCount() + summary.getTestsAbortedCount());
    put(result, FAILED, summary.getTotalFailureCount());
    try (HandlerExecutors automatic = HandlerExecutors.automatic()) {
      result.setProperty(DISPATCH, automatic.description());
    }
    return result;
  }

  private static void put(Properties result, String key, long count) {
    result.setProperty(key, Long.toString(count));
  }
}
