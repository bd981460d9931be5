package dev.socketio.it.containers;

import dev.socketio.it.fixture.TestConfigurer;
import dev.socketio.server.SocketIoServer;
import jakarta.json.Json;
import java.io.File;
import java.net.URISyntaxException;
import org.eclipse.parsson.JsonProviderImpl;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** The applications. The same bytes go into every container. */
final class Wars {

  private Wars() {}

  /**
   * {@return servlet and filter as a {@code web.xml} names them, and the application of the other
   * integration tests}
   *
   * @param name file name; the context path without its ending
   */
  static WebArchive plain(String name) {
    return ShrinkWrap.create(WebArchive.class, name)
        .addPackage(TestConfigurer.class.getPackage())
        .addAsLibraries(
            library(SocketIoServer.class), library(Json.class), library(JsonProviderImpl.class))
        .addAsWebResource(new StringAsset("here"), DistributionContainer.SIGN)
        .setWebXML("plain/web.xml");
  }

  /** The jar that a class comes from: what "./mvnw verify" has just built, or a dependency. */
  private static File library(Class<?> type) {
    try {
      File jar = new File(type.getProtectionDomain().getCodeSource().getLocation().toURI());
      if (!jar.isFile()) {
        throw new IllegalStateException(
            jar + " is no jar; start these tests with Maven, from phase package on");
      }
      return jar;
    } catch (URISyntaxException e) {
      throw new IllegalStateException("Where " + type + " comes from is no file", e);
    }
  }
}
