package dev.socketio.it.containers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.socketio.it.client.Mode;
import dev.socketio.it.client.NodeScript;
import dev.socketio.it.wire.Endpoint;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.stream.Stream;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The WAR of {@code examples/cdi}: beans and the jars, and no {@code web.xml}. The servlet comes
 * with the jar, its handlers and its policy come from the beans.
 */
@InContainer
class CdiExampleIT {

  @ArquillianResource private URI application;

  @Deployment(testable = false)
  static WebArchive war() {
    return Examples.cdi();
  }

  private Endpoint endpoint() {
    return new Endpoint(application.resolve("socket.io/"));
  }

  @Test
  void thereIsNoWebXml() {
    assertThat(war().contains("/WEB-INF/web.xml")).isFalse();
  }

  @TestFactory
  Stream<DynamicTest> ordersOverPolling() throws Exception {
    return new NodeScript("example-cdi.mjs").run(endpoint(), Mode.POLLING);
  }

  @TestFactory
  Stream<DynamicTest> ordersOverWebSocket() throws Exception {
    return new NodeScript("example-cdi.mjs").run(endpoint(), Mode.WEBSOCKET);
  }

  @Test
  void theProducedPolicyCounts() {
    assertThat(answerFor("http://localhost:3001").statusCode()).isEqualTo(403);
    HttpResponse<String> allowed = answerFor("http://localhost:3000");
    assertThat(allowed.statusCode()).isEqualTo(200);
    assertThat(allowed.headers().firstValue("access-control-allow-credentials")).hasValue("true");
  }

  private HttpResponse<String> answerFor(String origin) {
    return endpoint().send("GET", Endpoint.POLLING, "", "Origin", origin);
  }
}
