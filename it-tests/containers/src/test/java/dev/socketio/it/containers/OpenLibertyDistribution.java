package dev.socketio.it.containers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A user directory beside an unpacked Open Liberty, with one server of the Web Profile. */
record OpenLibertyDistribution() implements Distribution {

  private static final String SERVER = "defaultServer";

  @Override
  public Launch prepare(Path home, Path base, int port, Path java) throws IOException {
    Path server = base.resolve("servers").resolve(SERVER);
    Path deployments = Files.createDirectories(server.resolve("dropins"));
    Files.writeString(
        server.resolve("server.xml"),
        """
        <server>
          <featureManager>
            <feature>webProfile-10.0</feature>
          </featureManager>
          <httpEndpoint id="defaultHttpEndpoint" host="127.0.0.1" httpPort="%d" httpsPort="-1"/>
          <basicRegistry id="basic">
            %s
          </basicRegistry>
        </server>
        """
            .formatted(port, Person.lines(OpenLibertyDistribution::user) + groups()));
    List<String> command = new ArrayList<>(List.of(java.toString(), "-Xmx768m"));
    command.addAll(moduleOptions(home));
    command.addAll(
        List.of(
            "-Djava.awt.headless=true",
            "-javaagent:" + home.resolve("bin/tools/ws-javaagent.jar"),
            "-jar",
            home.resolve("bin/tools/ws-server.jar").toString(),
            SERVER));
    return new Launch(
        command,
        Map.of(
            "WLP_USER_DIR", base.toString(), "WLP_OUTPUT_DIR", base.resolve("servers").toString()),
        deployments);
  }

  /** What its own start script adds: one option a line, its name and its value apart. */
  private static List<String> moduleOptions(Path home) throws IOException {
    return Files.readAllLines(home.resolve("lib/platform/java/java9.options")).stream()
        .map(String::strip)
        .filter(line -> !line.isEmpty() && !line.startsWith("#"))
        .toList();
  }

  private static String user(Person person) {
    return "<user name=\"%s\" password=\"%s\"/>".formatted(person.login(), person.password());
  }

  /** Where nothing is said of roles, a group has the role of its name. */
  private static String groups() {
    return Stream.of(Person.values())
        .flatMap(person -> person.roles().stream())
        .distinct()
        .map(OpenLibertyDistribution::group)
        .collect(Collectors.joining("\n"));
  }

  private static String group(String role) {
    return Stream.of(Person.values())
        .filter(person -> person.roles().contains(role))
        .map(person -> "<member name=\"" + person.login() + "\"/>")
        .collect(Collectors.joining("", "<group name=\"" + role + "\">", "</group>"));
  }
}
