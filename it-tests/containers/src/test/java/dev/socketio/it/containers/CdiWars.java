package dev.socketio.it.containers;

import dev.socketio.cdi.SocketIoNamespace;
import dev.socketio.it.containers.cdi.Chat;
import dev.socketio.server.SocketIoServer;
import jakarta.json.Json;
import java.io.File;
import java.net.URISyntaxException;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.parsson.JsonProviderImpl;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/**
 * CDI applications, alone for containers with CDI and with Weld for those without: a servlet
 * container gets the jars that Weld's documentation asks for.
 */
final class CdiWars {

  private static final List<String> WELD =
      List.of(
          "org.jboss.weld.environment.servlet.Listener",
          "org.jboss.weld.environment.ContainerInstance",
          "org.jboss.weld.manager.BeanManagerImpl",
          "org.jboss.weld.module.web.WeldWebModule",
          "org.jboss.weld.inject.WeldInstance",
          "org.jboss.weld.bootstrap.spi.Deployment",
          "org.jboss.weld.lite.extension.translator.LiteExtensionTranslator",
          "org.jboss.classfilewriter.ClassFile",
          "org.jboss.logging.Logger",
          "jakarta.enterprise.inject.spi.BeanManager",
          "jakarta.enterprise.lang.model.AnnotationInfo",
          "jakarta.inject.Inject",
          "jakarta.interceptor.Interceptor",
          "jakarta.annotation.security.RolesAllowed",
          "jakarta.el.ELResolver");

  private CdiWars() {}

  /**
   * {@return the application for the container of this run}
   *
   * @param name file name; the context path without its ending
   */
  static WebArchive cdi(String name) {
    return of(name, Chat.class.getPackage()).setWebXML("cdi/web.xml");
  }

  /**
   * {@return another one, without a {@code web.xml}}
   *
   * @param name file name; the context path without its ending
   * @param classes all of its classes
   */
  static WebArchive of(String name, Package classes) {
    WebArchive war =
        ShrinkWrap.create(WebArchive.class, name)
            .addPackage(classes)
            .addAsLibraries(library(SocketIoServer.class), library(SocketIoNamespace.class))
            .addAsWebResource(new StringAsset("here"), DistributionContainer.SIGN)
            .addAsWebInfResource(new StringAsset(beansXml()), "beans.xml");
    String server = Server.named().name();
    if (server.startsWith("tomcat") || server.startsWith("jetty")) {
      war.addAsLibraries(library(Json.class), library(JsonProviderImpl.class));
      war.addAsLibraries(weld().toArray(File[]::new));
    }
    return war;
  }

  private static String beansXml() {
    return """
        <beans xmlns="https://jakarta.ee/xml/ns/jakartaee" version="4.0"
               bean-discovery-mode="annotated"/>
        """;
  }

  private static Stream<File> weld() {
    return WELD.stream().map(CdiWars::load).map(CdiWars::library).distinct();
  }

  private static Class<?> load(String name) {
    try {
      return Class.forName(name, false, CdiWars.class.getClassLoader());
    } catch (ClassNotFoundException missing) {
      throw new IllegalStateException(missing);
    }
  }

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
