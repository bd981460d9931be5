package dev.socketio.it.containers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A Jetty base beside an unpacked jetty-home.
 *
 * @param environment the Jakarta EE environment that WARs run in, such as {@code ee10}
 */
record JettyDistribution(String environment) implements Distribution {

  @Override
  public Launch prepare(Path home, Path base, int port, Path java) throws IOException {
    Path deployments = Files.createDirectories(base.resolve("webapps"));
    Path etc = Files.createDirectories(base.resolve("etc"));
    Files.writeString(etc.resolve("people.properties"), Person.lines(JettyDistribution::user));
    Files.writeString(
        etc.resolve("people.xml"),
        """
        <!DOCTYPE Configure PUBLIC "-//Jetty//Configure//EN" "https://jetty.org/configure_10_0.dtd">
        <Configure id="Server" class="org.eclipse.jetty.server.Server">
          <Call class="org.eclipse.jetty.util.resource.ResourceFactory" name="of">
            <Arg><Ref refid="Server"/></Arg>
            <Call id="people" name="newResource"><Arg>%s</Arg></Call>
          </Call>
          <Call name="addBean">
            <Arg>
              <New class="org.eclipse.jetty.security.HashLoginService">
                <Set name="name">default</Set>
                <Set name="config"><Ref refid="people"/></Set>
              </New>
            </Arg>
          </Call>
        </Configure>
        """
            .formatted(etc.resolve("people.properties").toUri()));
    // Properties come first: below a module of an environment they would belong to that alone.
    Files.writeString(
        Files.createDirectories(base.resolve("start.d")).resolve("server.ini"),
        """
        jetty.http.host=127.0.0.1
        jetty.http.port=%2$d
        jetty.deploy.scanInterval=1
        --module=http,%1$s-deploy,%1$s-annotations,%1$s-websocket-jakarta,%1$s-cdi-decorate
        etc/people.xml
        """
            .formatted(environment, port));
    return new Launch(
        List.of(
            java.toString(),
            "-Xmx512m",
            "-Djava.io.tmpdir=" + Files.createDirectories(base.resolve("tmp")),
            "-jar",
            home.resolve("start.jar").toString(),
            "jetty.home=" + home,
            "jetty.base=" + base),
        Map.of(),
        deployments);
  }

  private static String user(Person person) {
    return "%s: %s,%s"
        .formatted(person.login(), person.password(), String.join(",", person.roles()));
  }
}
