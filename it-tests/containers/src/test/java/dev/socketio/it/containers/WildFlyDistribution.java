package dev.socketio.it.containers;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** A server base directory beside an unpacked WildFly, with its default configuration. */
record WildFlyDistribution() implements Distribution {

  /** The same as in {@code bin/common.sh}. */
  private static final List<String> MODULE_OPTIONS =
      List.of(
          "--add-exports=java.desktop/sun.awt=ALL-UNNAMED",
          "--add-exports=java.naming/com.sun.jndi.ldap=ALL-UNNAMED",
          "--add-exports=java.naming/com.sun.jndi.url.ldap=ALL-UNNAMED",
          "--add-exports=java.naming/com.sun.jndi.url.ldaps=ALL-UNNAMED",
          "--add-exports=jdk.naming.dns/com.sun.jndi.dns=ALL-UNNAMED",
          "--add-opens=java.base/com.sun.net.ssl.internal.ssl=ALL-UNNAMED",
          "--add-opens=java.base/java.lang=ALL-UNNAMED",
          "--add-opens=java.base/java.lang.invoke=ALL-UNNAMED",
          "--add-opens=java.base/java.lang.reflect=ALL-UNNAMED",
          "--add-opens=java.base/java.io=ALL-UNNAMED",
          "--add-opens=java.base/java.net=ALL-UNNAMED",
          "--add-opens=java.base/java.security=ALL-UNNAMED",
          "--add-opens=java.base/java.util=ALL-UNNAMED",
          "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
          "--add-opens=java.management/javax.management=ALL-UNNAMED",
          "--add-opens=java.naming/javax.naming=ALL-UNNAMED");

  @Override
  public Launch prepare(Path home, Path base, int port, Path java) throws IOException {
    Path deployments = Files.createDirectories(base.resolve("deployments"));
    Path origin = home.resolve("standalone/configuration");
    Path configuration = Files.createDirectories(base.resolve("configuration"));
    Trees.copy(origin, configuration);
    Trees.replace(
        configuration.resolve("standalone.xml"), "scan-interval=\"5000\"", "scan-interval=\"500\"");
    Files.writeString(
        configuration.resolve("application-users.properties"),
        Person.lines(person -> person.login() + "=" + digest(person)),
        StandardOpenOption.APPEND);
    Files.writeString(
        configuration.resolve("application-roles.properties"),
        Person.lines(person -> person.login() + "=" + String.join(",", person.roles())),
        StandardOpenOption.APPEND);
    List<String> command = new ArrayList<>(List.of(java.toString(), "-Xmx768m"));
    command.addAll(MODULE_OPTIONS);
    command.addAll(
        List.of(
            "-Djava.net.preferIPv4Stack=true",
            "-Djboss.modules.system.pkgs=org.jboss.byteman",
            "-Dorg.jboss.boot.log.file=" + base.resolve("log/server.log"),
            "-Dlogging.configuration=" + configuration.resolve("logging.properties").toUri(),
            "-jar",
            home.resolve("jboss-modules.jar").toString(),
            "-mp",
            home.resolve("modules").toString(),
            "org.jboss.as.standalone",
            "-Djboss.home.dir=" + home,
            "-Djboss.server.base.dir=" + base,
            "-Djboss.http.port=" + port,
            "-Djboss.https.port=" + Ports.free(),
            "-Djboss.management.http.port=" + Ports.free()));
    return new Launch(command, Map.of(), deployments);
  }

  /** As {@code bin/add-user.sh} writes it. */
  private static String digest(Person person) {
    String text = person.login() + ":ApplicationRealm:" + person.password();
    try {
      MessageDigest md5 = MessageDigest.getInstance("MD5");
      return HexFormat.of().formatHex(md5.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has MD5", e);
    }
  }
}
