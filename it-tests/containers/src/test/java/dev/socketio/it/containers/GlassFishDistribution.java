package dev.socketio.it.containers;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
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
  private static final int ROUNDS = 100;
  private static final int SALT_BYTES = 8;
  private static final String DATA_GRID = "<hazelcast-config-specific-configuration";

  @Override
  public Launch prepare(Path home, Path base, int port, Path java) throws IOException {
    Path domain = base.resolve(DOMAIN);
    Trees.copy(home.resolve("glassfish/domains").resolve(DOMAIN), domain);
    listen(domain.resolve("config/domain.xml"), port);
    letIn(domain.resolve("config"));
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

  /** People have the roles that are named like their groups. */
  private static void letIn(Path configuration) throws IOException {
    Trees.replace(
        configuration.resolve("domain.xml"),
        "<security-service>",
        "<security-service activate-default-principal-to-role-mapping=\"true\">");
    Files.writeString(
        configuration.resolve("keyfile"),
        Person.lines(
            person ->
                "%s;{SSHA256}%s;%s"
                    .formatted(person.login(), digest(person), String.join(",", person.roles()))),
        StandardOpenOption.APPEND);
  }

  /** As {@code asadmin create-file-user} writes it: hash and salt. */
  private static String digest(Person person) {
    byte[] salt = Arrays.copyOf(person.login().getBytes(StandardCharsets.UTF_8), SALT_BYTES);
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      sha.update(person.password().getBytes(StandardCharsets.UTF_8));
      byte[] hash = sha.digest(salt);
      for (int round = 1; round < ROUNDS; round++) {
        hash = sha.digest(hash);
      }
      byte[] both = Arrays.copyOf(hash, hash.length + salt.length);
      System.arraycopy(salt, 0, both, hash.length, salt.length);
      return Base64.getEncoder().encodeToString(both);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
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
