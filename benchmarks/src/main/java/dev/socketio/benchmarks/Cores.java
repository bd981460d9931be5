package dev.socketio.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Keeps the servers on one core and the load on another, where {@code taskset} and two cores are to
 * be had.
 *
 * <p>Threading: immutable.
 */
final class Cores {
  private static final String SERVER_CORE = "0";
  private static final String LOAD_CORE = "1";

  private final boolean pinned;

  private Cores(boolean pinned) {
    this.pinned = pinned;
  }

  /**
   * Puts this process on its core.
   *
   * @param wanted whether to pin at all
   */
  static Cores assign(boolean wanted) {
    return new Cores(wanted && Runtime.getRuntime().availableProcessors() > 1 && pinSelf());
  }

  private static boolean pinSelf() {
    String pid = String.valueOf(ProcessHandle.current().pid());
    try {
      Process taskset =
          new ProcessBuilder("taskset", "-a", "-c", "-p", LOAD_CORE, pid)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectErrorStream(true)
              .start();
      return taskset.waitFor() == 0;
    } catch (IOException missing) {
      return false;
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** {@return the command, on the servers' core} */
  List<String> onServerCore(List<String> command) {
    List<String> pinnedCommand = new ArrayList<>();
    if (pinned) {
      pinnedCommand.addAll(List.of("taskset", "-c", SERVER_CORE));
    }
    pinnedCommand.addAll(command);
    return pinnedCommand;
  }

  /** {@return a remark for the report} */
  String remark() {
    return pinned
        ? "servers on core " + SERVER_CORE + ", load on core " + LOAD_CORE
        : "not pinned to cores: figures of servers and load mix";
  }
}
