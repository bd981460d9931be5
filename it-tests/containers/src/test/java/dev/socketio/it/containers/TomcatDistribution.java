package dev.socketio.it.containers;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A {@code CATALINA_BASE} beside an unpacked Tomcat. */
record TomcatDistribution() implements Distribution {

  @Override
  public Launch prepare(Path home, Path base, int port, Path java) throws IOException {
    Path deployments = Files.createDirectories(base.resolve("webapps"));
    Path conf = Files.createDirectories(base.resolve("conf"));
    for (String directory : List.of("temp", "work", "logs")) {
      Files.createDirectories(base.resolve(directory));
    }
    Files.copy(home.resolve("conf/web.xml"), conf.resolve("web.xml"));
    Files.writeString(
        conf.resolve("tomcat-users.xml"),
        "<tomcat-users>\n" + Person.lines(TomcatDistribution::user) + "</tomcat-users>\n");
    // The one that comes with Tomcat, but for the ports, and for looking at the folder more often.
    Files.writeString(
        conf.resolve("server.xml"),
        """
        <Server port="-1">
          <Listener className="org.apache.catalina.core.JreMemoryLeakPreventionListener"/>
          <Listener className="org.apache.catalina.core.ThreadLocalLeakPreventionListener"/>
          <GlobalNamingResources>
            <Resource name="UserDatabase" auth="Container" type="org.apache.catalina.UserDatabase"
                factory="org.apache.catalina.users.MemoryUserDatabaseFactory"
                pathname="conf/tomcat-users.xml"/>
          </GlobalNamingResources>
          <Service name="Catalina">
            <Connector port="%d" address="127.0.0.1" protocol="HTTP/1.1" connectionTimeout="20000"/>
            <Engine name="Catalina" defaultHost="localhost" backgroundProcessorDelay="1">
              <Realm className="org.apache.catalina.realm.LockOutRealm" failureCount="1000">
                <Realm className="org.apache.catalina.realm.UserDatabaseRealm"
                    resourceName="UserDatabase"/>
              </Realm>
              <Host name="localhost" appBase="webapps" unpackWARs="true" autoDeploy="true"/>
            </Engine>
          </Service>
        </Server>
        """
            .formatted(port));
    return new Launch(
        List.of(
            java.toString(),
            "-Xmx512m",
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "--add-opens=java.base/java.io=ALL-UNNAMED",
            "--add-opens=java.rmi/sun.rmi.transport=ALL-UNNAMED",
            "-Dcatalina.home=" + home,
            "-Dcatalina.base=" + base,
            "-Djava.io.tmpdir=" + base.resolve("temp"),
            "-classpath",
            home.resolve("bin/bootstrap.jar")
                + File.pathSeparator
                + home.resolve("bin/tomcat-juli.jar"),
            "org.apache.catalina.startup.Bootstrap",
            "start"),
        Map.of(),
        deployments);
  }

  private static String user(Person person) {
    return "<user username=\"%s\" password=\"%s\" roles=\"%s\"/>"
        .formatted(person.login(), person.password(), String.join(",", person.roles()));
  }
}
