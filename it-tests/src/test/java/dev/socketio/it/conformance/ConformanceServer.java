package dev.socketio.it.conformance;

import dev.socketio.it.container.EmbeddedContainer;
import dev.socketio.it.fixture.MountedApplication;
import dev.socketio.it.fixture.Mounts;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

/**
 * Serves the published protocol test suites on the loopback address until the process ends: raw
 * Engine.IO at {@code /engine.io/} and the documented application at {@code /socket.io/}, both with
 * the options those suites ask for.
 */
public final class ConformanceServer {

  /** Ends this process with the build that started it, which may be killed without a word. */
  private static final String END_WITH_PARENT = "socketio.it.endWithParent";

  private static final Set<String> CONTAINERS = Set.of("jetty", "tomcat");

  private ConformanceServer() {}

  /**
   * Starts the server and waits.
   *
   * @param args container ({@code jetty} or {@code tomcat}) and port (0 takes any free one)
   * @throws Exception if the container does not start
   */
  public static void main(String[] args) throws Exception {
    if (args.length != 2 || !CONTAINERS.contains(args[0]) || !args[1].matches("\\d{1,5}")) {
      System.err.println("Usage: ConformanceServer <jetty|tomcat> <port>");
      System.exit(1);
    }
    if (Boolean.getBoolean(END_WITH_PARENT)) {
      ProcessHandle.current()
          .parent()
          .ifPresent(parent -> parent.onExit().thenRun(() -> System.exit(0)));
    }
    EmbeddedContainer container =
        EmbeddedContainer.start(args[0], "", Integer.parseInt(args[1]), new MountedApplication());
    Mounts mounts = new Mounts(container.uri());
    WarmUp.run(mounts);
    System.out.printf(
        "Conformance server on %s: %s and %s (Ctrl-C ends it)%n",
        args[0], mounts.engine().uri(), mounts.socket().uri());
    new CountDownLatch(1).await();
  }
}
