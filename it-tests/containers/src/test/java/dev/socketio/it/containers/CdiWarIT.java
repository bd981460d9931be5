package dev.socketio.it.containers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.socketio.it.client.Mode;
import dev.socketio.it.client.NodeScript;
import dev.socketio.it.wire.Endpoint;
import dev.socketio.it.wire.PollingProbe;
import dev.socketio.it.wire.RawHttp;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** A WAR with nothing but beans: handlers, scopes, injection, settings from producers. */
@InContainer
class CdiWarIT {

  private static final String FRIEND = "https://friend.example";

  @ArquillianResource private URI application;

  @Deployment(testable = false)
  static WebArchive war() {
    return CdiWars.cdi("cdi.war");
  }

  private Endpoint endpoint() {
    return new Endpoint(application.resolve("socket.io/"));
  }

  @TestFactory
  Stream<DynamicTest> handlersOverPolling() throws Exception {
    return new NodeScript("cdi.mjs").run(endpoint(), Mode.POLLING);
  }

  @TestFactory
  Stream<DynamicTest> handlersOverWebSocket() throws Exception {
    return new NodeScript("cdi.mjs").run(endpoint(), Mode.WEBSOCKET);
  }

  @Test
  void producedOptionsApply() {
    assertThat(endpoint().get(Endpoint.POLLING).body()).contains("\"pingInterval\":12345");
  }

  @Test
  void theProducedPolicyLetsAFriendIn() {
    HttpResponse<String> answer = endpoint().send("GET", Endpoint.POLLING, "", "Origin", FRIEND);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().allValues("access-control-allow-origin")).containsExactly(FRIEND);
  }

  @Test
  void theProducedPolicyKeepsOthersOut() {
    HttpResponse<String> answer =
        endpoint().send("GET", Endpoint.POLLING, "", "Origin", "https://foe.example");

    assertThat(answer.statusCode()).isEqualTo(403);
  }

  /** Some containers would wait for the rest for ever; GlassFish puts its own status there. */
  @Test
  void aBodyThatNeverEndsIsGivenUp() throws IOException {
    PollingProbe session = PollingProbe.open(endpoint());
    try (RawHttp http = RawHttp.connect(endpoint())) {
      http.head("POST", "?" + session.query(), "Content-Length: 100");
      http.write("4hel".getBytes(StandardCharsets.US_ASCII));

      boolean glassFish = System.getProperty("socketio.it.server", "").startsWith("glassfish-");
      RawHttp.Reply reply = http.reply();
      assertThat(reply.status()).isEqualTo(glassFish ? 200 : 400);
      assertThat(reply.body()).as("ok is said to what has arrived").doesNotContain("ok");
    }
  }
}
