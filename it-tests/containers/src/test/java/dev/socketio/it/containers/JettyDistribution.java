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
    // Properties come first: below a module of an environment they would belong to that alone.
    Files.writeString(
        Files.createDirectories(base.resolve("start.d")).resolve("server.ini"),
        """
        jetty.http.host=127.0.0.1
        jetty.http.port=%2$d
        jetty.deploy.scanInterval=1
        --module=http,%1$s-deploy,%1$s-annotations,%1$s-websocket-jakarta,%1$s-cdi-decorate
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
}
