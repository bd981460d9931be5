package dev.socketio.jdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** The unit tests on a newer JDK of this machine, or a word that there is none. */
class NewerJdkIT {

  private static final Duration LIMIT = Duration.ofMinutes(10);
  private static final Path LOG = Path.of("target", "newer-jdk.log");

  @Test
  void unitTestsPassOnANewerJdkToo() throws Exception {
    NewerJdk jdk = newerJdk();
    long start = System.nanoTime();

    Properties result = run(jdk);

    say(
        "Unit tests on JDK %s at %s: %s found, %s passed, %s failed, %s skipped, in %d s; handlers on %s"
            .formatted(
                jdk.version(),
                jdk.home(),
                result.getProperty(UnitTestRun.FOUND),
                result.getProperty(UnitTestRun.PASSED),
                result.getProperty(UnitTestRun.FAILED),
                result.getProperty(UnitTestRun.SKIPPED),
                Duration.ofNanos(System.nanoTime() - start).toSeconds(),
                result.getProperty(UnitTestRun.DISPATCH)));
    assertThat(result.getProperty(UnitTestRun.FAILED)).as("failures, see %s", LOG).isEqualTo("0");
    assertThat(Long.parseLong(result.getProperty(UnitTestRun.PASSED)))
        .as("tests that passed, at least one of each class")
        .isGreaterThanOrEqualTo(countOfTestClasses());
    assertThat(result.getProperty(UnitTestRun.DISPATCH)).isEqualTo("virtual threads");
  }

  private static NewerJdk newerJdk() throws IOException {
    Optional<NewerJdk> found = NewerJdk.find();
    if (found.isEmpty()) {
      String message =
          "Unit tests run on JDK %s alone: no newer one with virtual threads is found; name one with -D%s=<directory>"
              .formatted(Runtime.version(), NewerJdk.PROPERTY);
      say(message);
      Assumptions.abort(message);
    }
    return found.orElseThrow();
  }

  private static Properties run(NewerJdk jdk) throws Exception {
    Path report = Files.createTempFile("newer-jdk", ".properties");
    Process process =
        new ProcessBuilder(
                jdk.java().toString(),
                "-cp",
                System.getProperty("java.class.path"),
                UnitTestRun.class.getName(),
                testClasses().toString(),
                report.toString())
            .redirectErrorStream(true)
            .redirectOutput(LOG.toFile())
            .start();
    try {
      assertThat(process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS))
          .as("whether the unit tests on JDK %s ended within %s, see %s", jdk.version(), LIMIT, LOG)
          .isTrue();
      assertThat(process.exitValue()).as("exit code, see %s", LOG).isZero();
      Properties result = new Properties();
      try (Reader reader = Files.newBufferedReader(report)) {
        result.load(reader);
      }
      return result;
    } finally {
      process.destroyForcibly();
      Files.delete(report);
    }
  }

  private static long countOfTestClasses() throws Exception {
    try (Stream<Path> files = Files.walk(testClasses())) {
      return files.filter(file -> file.toString().endsWith("Test.class")).count();
    }
  }

  private static Path testClasses() throws URISyntaxException {
    return Path.of(NewerJdkIT.class.getProtectionDomain().getCodeSource().getLocation().toURI());
  }

  /** To the build's output, whether it went well or not. */
  private static void say(String message) {
    System.out.println("[INFO] " + message);
  }
}
