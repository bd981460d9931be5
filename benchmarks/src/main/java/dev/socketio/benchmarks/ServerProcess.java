package dev.socketio.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.socketio.benchmarks.load.Target;
import dev.socketio.benchmarks.server.Container;
import dev.socketio.benchmarks.server.ServerMain;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * A server in a JVM of its own. It ends with this process, as its standard input then does.
 *
 * <p>Threading: for one thread.
 */
final class ServerProcess implements AutoCloseable {
  private static final int STOP_SECONDS = 20;

  private final Contestant contestant;
  private final Process process;
  private final int port;
  private final CpuAccount cpu;

  private ServerProcess(Contestant contestant, Process process, int port) {
    this.contestant = contestant;
    this.process = process;
    this.port = port;
    this.cpu = new CpuAccount(process.pid());
  }

  /** Starts a server and waits until it listens. */
  static ServerProcess start(Contestant contestant, Settings settings, Cores cores)
      throws IOException {
    Path log = settings.logs().resolve(contestant.name() + ".log");
    Files.createDirectories(settings.logs());
    Process process =
        new ProcessBuilder(cores.onServerCore(command(contestant, settings)))
            .redirectError(log.toFile())
            .start();
    // Not closed: the process would lose its standard output.
    BufferedReader out = process.inputReader(UTF_8);
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      if (line.startsWith(ServerMain.READY)) {
        int port = Integer.parseInt(line.substring(ServerMain.READY.length()));
        return new ServerProcess(contestant, process, port);
      }
    }
    throw new IOException(contestant.name() + " did not start; see " + log.toAbsolutePath());
  }

  private static List<String> command(Contestant contestant, Settings settings) {
    List<String> command = new ArrayList<>();
    command.add(settings.serverJava().resolve("bin").resolve("java").toString());
    command.addAll(
        List.of(
            "-Xms" + settings.heap(),
            "-Xmx" + settings.heap(),
            "-XX:+UseParallelGC",
            "-XX:+AlwaysPreTouch"));
    command.addAll(settings.serverArguments(contestant));
    command.addAll(
        List.of(
            "-cp",
            classPath(contestant.container()),
            ServerMain.class.getName(),
            contestant.container().name(),
            contestant.application().name()));
    return command;
  }

  private static String classPath(Container own) {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .filter(
            path ->
                Arrays.stream(Container.values())
                    .noneMatch(other -> other != own && other.owns(path)))
        .collect(Collectors.joining(File.pathSeparator));
  }

  Contestant contestant() {
    return contestant;
  }

  Target target() {
    return new Target(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
        contestant.dialect(),
        cpu::micros);
  }

  @Override
  public void close() throws IOException {
    process.getOutputStream().close();
    try {
      if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException stop) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
