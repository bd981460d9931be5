package dev.socketio.it.containers;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jboss.arquillian.container.spi.client.container.DeployableContainer;
import org.jboss.arquillian.container.spi.client.container.DeploymentException;
import org.jboss.arquillian.container.spi.client.container.LifecycleException;
import org.jboss.arquillian.container.spi.client.protocol.ProtocolDescription;
import org.jboss.arquillian.container.spi.client.protocol.metadata.HTTPContext;
import org.jboss.arquillian.container.spi.client.protocol.metadata.ProtocolMetaData;
import org.jboss.arquillian.container.spi.client.protocol.metadata.Servlet;
import org.jboss.shrinkwrap.api.Archive;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jspecify.annotations.Nullable;

/**
 * Runs a container as its users do: starts the unpacked distribution and copies WARs into its
 * deployment folder. An application is there once its {@value #SIGN} is served, and gone once it is
 * not.
 *
 * <p>Threading: for one test thread.
 */
public final class DistributionContainer implements DeployableContainer<DistributionConfiguration> {

  /** A file that every WAR has to have. */
  static final String SIGN = "here.txt";

  private static final String HOST = "127.0.0.1";
  private static final int REPLY_MILLIS = 5_000;

  private int port;
  private @Nullable Path deployments;
  private @Nullable ServerProcess process;

  @Override
  public Class<DistributionConfiguration> getConfigurationClass() {
    return DistributionConfiguration.class;
  }

  @Override
  public ProtocolDescription getDefaultProtocol() {
    // All tests are clients, so nothing has to be brought into the container.
    return new ProtocolDescription("Local");
  }

  @Override
  public void start() throws LifecycleException {
    Server server = Server.named();
    try {
      port = Ports.free();
      Path base = Trees.fresh(server.workplace().resolve(server.name()));
      Distribution.Launch launch =
          server.distribution().prepare(server.home(), base, port, server.java());
      deployments = launch.deployments();
      process = ServerProcess.start(launch, base);
      process.await("an answer on port " + port, () -> status("/") > 0);
    } catch (IOException e) {
      stop();
      throw new LifecycleException(server.name() + " did not start: " + e.getMessage(), e);
    }
  }

  @Override
  public void stop() {
    if (process != null) {
      process.end();
      process = null;
    }
  }

  @Override
  public ProtocolMetaData deploy(Archive<?> archive) throws DeploymentException {
    String context = context(archive);
    try {
      // In one step: nobody is to read half a WAR.
      Path complete = folder().resolveSibling(archive.getName() + ".complete");
      archive.as(ZipExporter.class).exportTo(complete.toFile(), true);
      Files.move(complete, folder().resolve(archive.getName()), StandardCopyOption.ATOMIC_MOVE);
      running().await(context + " to be deployed", () -> status(context + "/" + SIGN) == 200);
    } catch (IOException e) {
      throw new DeploymentException(archive.getName() + ": " + e.getMessage(), e);
    }
    HTTPContext http = new HTTPContext(HOST, port);
    http.add(new Servlet("socket.io", context));
    return new ProtocolMetaData().addContext(http);
  }

  @Override
  public void undeploy(Archive<?> archive) throws DeploymentException {
    String context = context(archive);
    try {
      Files.delete(folder().resolve(archive.getName()));
      running().await(context + " to be gone", () -> status(context + "/" + SIGN) == 404);
    } catch (IOException e) {
      throw new DeploymentException(archive.getName() + ": " + e.getMessage(), e);
    }
  }

  private static String context(Archive<?> archive) {
    return "/" + archive.getName().replaceFirst("\\.war$", "");
  }

  private Path folder() {
    if (deployments == null) {
      throw new IllegalStateException("The container was never started");
    }
    return deployments;
  }

  private ServerProcess running() {
    if (process == null) {
      throw new IllegalStateException("The container is not running");
    }
    return process;
  }

  /** The status of the answer to a GET, or 0 if there is none yet. */
  private int status(String path) throws IOException {
    var connection =
        (HttpURLConnection)
            URI.create("http://" + HOST + ":" + port + path).toURL().openConnection();
    connection.setConnectTimeout(REPLY_MILLIS);
    connection.setReadTimeout(REPLY_MILLIS);
    connection.setInstanceFollowRedirects(false);
    try {
      return connection.getResponseCode();
    } catch (SocketTimeoutException | SocketException e) {
      return 0;
    } finally {
      connection.disconnect();
    }
  }
}
