package dev.socketio.it.containers;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A process and what it writes. It is ended with this JVM at the latest.
 *
 * <p>Threading: for one test thread.
 */
final class ServerProcess {

  private static final Duration STEP = Duration.ofMillis(100);
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final Duration FAREWELL = Duration.ofSeconds(30);
  private static final int TAIL_LINES = 60;

  private final Process process;
  private final Path log;
  private final Thread lastResort;

  private ServerProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
    lastResort = new Thread(process::destroyForcibly, "end of server process");
    Runtime.getRuntime().addShutdownHook(lastResort);
  }

  /**
   * Starts it.
   *
   * @param launch what to start
   * @param directory its working directory; its output goes there, into {@code console.log}
   */
  static ServerProcess start(Distribution.Launch launch, Path directory) throws IOException {
    Path log = directory.resolve("console.log");
    ProcessBuilder builder =
        new ProcessBuilder(launch.command())
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().putAll(launch.environment());
    Process process = builder.start();
    // There is nothing to read for it; one that tries would wait for ever.
    process.getOutputStream().close();
    return new ServerProcess(process, log);
  }

  /**
   * Waits until something is so.
   *
   * @param what what is waited for, for the message
   * @param condition looked at ten times a second
   * @throws IOException if it does not become so, or the process ends; with its last output
   */
  void await(String what, Condition condition) throws IOException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.holds()) {
      if (endedWithin(STEP)) {
        throw new IOException("The server ended with " + process.exitValue() + "; " + tail());
      }
      if (System.nanoTime() - end > 0) {
        throw new IOException("Waited " + PATIENCE + " in vain for " + what + "; " + tail());
      }
    }
  }

  /** Asks it to end, and makes it end if it does not. */
  void end() {
    process.destroy();
    if (!endedWithin(FAREWELL)) {
      process.destroyForcibly();
    }
    Runtime.getRuntime().removeShutdownHook(lastResort);
  }

  private boolean endedWithin(Duration time) {
    try {
      return process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while waiting for a server", e);
    }
  }

  private String tail() throws IOException {
    List<String> lines = Files.readAllLines(log, StandardCharsets.ISO_8859_1);
    return "the end of "
        + log
        + ":\n"
        + String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()));
  }

  /** Something that becomes so. */
  @FunctionalInterface
  interface Condition {

    /** {@return whether it is so now} */
    boolean holds() throws IOException;
  }
}
