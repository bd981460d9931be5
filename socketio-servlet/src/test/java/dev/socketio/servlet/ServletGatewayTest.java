package dev.socketio.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.socketio.concurrent.CapturedLog;
import dev.socketio.concurrent.ManualTimer;
import dev.socketio.cors.CorsGuard;
import dev.socketio.engine.ConnectionError;
import dev.socketio.engine.EngineError;
import dev.socketio.engine.transport.HttpExchange;
import dev.socketio.engine.transport.IncomingRequest;
import dev.socketio.engine.transport.UpgradeDecision;
import jakarta.servlet.ServletConfig;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.websocket.DeploymentException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** WebSocket handshakes that end on the container's side: answered, and reported. */
class ServletGatewayTest {

  @RegisterExtension final CapturedLog log = new CapturedLog();

  private final FakeHttp http = new FakeHttp();
  private final FakeReceiver receiver = new FakeReceiver();
  private final List<ConnectionError> reported = new ArrayList<>();
  private CompletionStage<UpgradeDecision> decision =
      CompletableFuture.completedFuture(new UpgradeDecision.Accepted(receiver));
  private @Nullable WebSocketUpgrader upgrader = (request, response, arrival) -> {};

  @BeforeEach
  void asksForAWebSocket() {
    http.query = "EIO=4&transport=websocket";
    http.requestHeaders.putAll(
        Map.of(
            "Upgrade", "websocket",
            "Connection", "Upgrade",
            "Sec-WebSocket-Version", "13",
            "Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ=="));
  }

  private void serve() throws Exception {
    GatewaySettings settings =
        new GatewaySettings(
            "io",
            ownPagesOnly(),
            false,
            true,
            Duration.ofSeconds(7),
            Duration.ofSeconds(7),
            Duration.ofMillis(1),
            new RequestSnapshot(Set.of(), Set.of(), Clock.systemUTC()),
            new WebSocketSettings(1000, false, Runnable::run, new ManualTimer()));
    new ServletGateway(settings, new Door(), upgrader).service(http.request(), http.response());
  }

  /** No request here has an origin. */
  private static CorsGuard ownPagesOnly() throws ServletException {
    ServletContext context =
        new Fakes()
            .returning("getAttribute", null)
            .returning("getInitParameter", null)
            .returning("getFilterRegistration", null)
            .returning("getFilterRegistrations", Map.of())
            .returning("getServletRegistration", null)
            .as(ServletContext.class);
    ServletConfig config =
        new Fakes()
            .returning("getServletName", "io")
            .returning("getServletContext", context)
            .on("getInitParameterNames", a -> Collections.emptyEnumeration())
            .as(ServletConfig.class);
    return CorsGuard.forServlet(config, "cors.");
  }

  private final class Door implements EngineDoor {
    @Override
    public void dispatch(HttpExchange exchange) {
      throw new AssertionError("an ordinary request");
    }

    @Override
    public CompletionStage<UpgradeDecision> dispatchUpgrade(IncomingRequest request) {
      return decision;
    }

    @Override
    public void report(ConnectionError error) {
      reported.add(error);
    }
  }

  private void assertRefused(int status, EngineError error, String message) {
    assertThat(http.status).isEqualTo(status);
    assertThat(http.output.written).hasToString(message);
    assertThat(reported).hasSize(1);
    assertThat(reported.get(0).error()).isEqualTo(error);
    assertThat(reported.get(0).message()).isEqualTo(message);
    assertThat(reported.get(0).request().url()).isEqualTo("/socket.io/?" + http.query);
  }

  private Map<String, String> context() {
    return reported.get(0).context();
  }

  @Test
  void wrongMethodIsReported() throws Exception {
    http.method = "POST";
    serve();
    assertRefused(400, EngineError.BAD_HANDSHAKE_METHOD, "Bad handshake method");
    assertThat(context()).isEqualTo(Map.of("method", "POST"));
  }

  @Test
  void wrongKeyIsReported() throws Exception {
    http.requestHeaders.remove("Sec-WebSocket-Key");
    serve();
    assertRefused(400, EngineError.BAD_REQUEST, "Bad request");
    assertThat(context()).containsEntry("name", "TRANSPORT_HANDSHAKE_ERROR");
    assertThat(context().get("error")).contains("Sec-WebSocket-Key");
  }

  @Test
  void bodyIsReported() throws Exception {
    http.requestHeaders.put("Content-Length", "5");
    serve();
    assertRefused(400, EngineError.BAD_REQUEST, "Bad request");
    assertThat(context().get("error")).contains("body");
  }

  @Test
  void wrongVersionIsReported() throws Exception {
    http.requestHeaders.put("Sec-WebSocket-Version", "8");
    serve();
    assertRefused(426, EngineError.BAD_REQUEST, "Upgrade Required");
    assertThat(context()).containsEntry("name", "TRANSPORT_HANDSHAKE_ERROR");
    assertThat(context().get("error")).contains("Sec-WebSocket-Version");
  }

  @Test
  void containerWithoutWebSocketsIsReported() throws Exception {
    upgrader = null;
    serve();
    assertRefused(400, EngineError.UNKNOWN_TRANSPORT, "Transport unknown");
    assertThat(context()).isEqualTo(Map.of("transport", "websocket"));
  }

  @Test
  void gateThatTakesTooLongIsReported() throws Exception {
    CompletableFuture<UpgradeDecision> late = new CompletableFuture<>();
    decision = late;
    serve();
    assertRefused(400, EngineError.FORBIDDEN, "Forbidden");
    assertThat(context().get("error")).contains("PT0.001S");
    late.complete(new UpgradeDecision.Accepted(receiver));
    assertThat(receiver.events).last().isEqualTo("close");
  }

  @Test
  void decisionThatFailsIsReported() throws Exception {
    decision = CompletableFuture.failedFuture(new IllegalStateException("lost"));
    serve();
    assertRefused(400, EngineError.FORBIDDEN, "Forbidden");
    assertThat(context().get("error")).contains("lost");
  }

  @Test
  void containerThatDoesNotUpgradeIsReported() throws Exception {
    upgrader =
        (request, response, arrival) -> {
          throw new DeploymentException("not today");
        };
    serve();
    assertRefused(400, EngineError.BAD_REQUEST, "Bad request");
    assertThat(context()).containsEntry("name", "TRANSPORT_HANDSHAKE_ERROR");
    assertThat(context().get("error")).contains("not today");
    assertThat(receiver.events).last().isEqualTo("close");
  }

  @Test
  void refusalOfTheEngineIsNotReportedTwice() throws Exception {
    decision =
        CompletableFuture.completedFuture(
            new UpgradeDecision.Refused(EngineError.FORBIDDEN, "no entry"));
    serve();
    assertThat(http.status).isEqualTo(400);
    assertThat(http.output.written).hasToString("no entry");
    assertThat(reported).isEmpty();
  }

  @Test
  void handshakeThatSucceedsIsNotReported() throws Exception {
    serve();
    assertThat(reported).isEmpty();
    assertThat(http.status).isZero();
  }
}
