package dev.socketio.it.containers;

import dev.socketio.it.client.Mode;
import dev.socketio.it.client.NodeScript;
import dev.socketio.it.containers.transactions.Ledger;
import dev.socketio.it.wire.Endpoint;
import java.net.URI;
import java.util.stream.Stream;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/** Handlers with {@code @Transactional}, and the container's transaction manager. */
@InContainer
@DisabledIfSystemProperty(
    named = "socketio.it.server",
    matches = "tomcat-.*|jetty-.*",
    disabledReason = "Tomcat and Jetty have no transaction manager, as docs/jakarta.md says")
class TransactionIT {

  @ArquillianResource private URI application;

  @Deployment(testable = false)
  static WebArchive war() {
    return CdiWars.of("transactions.war", Ledger.class.getPackage());
  }

  private Endpoint endpoint() {
    return new Endpoint(application.resolve("socket.io/"));
  }

  @TestFactory
  Stream<DynamicTest> handlersOverPolling() throws Exception {
    return new NodeScript("transactions.mjs").run(endpoint(), Mode.POLLING);
  }

  @TestFactory
  Stream<DynamicTest> handlersOverWebSocket() throws Exception {
    return new NodeScript("transactions.mjs").run(endpoint(), Mode.WEBSOCKET);
  }
}
