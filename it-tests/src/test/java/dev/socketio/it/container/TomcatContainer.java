package dev.socketio.it.container;

import dev.socketio.it.wire.Identity;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.LifecycleState;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.servlets.DefaultServlet;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.net.SSLHostConfig;
import org.apache.tomcat.util.net.SSLHostConfigCertificate;
import org.apache.tomcat.util.scan.StandardJarScanner;
import org.apache.tomcat.websocket.server.WsSci;

/** Tomcat 10.1. */
final class TomcatContainer implements EmbeddedContainer {

  /** Several hundred clients connect at once in some tests. */
  private static final String BACKLOG = "1000";

  private final Tomcat tomcat;
  private final Context context;

  private TomcatContainer(Tomcat tomcat, Context context) {
    this.tomcat = tomcat;
    this.context = context;
  }

  static EmbeddedContainer start(String contextPath, int port, WebApplication application)
      throws Exception {
    return start(tomcat(workDirectory(), port), contextPath, application);
  }

  static EmbeddedContainer startWithTls(Identity own, Identity client, WebApplication application)
      throws Exception {
    SSLHostConfig tls = new SSLHostConfig();
    tls.setTrustStore(client.trust());
    tls.setCertificateVerification("required");
    SSLHostConfigCertificate certificate =
        new SSLHostConfigCertificate(tls, SSLHostConfigCertificate.Type.UNDEFINED);
    certificate.setCertificateKeystore(own.keys());
    certificate.setCertificateKeystorePassword(Identity.PASSWORD);
    tls.addCertificate(certificate);
    Tomcat tomcat = tomcat(workDirectory(), ANY_PORT);
    Connector connector = tomcat.getConnector();
    connector.setScheme("https");
    connector.setSecure(true);
    connector.setProperty("SSLEnabled", "true");
    connector.addSslHostConfig(tls);
    return start(tomcat, "", application);
  }

  private static EmbeddedContainer start(
      Tomcat tomcat, String contextPath, WebApplication application) throws Exception {
    Context context =
        tomcat.addContext(contextPath, tomcat.getServer().getCatalinaBase().toString());
    context.addServletContainerInitializer(new WsSci(), null);
    context.addServletContainerInitializer(
        (classes, servletContext) -> application.deploy(servletContext), null);
    return start(tomcat, context);
  }

  static EmbeddedContainer startDirectory(Path webapp) throws Exception {
    Tomcat tomcat = tomcat(workDirectory(), ANY_PORT);
    tomcat.setAddDefaultWebXmlToWebapp(false); // which would ask for JSP
    Context context = tomcat.addWebapp("", webapp.toAbsolutePath().toString());
    ((StandardJarScanner) context.getJarScanner()).setScanClassPath(false);
    context.setParentClassLoader(TomcatContainer.class.getClassLoader());
    Tomcat.addServlet(context, "default", new DefaultServlet());
    context.addServletMappingDecoded("/", "default");
    return start(tomcat, context);
  }

  private static Tomcat tomcat(Path base, int port) {
    Tomcat tomcat = new Tomcat();
    tomcat.setBaseDir(base.toString());
    tomcat.setHostname("127.0.0.1");
    tomcat.setPort(port);
    tomcat.getConnector().setProperty("address", "127.0.0.1");
    tomcat.getConnector().setProperty("acceptCount", BACKLOG);
    tomcat.getConnector().setThrowOnFailure(true);
    return tomcat;
  }

  private static EmbeddedContainer start(Tomcat tomcat, Context context) throws LifecycleException {
    TomcatContainer container = new TomcatContainer(tomcat, context);
    try {
      tomcat.start();
    } catch (LifecycleException e) {
      container.close();
      throw e;
    }
    if (context.getState() != LifecycleState.STARTED) {
      container.close();
      throw new IllegalStateException("The web application did not start; the log says why");
    }
    return container;
  }

  private static Path workDirectory() throws IOException {
    Path target = Files.createDirectories(Path.of("target"));
    return Files.createTempDirectory(target, "tomcat").toAbsolutePath();
  }

  @Override
  public URI uri() {
    Connector connector = tomcat.getConnector();
    return URI.create(
        connector.getScheme()
            + "://127.0.0.1:"
            + connector.getLocalPort()
            + context.getPath()
            + "/");
  }

  @Override
  public void undeploy() throws LifecycleException {
    context.stop();
  }

  @Override
  public void close() throws LifecycleException {
    if (tomcat.getServer().getState() == LifecycleState.DESTROYED) {
      return;
    }
    tomcat.stop();
    tomcat.destroy();
  }
}
