package dev.socketio.it.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.socketio.engine.EngineConnection;
import dev.socketio.engine.packet.EnginePacket;
import dev.socketio.it.container.EmbeddedContainer;
import dev.socketio.it.wire.Endpoint;
import dev.socketio.it.wire.Patience;
import dev.socketio.it.wire.RawHttp;
import dev.socketio.it.wire.RawWebSocket;
import dev.socketio.it.wire.WebSocketProbe;
import dev.socketio.servlet.EngineIoServlet;
import jakarta.servlet.ServletRegistration;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EngineIoServletIT {
  private final OwnThreads threads = new OwnThreads();

  private static final Pattern SID = Pattern.compile("\"sid\":\"([^\"]+)\"");

  private final EchoApplication application = new EchoApplication();
  private final Map<String, String> options = new HashMap<>();
  private EmbeddedContainer container;

  private Endpoint deploy() throws Exception {
    container =
        EmbeddedContainer.start(
            context -> {
              ServletRegistration.Dynamic servlet =
                  context.addServlet("engine", new EngineIoServlet(application));
              servlet.setAsyncSupported(true);
              servlet.setLoadOnStartup(1);
              servlet.addMapping("/engine.io/*");
              servlet.setInitParameters(options);
            });
    return new Endpoint(container.uri().resolve("engine.io/"));
  }

  @AfterEach
  void stop() throws Exception {
    if (container != null) {
      container.close();
    }
  }

  private static String open(Endpoint endpoint) {
    HttpResponse<String> answer = endpoint.get(Endpoint.POLLING);
    assertThat(answer.statusCode()).isEqualTo(200);
    Matcher sid = SID.matcher(answer.body());
    assertThat(sid.find()).isTrue();
    return Endpoint.POLLING + "&sid=" + sid.group(1);
  }

  @Test
  void messageIsEchoedOverPolling() throws Exception {
    Endpoint endpoint = deploy();
    String session = open(endpoint);

    assertThat(endpoint.send("POST", session, "4hello").body()).isEqualTo("ok");
    assertThat(endpoint.get(session).body()).isEqualTo("4hello");
  }

  @Test
  void waitingPollGetsTheMessage() throws Exception {
    Endpoint endpoint = deploy();
    String session = open(endpoint);
    CompletableFuture<HttpResponse<String>> poll = endpoint.getAsync(session);

    endpoint.send("POST", session, "4hello");
    assertThat(Patience.await("poll", poll).body()).isEqualTo("4hello");
  }

  @Test
  void messageIsEchoedOverWebSocket() throws Exception {
    try (WebSocketProbe probe = WebSocketProbe.session(deploy())) {
      probe.send("4hello");
      assertThat(probe.nextText()).isEqualTo("4hello");
      probe.send(new byte[] {1, 2});
      assertThat(probe.nextBytes()).containsExactly(1, 2);
    }
  }

  @Test
  void everySendOfSeveralThreadsArrivesInTheirOrder() throws Exception {
    try (WebSocketProbe probe = WebSocketProbe.session(deploy())) {
      EngineConnection connection = application.connection();
      int threads = 5;
      int messages = 1_000;
      for (int t = 0; t < threads; t++) {
        int thread = t;
        new Thread(
                () -> {
                  for (int i = 0; i < messages; i++) {
                    connection.send(List.of(new EnginePacket.Message(thread + ":" + i)));
                  }
                })
            .start();
      }
      int[] next = new int[threads];
      for (int i = 0; i < threads * messages; i++) {
        String[] parts = probe.nextText().substring(1).split(":");
        int thread = Integer.parseInt(parts[0]);
        assertThat(Integer.parseInt(parts[1])).isEqualTo(next[thread]++);
      }
    }
  }

  @Test
  void oversizedPostIsRefusedAndEndsTheSession() throws Exception {
    options.put("maxHttpBufferSize", "1000");
    Endpoint endpoint = deploy();
    String session = open(endpoint);

    assertThat(endpoint.send("POST", session, "4" + "x".repeat(1000)).statusCode()).isEqualTo(413);
    assertThat(application.close()).isEqualTo("transport error");
    assertThat(endpoint.get(session).body())
        .isEqualTo("{\"code\":1,\"message\":\"Session ID unknown\"}");
  }

  @Test
  void oversizedWebSocketMessageIsClosedWith1009() throws Exception {
    options.put("maxHttpBufferSize", "1000");
    Endpoint endpoint = deploy();
    try (WebSocketProbe exact = WebSocketProbe.session(endpoint)) {
      String largest = "4" + "x".repeat(999);
      exact.send(largest);
      assertThat(exact.nextText()).isEqualTo(largest);
    }
    assertThat(application.close()).isEqualTo("transport close");
    try (RawWebSocket socket = RawWebSocket.open(endpoint, Endpoint.WEBSOCKET)) {
      socket.frame(false, RawWebSocket.TEXT, "4xx".getBytes(StandardCharsets.US_ASCII));
      socket.frame(false, 0, "x".repeat(998).getBytes(StandardCharsets.US_ASCII));
      assertThat(socket.awaitClose()).isEqualTo(1009);
    }
    assertThat(application.close()).isEqualTo("transport error");
  }

  @Test
  void stalledPostEndsTheSession() throws Exception {
    options.put("bodyTimeout", "300");
    Endpoint endpoint = deploy();
    String session = open(endpoint);
    try (RawHttp http = RawHttp.connect(endpoint)) {
      http.head("POST", "?" + session, "Content-Length: 100");
      http.write("4hel".getBytes(StandardCharsets.US_ASCII));

      assertThat(http.reply().status()).isEqualTo(400);
    }
    assertThat(application.close()).isEqualTo("transport error");
  }

  @Test
  void secondPostIsRefusedWhileTheFirstStillSends() throws Exception {
    Endpoint endpoint = deploy();
    String session = open(endpoint);
    try (RawHttp first = RawHttp.connect(endpoint)) {
      first.head("POST", "?" + session, "Content-Length: 100");
      first.write("4hel".getBytes(StandardCharsets.US_ASCII));
      int status;
      do {
        status = endpoint.send("POST", session, "4other").statusCode();
      } while (status == 200);

      assertThat(status).isEqualTo(400);
      assertThat(first.reply().status()).isEqualTo(400);
    }
    assertThat(application.close()).isEqualTo("transport error");
  }

  @Test
  void sessionOfAClientThatVanishedIsEndedByThePing() throws Exception {
    options.put("pingInterval", "100");
    options.put("pingTimeout", "100");
    Endpoint endpoint = deploy();
    String session = open(endpoint);
    RawHttp poll = RawHttp.connect(endpoint);
    poll.head("GET", "?" + session);
    poll.close();

    assertThat(application.close()).isIn("ping timeout", "transport error", "transport close");
  }

  @Test
  void undeploymentAnswersPollsAndClosesWebSockets() throws Exception {
    Endpoint endpoint = deploy();
    CompletableFuture<HttpResponse<String>> poll = endpoint.getAsync(open(endpoint));
    WebSocketProbe probe = WebSocketProbe.session(endpoint);

    container.undeploy();

    assertThat(application.close()).isEqualTo("server shutting down");
    assertThat(application.close()).isEqualTo("server shutting down");
    probe.expectClose();
    assertThat(poll).satisfies(answer -> Patience.await("poll", answer.handle((a, b) -> true)));
    assertThat(threads.left()).isEmpty();
  }

  @Test
  void misspeltOptionStopsTheServletAndIsExplained() {
    options.put("pingIntervall", "100");

    assertThat(failureOfDeployment())
        .contains(
            "Unknown option \"pingIntervall\" (set to \"100\"), did you mean \"pingInterval\"?");
  }

  @Test
  void optionOutOfRangeStopsTheServletAndIsExplained() {
    options.put("pingInterval", "0");

    assertThat(failureOfDeployment()).contains("pingInterval: PT0S is not allowed");
  }

  /** One container refuses to start, another starts without the servlet and says so in its log. */
  private String failureOfDeployment() {
    try (CapturedLog log = CapturedLog.of("")) {
      Throwable failure = org.assertj.core.api.Assertions.catchThrowable(this::deploy);
      return failure + " " + log.failures();
    }
  }
}
