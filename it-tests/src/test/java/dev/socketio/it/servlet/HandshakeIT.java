package dev.socketio.it.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.socketio.cors.CorsFilter;
import dev.socketio.cors.CorsPolicy;
import dev.socketio.engine.EngineError;
import dev.socketio.engine.transport.UpgradeDecision;
import dev.socketio.it.container.EmbeddedContainer;
import dev.socketio.it.container.WebApplication;
import dev.socketio.it.wire.Endpoint;
import dev.socketio.it.wire.RawHttp;
import dev.socketio.it.wire.RawWebSocket;
import dev.socketio.it.wire.WebSocketProbe;
import dev.socketio.servlet.ScriptedServlet;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HandshakeIT {

  private static final String QUERY = "EIO=4&transport=websocket";

  private final RecordedReceiver receiver = new RecordedReceiver();
  private final ScriptedServlet servlet = new ScriptedServlet().accept(receiver);
  private EmbeddedContainer container;

  private CorsPolicy policy = CorsPolicy.sameOriginOnly();

  private Endpoint deploy() throws Exception {
    container =
        EmbeddedContainer.start(
            context -> {
              context.setAttribute(CorsFilter.POLICY_ATTRIBUTE, policy);
              var filter =
                  context.addFilter(
                      "headers",
                      (request, response, chain) -> {
                        HttpServletResponse http = (HttpServletResponse) response;
                        http.setHeader("Access-Control-Allow-Origin", "https://a.example");
                        http.addHeader("Vary", "Origin");
                        chain.doFilter(request, response);
                      });
              filter.setAsyncSupported(true);
              filter.addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), false, "/*");
              WebApplication.of(servlet, "/socket.io/*").deploy(context);
            });
    return new Endpoint(container.uri().resolve("socket.io/"));
  }

  @AfterEach
  void stop() throws Exception {
    container.close();
  }

  private RawHttp.Reply handshake(Endpoint endpoint, String method, List<String> headers)
      throws IOException {
    try (RawHttp http = RawHttp.connect(endpoint)) {
      http.head(method, endpoint.uri().getRawPath() + "?" + QUERY, headers);
      return http.reply(method);
    }
  }

  private static List<String> replacing(String name, String line) {
    List<String> headers = new ArrayList<>(RawWebSocket.handshake());
    headers.removeIf(header -> header.startsWith(name));
    if (!line.isEmpty()) {
      headers.add(line);
    }
    return headers;
  }

  private void assertRefused(RawHttp.Reply reply, String message) {
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.body()).isEqualTo(message);
    assertThat(reply.header("content-type")).isEqualTo("text/html");
    assertThat(reply.header("connection")).isEqualToIgnoringCase("close");
    assertThat(reply.header("access-control-allow-origin")).isEqualTo("https://a.example");
  }

  @Test
  void headersOfAFilterAreOnThe101() throws Exception {
    RawHttp.Reply reply = handshake(deploy(), "GET", RawWebSocket.handshake());

    assertThat(reply.status()).isEqualTo(101);
    assertThat(reply.header("access-control-allow-origin")).isEqualTo("https://a.example");
    assertThat(reply.header("vary")).contains("Origin");
    assertThat(reply.header("sec-websocket-extensions")).isEmpty();
    receiver.channel();
  }

  @Test
  void refusalIsABareMessage() throws Exception {
    servlet.decide(
        CompletableFuture.completedFuture(
            new UpgradeDecision.Refused(EngineError.FORBIDDEN, "not today")));

    assertRefused(handshake(deploy(), "GET", RawWebSocket.handshake()), "not today");
  }

  @Test
  void postCannotUpgrade() throws Exception {
    List<String> headers = new ArrayList<>(RawWebSocket.handshake());
    headers.add("Content-Length: 0");

    assertRefused(handshake(deploy(), "POST", headers), "Bad handshake method");
  }

  @Test
  void keyMustHaveSixteenBytes() throws Exception {
    Endpoint endpoint = deploy();

    assertRefused(
        handshake(endpoint, "GET", replacing("Sec-WebSocket-Key", "Sec-WebSocket-Key: AAECAw==")),
        "Bad request");
    assertRefused(handshake(endpoint, "GET", replacing("Sec-WebSocket-Key", "")), "Bad request");
  }

  @Test
  void otherVersionIsToldTheRightOne() throws Exception {
    RawHttp.Reply reply =
        handshake(deploy(), "GET", replacing("Sec-WebSocket-Version", "Sec-WebSocket-Version: 12"));

    assertThat(reply.status()).isEqualTo(426);
    assertThat(reply.header("sec-websocket-version")).isEqualTo("13");
    assertThat(reply.header("upgrade")).isEqualTo("websocket");
    assertThat(reply.header("connection").toLowerCase(Locale.ROOT)).contains("close", "upgrade");
    assertThat(reply.body()).isEqualTo("Upgrade Required");
    assertThat(servlet.errors())
        .singleElement()
        .satisfies(
            error ->
                assertThat(error.context()).containsEntry("name", "TRANSPORT_HANDSHAKE_ERROR"));
  }

  @Test
  void requestWithoutUpgradeHeadersIsAnOrdinaryOne() throws Exception {
    servlet.onRequest(
        exchange ->
            exchange.respond(
                Replies.text("ordinary"),
                dev.socketio.engine.transport.HttpExchange.Completion.IGNORED));

    assertThat(deploy().get(QUERY).body()).isEqualTo("ordinary");
  }

  @Test
  void deflateIsNotNegotiatedUnlessAskedFor() throws Exception {
    String offer = "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits";

    RawHttp.Reply reply = handshake(deploy(), "GET", RawWebSocket.handshake(offer));
    assertThat(reply.status()).isEqualTo(101);
    assertThat(reply.header("sec-websocket-extensions")).isEmpty();
  }

  @Test
  void deflateIsNegotiatedWhenAskedFor() throws Exception {
    servlet.compress();
    String offer = "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits";

    RawHttp.Reply reply = handshake(deploy(), "GET", RawWebSocket.handshake(offer));
    assertThat(reply.status()).isEqualTo(101);
    assertThat(reply.header("sec-websocket-extensions")).startsWith("permessage-deflate");
  }

  @Test
  void foreignOriginIsThePolicysBusinessAndNotTheContainers() throws Exception {
    policy = CorsPolicy.builder().origins("https://evil.example").build();
    RawHttp.Reply reply =
        handshake(deploy(), "GET", RawWebSocket.handshake("Origin: https://evil.example"));

    assertThat(reply.status()).isEqualTo(101);
  }

  @Test
  void applicationThatDoesNotDecideIsNotWaitedForLong() throws Exception {
    CompletableFuture<UpgradeDecision> late = new CompletableFuture<>();
    servlet.decide(late).decisionTimeout(Duration.ofMillis(200));

    assertRefused(handshake(deploy(), "GET", RawWebSocket.handshake()), "Forbidden");

    late.complete(new UpgradeDecision.Accepted(receiver));
    assertThat(receiver.next()).isEqualTo("error");
    assertThat(receiver.next()).isEqualTo("close");
  }

  @Test
  void applicationThatFailsToDecideIsARefusal() throws Exception {
    servlet.decide(CompletableFuture.failedFuture(new IllegalStateException("planted")));

    assertRefused(handshake(deploy(), "GET", RawWebSocket.handshake()), "Forbidden");
  }

  @Test
  void privatePathOfTheUpgradeLeadsNowhere() throws Exception {
    Endpoint endpoint = deploy();
    Endpoint hidden = new Endpoint(container.uri().resolve("dev.socketio/direct"));
    try (RawHttp http = RawHttp.connect(hidden)) {
      http.head("GET", hidden.uri().getRawPath(), RawWebSocket.handshake());
      assertThat(http.reply().status()).isEqualTo(404);
    }
    try (WebSocketProbe probe = WebSocketProbe.open(endpoint, QUERY)) {
      receiver.channel();
      probe.close();
    }
  }
}
