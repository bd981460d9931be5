package dev.socketio.it.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.socketio.engine.Caller;
import dev.socketio.it.container.EmbeddedContainer;
import dev.socketio.it.wire.Endpoint;
import dev.socketio.it.wire.Identity;
import dev.socketio.it.wire.Patience;
import dev.socketio.it.wire.PollingProbe;
import dev.socketio.it.wire.WebSocketProbe;
import dev.socketio.server.SocketIoServer;
import dev.socketio.servlet.SocketIoServlet;
import java.net.http.HttpClient;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Clients that show a certificate in the TLS handshake, to a container that asks for one. */
class ClientCertificateIT {

  private static final Identity SERVER = Identity.create("server");
  private static final Identity ANN = Identity.create("Ann");
  private static final Identity STRANGER = Identity.create("stranger");

  private final BlockingQueue<Caller> callers = new LinkedBlockingQueue<>();
  private final SocketIoServer server = SocketIoServer.create();
  private EmbeddedContainer container;

  @BeforeEach
  void start() throws Exception {
    server.onConnection(socket -> callers.add(socket.handshake().request().caller()));
    container =
        EmbeddedContainer.startWithTls(
            SERVER, ANN, context -> SocketIoServlet.register(context, "/socket.io", server));
  }

  @AfterEach
  void stop() throws Exception {
    container.close();
  }

  private Endpoint endpointFor(Identity client) {
    SSLContext tls = client.contextTrusting(SERVER);
    HttpClient http =
        HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).sslContext(tls).build();
    return new Endpoint(container.uri().resolve("socket.io/"), http);
  }

  private void expectAnn() {
    assertThat(Patience.take("a handshake", callers).certificates())
        .containsExactly(ANN.certificate());
  }

  @Test
  void theHandshakeKeepsItOverPolling() {
    PollingProbe.open(endpointFor(ANN)).connect();

    expectAnn();
  }

  @Test
  void theHandshakeKeepsItOverWebSocket() {
    try (WebSocketProbe probe = WebSocketProbe.connected(endpointFor(ANN))) {
      expectAnn();
    }
  }

  @Test
  void theHandshakeKeepsItThroughAnUpgrade() {
    Endpoint endpoint = endpointFor(ANN);
    PollingProbe polling = PollingProbe.open(endpoint);
    try (WebSocketProbe probe = WebSocketProbe.upgrade(endpoint, polling)) {
      probe.connect();
      expectAnn();
    }
  }

  @Test
  void thereIsNoConnectionWithAnother() {
    Endpoint endpoint = endpointFor(STRANGER);

    assertThatThrownBy(() -> endpoint.get(Endpoint.POLLING)).isNotNull();
    assertThat(callers).isEmpty();
  }
}
