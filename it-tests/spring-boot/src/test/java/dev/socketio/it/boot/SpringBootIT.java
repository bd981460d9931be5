package dev.socketio.it.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.socketio.engine.TransportName;
import dev.socketio.it.client.Mode;
import dev.socketio.it.client.NodeScript;
import dev.socketio.it.wire.Endpoint;
import dev.socketio.it.wire.RawHttp;
import dev.socketio.it.wire.RawWebSocket;
import dev.socketio.server.SocketIoServer;
import dev.socketio.servlet.SocketIoServlet;
import java.io.IOException;
import java.net.URI;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;

/** A Spring Boot application with embedded Tomcat, whose only trace of Socket.IO is a bean. */
class SpringBootIT {

  private static ServletWebServerApplicationContext application;

  @BeforeAll
  static void start() {
    application =
        (ServletWebServerApplicationContext)
            SpringApplication.run(
                ChatApplication.class, "--server.address=127.0.0.1", "--server.port=0");
  }

  @AfterAll
  static void stop() {
    application.close();
  }

  private static Endpoint endpoint() {
    int port = application.getWebServer().getPort();
    return new Endpoint(URI.create("http://127.0.0.1:" + port + "/socket.io/"));
  }

  private static SocketIoServer server() {
    return SocketIoServlet.find(application.getServletContext()).orElseThrow();
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

  @TestFactory
  Stream<DynamicTest> originsOverPolling() throws Exception {
    return new NodeScript("foreign.mjs").run(endpoint(), Mode.POLLING);
  }

  @TestFactory
  Stream<DynamicTest> originsOverWebSocket() throws Exception {
    return new NodeScript("foreign.mjs").run(endpoint(), Mode.WEBSOCKET);
  }

  @TestFactory
  Stream<DynamicTest> aBeanAnswersForAHandler() throws Exception {
    return new NodeScript("greet.mjs").run(endpoint(), Mode.UPGRADE);
  }

  @ParameterizedTest
  @CsvSource({"https://my-frontend.com, 101", "https://evil.example, 403"})
  void aPageOpensAWebSocketIfItsOriginIsAllowed(String origin, int status) throws IOException {
    Endpoint endpoint = endpoint();
    try (RawHttp http = RawHttp.connect(endpoint)) {
      String target = endpoint.uri().getRawPath() + "?" + Endpoint.WEBSOCKET;
      http.head("GET", target, RawWebSocket.handshake("Origin: " + origin));

      assertThat(http.reply().status()).isEqualTo(status);
    }
  }

  @Test
  void bothTransportsAreThereWithoutFurtherSettings() {
    assertThat(server().options().engine().transports())
        .containsExactlyInAnyOrder(TransportName.POLLING, TransportName.WEBSOCKET);
    assertThat(endpoint().get(Endpoint.POLLING).body()).contains("\"upgrades\":[\"websocket\"]");
  }

  @Test
  void theRestOfTheApplicationIsItsOwn() {
    var besides = new Endpoint(endpoint().uri().resolve("/elsewhere"));

    assertThat(besides.get("x=1").statusCode()).isEqualTo(404);
  }
}
