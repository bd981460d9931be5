package dev.socketio.it.containers;

import dev.socketio.it.client.Mode;
import dev.socketio.it.client.NodeScript;
import dev.socketio.it.wire.Endpoint;
import dev.socketio.it.wire.Patience;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.OperateOnDeployment;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Clients whose application is taken out of the deployment folder. */
@InContainer
class UndeployIT {

  private static final String STAYS = "stays";
  private static final String GOES = "goes";

  @ArquillianResource private Deployer deployer;

  @ArquillianResource
  @OperateOnDeployment(STAYS)
  private URI neighbour;

  @Deployment(name = STAYS, testable = false, order = 1)
  static WebArchive staying() {
    return Wars.plain("stays.war");
  }

  @Deployment(name = GOES, managed = false, testable = false, order = 2)
  static WebArchive going() {
    return Wars.plain("goes.war");
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void clientsAreToldAndWouldComeBack(Mode mode) throws Throwable {
    deployer.deploy(GOES);
    CompletableFuture<Void> ready = new CompletableFuture<>();
    var script = new NodeScript("undeploy.mjs").onReady(() -> ready.complete(null));
    var endpoint = new Endpoint(neighbour.resolve("/goes/socket.io/"));
    CompletableFuture<Stream<DynamicTest>> report;
    try {
      report = CompletableFuture.supplyAsync(() -> script.runUnchecked(endpoint, mode));
      report.whenComplete((tests, failure) -> ready.complete(null));
      Patience.await("the client", ready);
    } finally {
      deployer.undeploy(GOES);
    }
    for (DynamicTest scenario : Patience.await("the script's end", report).toList()) {
      scenario.getExecutable().execute();
    }
  }
}
