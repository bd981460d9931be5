package dev.socketio.engine.transport;

import static dev.socketio.engine.transport.EngineWorld.POLLING;
import static dev.socketio.engine.transport.EngineWorld.WEBSOCKET;
import static org.assertj.core.api.Assertions.assertThat;

import dev.socketio.concurrent.CapturedLog;
import dev.socketio.engine.EngineError;
import dev.socketio.engine.RequestGate;
import dev.socketio.engine.RequestGate.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The application decides on handshakes ({@code allowRequest}). */
class RequestGateTest {
  @RegisterExtension final CapturedLog log = new CapturedLog();

  private static EngineWorld with(RequestGate gate) {
    return new EngineWorld(options -> options.allowRequest(gate));
  }

  private static RequestGate refusing(String message) {
    return request -> CompletableFuture.completedFuture(Verdict.refuse(message));
  }

  @Test
  void aRefusedPollingHandshakeIsAnswered403WithTheMessageOfTheGate() {
    EngineWorld world = with(refusing("say \"please\"\n\\o/ \ud800 \u20ac"));
    FakeHttpExchange handshake = world.send(FakeHttpExchange.get(POLLING));
    assertThat(handshake.status()).isEqualTo(403);
    assertThat(handshake.answer())
        .isEqualTo("{\"code\":4,\"message\":\"say \\\"please\\\"\\u000a\\\\o/ \\ud800 \u20ac\"}");
    assertThat(world.errors.get(0).error()).isEqualTo(EngineError.FORBIDDEN);
    assertThat(world.errors.get(0).message()).startsWith("say \"please\"\n");
    assertThat(world.errors.get(0).context())
        .isEqualTo(Map.of("message", world.errors.get(0).message()));
    assertThat(world.sessions.count()).isZero();
  }

  @Test
  void aRefusedWebSocketHandshakeGetsTheBareMessage() {
    assertThat(with(refusing("no entry")).upgrade(WEBSOCKET))
        .isEqualTo(new UpgradeDecision.Refused(EngineError.FORBIDDEN, "no entry"));
  }

  @Test
  void theGateIsAskedBeforeTheProtocolVersionIsLookedAt() {
    EngineWorld world = with(refusing("no entry"));
    assertThat(world.send(FakeHttpExchange.get("EIO=3&transport=polling")).status()).isEqualTo(403);
  }

  @Test
  void theGateIsAskedForHandshakesOnly() {
    List<String> asked = new ArrayList<>();
    EngineWorld world =
        with(
            request -> {
              asked.add(request.method() + " " + request.query().get("transport"));
              return CompletableFuture.completedFuture(Verdict.allow());
            });
    EngineWorld.Client client = world.openPolling();
    client.post("4hello");
    client.openCandidate();
    world.send(FakeHttpExchange.post(POLLING, "4x"));
    world.send(FakeHttpExchange.get(WEBSOCKET));
    world.openWebSocket();
    assertThat(asked).containsExactly("GET polling", "GET websocket");
  }

  @Test
  void aPollingHandshakeWaitsForAGateThatTakesItsTime() {
    CompletableFuture<Verdict> verdict = new CompletableFuture<>();
    EngineWorld world = with(request -> verdict);
    FakeHttpExchange handshake = world.send(FakeHttpExchange.get(POLLING));
    assertThat(handshake.answered()).isFalse();
    assertThat(world.sessions.count()).isZero();
    verdict.complete(Verdict.allow());
    assertThat(handshake.answer()).startsWith("0{");
  }

  @Test
  void aWebSocketHandshakeWaitsForAGateThatTakesItsTime() {
    CompletableFuture<Verdict> verdict = new CompletableFuture<>();
    EngineWorld world = with(request -> verdict);
    CompletableFuture<UpgradeDecision> decision =
        world.dispatcher.dispatchUpgrade(FakeHttpExchange.get(WEBSOCKET)).toCompletableFuture();
    assertThat(decision).isNotDone();
    verdict.complete(Verdict.allow());
    assertThat(decision.join()).isInstanceOf(UpgradeDecision.Accepted.class);
  }

  @Test
  void aClientThatLeavesWhileTheGateDecidesLeavesNoSession() {
    CompletableFuture<Verdict> verdict = new CompletableFuture<>();
    EngineWorld world = with(request -> verdict);
    FakeHttpExchange handshake = world.send(FakeHttpExchange.get(POLLING));
    handshake.gone();
    verdict.complete(Verdict.allow());
    world.assertEmpty();
  }

