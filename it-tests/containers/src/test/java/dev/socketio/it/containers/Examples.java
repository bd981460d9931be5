package dev.socketio.it.containers;

import java.io.File;
import java.nio.file.Path;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** The projects below {@code examples/}, as their own builds have packaged them. */
final class Examples {

  private static final String PROPERTY = "socketio.it.examples";

  private Examples() {}

  /** {@return the project with a {@code web.xml}} */
  static WebArchive plain() {
    return war("plain", "plain.war");
  }

  /** {@return the project with CDI, with Weld where the container has no CDI of its own} */
  static WebArchive cdi() {
    String server = Server.named().name();
    boolean bare = server.startsWith("tomcat") || server.startsWith("jetty");
    return war("cdi", bare ? "cdi-with-weld.war" : "cdi.war");
  }

  private static WebArchive war(String project, String name) {
    File file = Path.of(System.getProperty(PROPERTY), project, "target", name).toFile();
    return ShrinkWrap.createFromZipFile(WebArchive.class, file)
        .addAsWebResource(new StringAsset("here"), DistributionContainer.SIGN);
  }
}
