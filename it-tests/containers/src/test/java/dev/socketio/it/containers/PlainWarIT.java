package dev.socketio.it.containers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.socketio.it.client.Mode;
import dev.socketio.it.client.NodeScript;
import dev.socketio.it.wire.Endpoint;
import dev.socketio.it.wire.RawHttp;
import dev.socketio.it.wire.RawWebSocket;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.stream.Stream;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A WAR with servlet, filter and a {@code web.xml}, copied into the deployment folder. */
@InContainer
class PlainWarIT {

  private static final String FRIEND = "https://friend.example";
  private static final String FOE = "https://foe.example";

  @ArquillianResource private URI application;

  @Deployment(testable = false)
  static WebArchive war() {
    return Wars.plain("plain.war");
  }

  private Endpoint endpoint() {
    return new Endpoint(application.resolve("socket.io/"));
  }

  @TestFactory
  Stream<DynamicTest> officialClientOverPolling() throws Exception {
    return new NodeScript("client.mjs").run(endpoint(), Mode.POLLING);
  }

  @TestFactory
  Stream<DynamicTest> officialClientOverWebSocket() throws Exception {
    return new NodeScript("client.mjs").run(endpoint(), Mode.WEBSOCKET);
  }

  @TestFactory
  Stream<DynamicTest> officialClientWhileUpgrading() throws Exception {
    return new NodeScript("client.mjs").run(endpoint(), Mode.UPGRADE);
  }

  @TestFactory
  Stream<DynamicTest> floodOfEventsDuringTheUpgrade() throws Exception {
    return new NodeScript("upgrade.mjs").run(endpoint(), Mode.UPGRADE);
  }

  @Test
  void aPageOfAnAllowedOriginPolls() {
    HttpResponse<String> answer = endpoint().send("GET", Endpoint.POLLING, "", "Origin", FRIEND);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).startsWith("0{\"sid\":");
    assertThat(answer.headers().allValues("access-control-allow-origin")).containsExactly(FRIEND);
    assertThat(answer.headers().allValues("access-control-allow-credentials"))
        .containsExactly("true");
    assertThat(answer.headers().allValues("vary")).anyMatch(value -> value.contains("Origin"));
  }

  @Test
  void aPageOfAForeignOriginIsRefusedBeforeThereIsASession() {
    HttpResponse<String> answer = endpoint().send("GET", Endpoint.POLLING, "", "Origin", FOE);

    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.body()).doesNotContain("sid");
    assertThat(answer.headers().allValues("access-control-allow-origin")).isEmpty();
  }

  @Test
  void aPreflightIsAnswered() {
    HttpResponse<String> answer =
        endpoint()
            .send(
                "OPTIONS",
                Endpoint.POLLING,
                "",
                "Origin",
                FRIEND,
                "Access-Control-Request-Method",
                "POST",
                "Access-Control-Request-Headers",
                "content-type");

    assertThat(answer.statusCode()).isEqualTo(204);
    assertThat(answer.headers().allValues("access-control-allow-origin")).containsExactly(FRIEND);
    assertThat(answer.headers().firstValue("access-control-allow-methods").orElse(""))
        .contains("POST");
  }

  @Test
  void aPageOfAnAllowedOriginOpensAWebSocket() throws IOException {
    RawHttp.Reply answer = handshake(FRIEND);

    assertThat(answer.status()).isEqualTo(101);
    assertThat(answer.header("access-control-allow-origin")).isEqualTo(FRIEND);
  }

  @Test
  void aPageOfAForeignOriginOpensNoWebSocket() throws IOException {
    RawHttp.Reply answer = handshake(FOE);

    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.header("access-control-allow-origin")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"EIO=3&transport=polling", "EIO=4&transport=carrier-pigeon"})
  void aRequestThatIsNoSocketIoIsAnsweredInJson(String query) {
    HttpResponse<String> answer = endpoint().get(query);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.headers().firstValue("content-type").orElse(""))
        .startsWith("application/json");
    assertThat(answer.body()).startsWith("{\"code\":");
  }

  private RawHttp.Reply handshake(String origin) throws IOException {
    Endpoint endpoint = endpoint();
    try (RawHttp http = RawHttp.connect(endpoint)) {
      String target = endpoint.uri().getRawPath() + "?" + Endpoint.WEBSOCKET;
      http.head("GET", target, RawWebSocket.handshake("Origin: " + origin));
      return http.reply();
    }
  }
}
