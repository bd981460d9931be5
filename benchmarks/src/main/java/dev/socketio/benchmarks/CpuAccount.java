package dev.socketio.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The kernel's account of the CPU time of a process, user and system, as of {@code
 * /proc/<pid>/stat}; in steps of one clock tick (10 ms).
 *
 * <p>Threading: safe for use by any thread.
 */
final class CpuAccount {
  private static final int TICK_MICROS = 10_000;
  // Fields 14 and 15 of the file, counted behind the command in parentheses, which is the second.
  private static final int USER = 11;
  private static final int SYSTEM = 12;

  private final Path stat;

  CpuAccount(long pid) {
    this.stat = Path.of("/proc", String.valueOf(pid), "stat");
  }

  /** {@return microseconds used since the process began} */
  long micros() {
    try {
      return micros(Files.readString(stat));
    } catch (IOException failure) {
      throw new UncheckedIOException(
          "No CPU account: this benchmark needs Linux and a living server", failure);
    }
  }

  /** {@return the microseconds that a line of the file tells} */
  static long micros(String line) {
    String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ", -1);
    return (Long.parseLong(fields[USER]) + Long.parseLong(fields[SYSTEM])) * TICK_MICROS;
  }
}
