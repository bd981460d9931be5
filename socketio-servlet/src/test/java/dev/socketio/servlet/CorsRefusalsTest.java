package dev.socketio.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.socketio.concurrent.ManualTimer;
import dev.socketio.cors.CorsDecision.Denied;
import dev.socketio.cors.CorsPolicy;
import dev.socketio.cors.CorsRequest;
import dev.socketio.engine.ConnectionError;
import dev.socketio.engine.EngineApplication;
import dev.socketio.engine.EngineConnection;
import dev.socketio.engine.EngineListener;
import dev.socketio.engine.EngineOptions;
import dev.socketio.engine.EngineSessions;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class CorsRefusalsTest {

  private final List<ConnectionError> errors = new ArrayList<>();
  private final EngineSessions sessions =
      new EngineSessions(
          EngineOptions.defaults(),
          new ManualTimer(),
          new EngineApplication() {
            @Override
            public EngineListener onConnection(EngineConnection connection) {
              throw new AssertionError("no session may open");
            }

            @Override
            public void onConnectionError(ConnectionError error) {
              errors.add(error);
            }
          });
  private final CorsRefusals refusals =
      new CorsRefusals(sessions, new RequestSnapshot(Set.of(), Set.of(), Clock.systemUTC()));

  private void refuse(String origin, UnaryOperator<CorsPolicy.Builder> policy) {
    HttpServletRequest http =
        new Fakes()
            .returning("getMethod", "GET")
            .returning("getRequestURI", "/socket.io/")
            .returning("getQueryString", "EIO=4")
            .on(
                "getHeaders",
                arguments ->
                    Collections.enumeration(
                        arguments[0].equals("Origin") ? List.of(origin) : List.of()))
            .on("getHeaderNames", arguments -> Collections.enumeration(List.of("Origin")))
            .returning("getRemoteAddr", "127.0.0.1")
            .returning("isSecure", false)
            .returning("getScheme", "http")
            .returning("getServerName", "localhost")
            .returning("getServerPort", 80)
            .returning("getUserPrincipal", null)
            .returning("getAttribute", null)
            .returning("getSession", null)
            .on("getLocales", a -> Collections.emptyEnumeration())
            .as(HttpServletRequest.class);
    CorsRequest request = CorsRequest.of(http, true);
    CorsPolicy applied = policy.apply(CorsPolicy.builder()).build();
    refusals.onDenied(request, (Denied) applied.decide(request));
  }

  @Test
  void foreignOriginIsReportedWithTheReason() {
    refuse("https://evil.example", policy -> policy.origins("https://a.example"));

    assertThat(errors)
        .singleElement()
        .satisfies(
            error -> {
              assertThat(error.error().code()).isEqualTo(4);
              assertThat(error.context())
                  .containsEntry("name", "CORS_ORIGIN_REJECTED")
                  .containsEntry("origin", "https://evil.example")
                  .containsEntry("reason", "not_allowed");
              assertThat(error.request().url()).isEqualTo("/socket.io/?EIO=4");
            });
  }

  @Test
  void whatIsNoHeaderValueIsReportedAsTheReferenceDoes() {
    refuse("https://a\u0000b", policy -> policy.origins("https://a.example"));

    assertThat(errors.get(0).context()).containsEntry("name", "INVALID_ORIGIN");
    assertThat(errors.get(0).error().code()).isEqualTo(3);
  }

  @Test
  void functionThatFailsIsReportedAsTheReferenceDoes() {
    refuse(
        "https://a.example",
        policy ->
            policy.originIf(
                (origin, request) -> {
                  throw new IllegalStateException();
                }));

    assertThat(errors.get(0).context()).containsEntry("name", "MIDDLEWARE_FAILURE");
    assertThat(errors.get(0).error().code()).isEqualTo(3);
  }

  @Test
  void whatGoesOnIsNoError() {
    refuse(
        "https://evil.example",
        policy -> policy.origins("https://a.example").rejectDisallowed(false));

    assertThat(errors).isEmpty();
  }
}
