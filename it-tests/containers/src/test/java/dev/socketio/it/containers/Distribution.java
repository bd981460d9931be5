package dev.socketio.it.containers;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** How one family of containers is configured, started and given WARs. */
interface Distribution {

  /** {@return the oldest JDK it runs on} */
  default int jdk() {
    return 17;
  }

  /**
   * Writes what the container needs to run beside its unpacked distribution, which stays as it is.
   *
   * @param home the unpacked distribution
   * @param base an empty directory of this run
   * @param port where the container is to listen for HTTP, on the loopback address
   * @param java the {@code java} command to start it with
   */
  Launch prepare(Path home, Path base, int port, Path java) throws IOException;

  /**
   * What to start.
   *
   * @param command program and arguments
   * @param environment variables to set
   * @param deployments the folder a user copies WARs to
   */
  record Launch(List<String> command, Map<String, String> environment, Path deployments) {

    public Launch {
      command = List.copyOf(command);
      environment = Map.copyOf(environment);
    }
  }
}