  @Test
  void aGateThatThrowsRefusesWithoutTellingTheClientWhy() {
    EngineWorld world =
        with(
            request -> {
              throw new IllegalStateException("database down");
            });
    FakeHttpExchange handshake = world.send(FakeHttpExchange.get(POLLING));
    assertThat(handshake.status()).isEqualTo(403);
    assertThat(handshake.answer()).isEqualTo("{\"code\":4,\"message\":\"Forbidden\"}");
    assertThat(world.errors.get(0).context().get("error")).contains("database down");
  }

  @Test
  void aGateThatFailsLaterRefusesToo() {
    EngineWorld world =
        with(request -> CompletableFuture.failedFuture(new IllegalStateException("down")));
    assertThat(world.send(FakeHttpExchange.get(POLLING)).status()).isEqualTo(403);
    assertThat(world.upgrade(WEBSOCKET))
        .isEqualTo(new UpgradeDecision.Refused(EngineError.FORBIDDEN, "Forbidden"));
  }

  static Stream<Arguments> brokenGates() {
    RequestGate noStage = request -> null;
    RequestGate noVerdict = request -> CompletableFuture.completedFuture(null);
    RequestGate error =
        request -> {
          throw new NoClassDefFoundError("com/example/Users");
        };
    RequestGate laterError =
        request -> CompletableFuture.failedFuture(new NoClassDefFoundError("com/example/Users"));
    RequestGate noMessage = refusing(null);
    return Stream.of(
        Arguments.of("no stage", noStage),
        Arguments.of("a stage of nothing", noVerdict),
        Arguments.of("an error", error),
        Arguments.of("an error later", laterError),
        Arguments.of("a verdict without a message", noMessage));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("brokenGates")
  void aGateThatGivesWhatItMustNotRefuses(String what, RequestGate gate) {
    EngineWorld world = with(gate);
    FakeHttpExchange handshake = world.send(FakeHttpExchange.get(POLLING));
    assertThat(handshake.answered()).isTrue();
    assertThat(handshake.status()).isEqualTo(403);
    assertThat(world.upgrade(WEBSOCKET))
        .isEqualTo(new UpgradeDecision.Refused(EngineError.FORBIDDEN, "Forbidden"));
    assertThat(world.errors)
        .hasSize(2)
        .allSatisfy(error -> assertThat(error.error()).isEqualTo(EngineError.FORBIDDEN));
    world.assertEmpty();
  }

  /** Its description fails, and with it the report of the failure. */
  private static final class Unspeakable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    @Override
    public String toString() {
      throw new IllegalStateException("no words");
    }
  }

  @Test
  void whateverElseGoesWrongIsAnsweredAsWell() {
    EngineWorld world = with(request -> CompletableFuture.failedFuture(new Unspeakable()));
    FakeHttpExchange handshake = world.send(FakeHttpExchange.get(POLLING));
    assertThat(handshake.answered()).isTrue();
    assertThat(handshake.status()).isEqualTo(400);
    assertThat(world.upgrade(WEBSOCKET))
        .isEqualTo(new UpgradeDecision.Refused(EngineError.BAD_REQUEST, "Bad request"));
    assertThat(world.errors)
        .hasSize(2)
        .allSatisfy(
            error ->
                assertThat(error.context()).containsEntry("name", "TRANSPORT_HANDSHAKE_ERROR"));
    assertThat(log.errors()).contains("A handshake failed and is refused");
  }

  @Test
  void anApplicationThatCannotTakeAConnectionLosesIt() {
    EngineWorld world =
        new EngineWorld()
            .onConnection(
                connection -> {
                  throw new NoClassDefFoundError("com/example/Users");
                });
    FakeHttpExchange handshake = world.send(FakeHttpExchange.get(POLLING));
    assertThat(handshake.answered()).isTrue();
    assertThat(world.connections.get(0).isOpen()).isFalse();
  }

  @Test
  void theRecipeWithoutOriginRefusesWhateverCarriesOne() {
    EngineWorld world = with(RequestGate.withoutOrigin());
    assertThat(world.send(FakeHttpExchange.get(POLLING)).status()).isEqualTo(200);
    assertThat(
            world
                .send(FakeHttpExchange.get(POLLING).header("Origin", "https://example.com"))
                .answer())
        .isEqualTo("{\"code\":4,\"message\":\"Forbidden\"}");
  }
}
