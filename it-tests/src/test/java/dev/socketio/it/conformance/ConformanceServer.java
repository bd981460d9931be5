package dev.socketio.it.conformance;

import dev.socketio.it.container.EmbeddedContainer;
import dev.socketio.it.fixture.MountedApplication;
import dev.socketio.it.fixture.Mounts;
import java.net.BindException;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

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
    Mounts mounts = new Mounts(start(args[0], Integer.parseInt(args[1])).uri());
    WarmUp.run(mounts);
    System.out.printf(
        "Conformance server on %s: %s and %s (Ctrl-C ends it)%n",
        args[0], mounts.engine().uri(), mounts.socket().uri());
    new CountDownLatch(1).await();
  }

  private static EmbeddedContainer start(String container, int port) throws Exception {
    try {
      return EmbeddedContainer.start(container, "", port, new MountedApplication());
    } catch (Exception e) {
      if (isTaken(e)) {
        System.err.println("Port " + port + " is taken: choose another one with -Dport=<port>");
        System.exit(1);
      }
      throw e;
    }
  }

  /** Each container wraps the failure in exceptions of its own. */
  private static boolean isTaken(Throwable failure) {
    return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
        .anyMatch(BindException.class::isInstance);
  }
}
