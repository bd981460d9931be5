package dev.socketio.it.cors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.socketio.it.container.WebApplication;
import dev.socketio.it.wire.Patience;
import dev.socketio.it.wire.RawHttp.Reply;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The headers on whatever the server answers, the filter and the servlet's own guard alike. */
class CorsHeadersIT {

  private static final String FOREIGN = "https://my-frontend.com";
  private static final String ORIGIN = "Origin: " + FOREIGN;

  private enum Way {
    FILTER,
    SERVLET;

    Application deploy() throws Exception {
      return this == SERVLET
          ? new Application(
              Map.of("cors.origin", FOREIGN + " https://other.example", "cors.credentials", "true"),
              Application.nothing())
          : new Application(Map.of(), CorsHeadersIT::filterAndPlainServlet);
    }
  }

  static Stream<Way> ways() {
    return Stream.of(Way.values());
  }

  private static void filterAndPlainServlet(ServletContext context) {
    Map<String, String> params =
        Map.of("origin", FOREIGN + " https://other.example", "credentials", "true");
    Application.addFilter(context, "cors", params, "/*");
    context.addServlet("plain", new Plain()).addMapping("/plain/*");
  }

  /** Answers with the status that is asked for. */
  private static final class Plain extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      int status = Integer.parseInt(request.getPathInfo().substring(1));
      if (status < 400) {
        response.setStatus(status);
      } else {
        response.sendError(status);
      }
    }
  }

  /** One value each, however many layers the response has passed. */
  private static void assertAllowed(Reply reply, int status) {
    assertReadable(reply, status);
    assertThat(reply.headers().get("vary")).containsExactly("Origin");
  }

  private static void assertReadable(Reply reply, int status) {
    assertThat(reply.status()).isEqualTo(status);
    assertThat(reply.headers().get("access-control-allow-origin")).containsExactly(FOREIGN);
    assertThat(reply.headers().get("access-control-allow-credentials")).containsExactly("true");
  }

  @ParameterizedTest
  @MethodSource("ways")
  void areOnEverythingThatASessionMeets(Way way) throws Exception {
    try (Application application = way.deploy()) {
      assertAllowed(application.ask("GET", Application.POLLING, ORIGIN), 200);
      String session = Application.POLLING + "&sid=" + application.session(ORIGIN);
      assertAllowed(application.post(session, "40", ORIGIN), 200);
      assertAllowed(application.ask("GET", session, ORIGIN), 200);
      assertAllowed(application.openWebSocket(ORIGIN), 101);
    }
  }

  @ParameterizedTest
  @MethodSource("ways")
  void areOnErrors(Way way) throws Exception {
    try (Application application = way.deploy()) {
      String session = Application.POLLING + "&sid=" + application.session(ORIGIN);

      assertAllowed(application.ask("GET", Application.POLLING + "&sid=unknown", ORIGIN), 400);
      assertAllowed(application.ask("GET", "socket.io/?EIO=4&transport=pigeon", ORIGIN), 400);
      assertAllowed(application.ask("GET", "socket.io", ORIGIN), 404);
      assertAllowed(application.openWebSocket(ORIGIN, "Content-Length: 1"), 400);
      assertAllowed(application.post(session, "4".repeat(1_000_001), ORIGIN), 413);
    }
  }

  @Test
  void areOnWhatTheContainerAnswersForAnotherServlet() throws Exception {
    try (Application application = Way.FILTER.deploy()) {
      assertAllowed(application.ask("GET", "plain/304", ORIGIN), 304);
      assertNotForOthers(application.ask("GET", "plain/404", ORIGIN), 404);
      assertNotForOthers(application.ask("GET", "plain/500", ORIGIN), 500);
    }
  }

  /** Jetty takes Vary off the error pages it makes itself, and does not let caches keep them. */
  private static void assertNotForOthers(Reply reply, int status) {
    assertReadable(reply, status);
    assertThat(reply.header("vary") + ", " + reply.header("cache-control"))
        .containsAnyOf("Origin", "no-store");
  }

  @ParameterizedTest
  @MethodSource("ways")
  void tellCachesThatAResponseDependsOnTheOriginWithoutOneToo(Way way) throws Exception {
    try (Application application = way.deploy()) {
      Reply reply = application.ask("GET", Application.POLLING);

      assertThat(reply.headers().get("vary")).containsExactly("Origin");
      assertThat(reply.header("access-control-allow-origin")).isEmpty();
      assertThat(application.ask("GET", Application.POLLING, "Origin: https://no").header("vary"))
          .isEqualTo("Origin");
    }
  }

  @ParameterizedTest
  @MethodSource("ways")
  void preflightNeedsNoSession(Way way) throws Exception {
    try (Application application = way.deploy()) {
      Reply reply =
          application.ask(
              "OPTIONS",
              Application.POLLING + "&sid=ofAnotherNode",
              ORIGIN,
              "Access-Control-Request-Method: POST");

      assertThat(reply.status()).isEqualTo(204);
      assertThat(reply.header("access-control-allow-origin")).isEqualTo(FOREIGN);
      assertThat(reply.header("set-cookie")).isEmpty();
      assertThat(application.server.connectionCount()).isZero();
    }
  }

  @Test
  void applicationHearsOfWhatTheFilterRefuses() throws Exception {
    try (Application application = Way.FILTER.deploy()) {
      application.ask("GET", "plain/200", "Origin: https://evil.example/page");
      application.ask("GET", Application.POLLING, "Origin: https://evil.example");

      assertThat(Patience.take("an error", application.errors).context())
          .containsEntry("name", "CORS_ORIGIN_REJECTED")
          .containsEntry("origin", "https://evil.example");
    }
  }

  @Test
  void twoFiltersBeforeTheServletAreNotDeployed() {
    WebApplication two =
        context -> {
          Application.addFilter(context, "general", Map.of("origin", FOREIGN), "/*");
          Application.addFilter(context, "special", Map.of("origin", "*"), "/socket.io/*");
        };

    assertThat(failureOf(Map.of(), two)).contains("\"general\"", "\"special\"", "several filters");
  }

  @Test
  void filterAndParamsOfTheServletAreNotDeployedTogether() {
    WebApplication filter =
        context -> Application.addFilter(context, "cors", Map.of("origin", FOREIGN), "/*");

    assertThat(failureOf(Map.of("cors.origin", "*"), filter))
        .contains("[cors.origin]", "filter \"cors\"", "decides before it");
  }

  /** What keeps an application from being deployed; one container throws it, another logs it. */
  private static String failureOf(Map<String, String> params, WebApplication others) {
    return CapturedFailures.of(
        () -> {
          try (Application application = new Application(params, others)) {
            assertThat(application.ask("GET", Application.POLLING).status()).isNotEqualTo(200);
          }
        });
  }
}
