package dev.socketio.it.containers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.socketio.it.client.Mode;
import dev.socketio.it.client.NodeScript;
import dev.socketio.it.wire.Endpoint;
import java.net.URI;
import java.util.stream.Stream;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The WAR of {@code examples/plain}: a servlet in {@code web.xml}, a class, a page. */
@InContainer
class PlainExampleIT {

  @ArquillianResource private URI application;

  @Deployment(testable = false)
  static WebArchive war() {
    return Examples.plain();
  }

  private Endpoint endpoint() {
    return new Endpoint(application.resolve("socket.io/"));
  }

  @TestFactory
  Stream<DynamicTest> pageAndChatOverPolling() throws Exception {
    return new NodeScript("example-plain.mjs").run(endpoint(), Mode.POLLING);
  }

  @TestFactory
  Stream<DynamicTest> pageAndChatOverWebSocket() throws Exception {
    return new NodeScript("example-plain.mjs").run(endpoint(), Mode.WEBSOCKET);
  }

  @Test
  void theOriginsOfWebXmlCount() {
    assertThat(statusFor("http://localhost:3000")).isEqualTo(200);
    assertThat(statusFor("http://localhost:3001")).isEqualTo(403);
  }

  private int statusFor(String origin) {
    return endpoint().send("GET", Endpoint.POLLING, "", "Origin", origin).statusCode();
  }
}
