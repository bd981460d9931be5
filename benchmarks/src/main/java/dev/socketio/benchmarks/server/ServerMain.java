package dev.socketio.benchmarks.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;

/** Main class of a server process. */
public final class ServerMain {
  /** What stands in front of the port number on standard output. */
  public static final String READY = "ready on port ";

  private ServerMain() {}

  /**
   * Serves until standard input ends.
   *
   * @param arguments names of a {@link Container} and an {@link Application}
   * @throws Exception if the server cannot be started
   */
  public static void main(String[] arguments) throws Exception {
    Application application = Application.valueOf(arguments[1]);
    int port = Container.valueOf(arguments[0]).start(application);
    PrintStream out = System.out;
    out.println(READY + port);
    out.flush();
    // Nobody reads on.
    System.setOut(System.err);
    awaitEnd(System.in);
    Runtime.getRuntime().exit(0);
  }

  private static void awaitEnd(InputStream in) throws IOException {
    in.transferTo(OutputStream.nullOutputStream());
  }
}
