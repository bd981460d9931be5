package dev.socketio.it.containers;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A domain beside an unpacked GlassFish or Payara. Its administration tool tells the command line
 * that it would start the server with; started by us, the server is our child and ends with us.
 *
 * @param jdk the oldest JDK it runs on
 */
record GlassFishDistribution(int jdk) implements Distribution {

  private static final String DOMAIN = "domain1";
  private static final List<String> PORTS = List.of("3700", "3820", "3920", "8686", "8181", "4848");
  private static final String NO_JMS =
      "<jms-service type=\"DISABLED\" default-jms-host=\"none\">"
          + "<jms-host name=\"none\" host=\"127.0.0.1\" lazy-init=\"false\"/></jms-service>";
  private static final String DATA_GRID = "<hazelcast-config-specific-configuration";

  @Override
  public Launch prepare(Path home, Path base, int port, Path java) throws IOException {
    Path domain = base.resolve(DOMAIN);
    Trees.copy(home.resolve("glassfish/domains").resolve(DOMAIN), domain);
    listen(domain.resolve("config/domain.xml"), port);
    Map<String, String> environment = Map.of("AS_JAVA", java.getParent().getParent().toString());
    Path deployments = Files.createDirectories(domain.resolve("autodeploy"));
    return new Launch(command(home, base, environment), environment, deployments);
  }

  private static void listen(Path configuration, int port) throws IOException {
    Trees.replace(configuration, "0.0.0.0", "127.0.0.1");
    Trees.replace(
        configuration, "<network-listener port=", "<network-listener address=\"127.0.0.1\" port=");
    Trees.replace(configuration, "port=\"8080\"", "port=\"" + port + "\"");
    for (String other : PORTS) {
      Trees.replace(configuration, "port=\"" + other + "\"", "port=\"" + Ports.free() + "\"");
    }
    Trees.replace(configuration, "shell.telnet.port=6666", "shell.telnet.port=" + Ports.free());
    // Message broker and data grid would listen on all addresses, on ports of their own choice.
    Trees.replace(
        configuration,
        "<config name=\"server-config\">",
        "<config name=\"server-config\">" + NO_JMS);
    if (Files.readString(configuration).contains(DATA_GRID + ">")) {
      Trees.replace(configuration, DATA_GRID + ">", DATA_GRID + " enabled=\"false\">");
    }
  }

  private static List<String> command(Path home, Path base, Map<String, String> environment)
      throws IOException {
    ProcessBuilder tool =
        new ProcessBuilder(
                "bash",
                home.resolve("glassfish/bin/asadmin").toString(),
                "start-domain",
                "--dry-run",
                "--domaindir",
                base.toString(),
                DOMAIN)
            .redirectErrorStream(true);
    tool.environment().putAll(environment);
    List<String> output;
    Process process = tool.start();
    process.getOutputStream().close();
    try (BufferedReader reader = process.inputReader()) {
      output = reader.lines().toList();
    } finally {
      process.destroy();
    }
    int first = output.indexOf(environment.get("AS_JAVA") + File.separator + "bin/java");
    if (first < 0) {
      throw new IOException(
          "asadmin does not tell how it would start the server:\n" + String.join("\n", output));
    }
    List<String> rest = output.subList(first, output.size());
    int end = rest.indexOf("");
    List<String> command = new ArrayList<>(end < 0 ? rest : rest.subList(0, end));
    // Payara would wait for a password on its standard input.
    int stdin = command.indexOf("-read-stdin");
    if (stdin >= 0) {
      command.set(stdin + 1, "false");
    }
    return command;
  }
}
