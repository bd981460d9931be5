package dev.socketio.it.cors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.socketio.cors.CorsFilter;
import dev.socketio.cors.CorsPolicy;
import dev.socketio.it.container.EmbeddedContainer;
import dev.socketio.it.container.WebApplication;
import dev.socketio.it.fixture.EchoApplication;
import dev.socketio.it.wire.Endpoint;
import dev.socketio.it.wire.Patience;
import dev.socketio.it.wire.RawHttp;
import dev.socketio.it.wire.RawHttp.Reply;
import dev.socketio.server.SocketIoServer;
import dev.socketio.servlet.EngineIoServlet;
import dev.socketio.servlet.SocketIoConfigurer;
import dev.socketio.servlet.SocketIoInitializer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A Socket.IO servlet with no CORS filter before it. */
class GuardedServletIT {

  private static final String FOREIGN = "https://my-frontend.com";
  private static final String EVIL = "https://evil.example";
  private static final String FORBIDDEN = "{\"code\":4,\"message\":\"Forbidden\"}";
  private static final String ALLOW_ORIGIN = "access-control-allow-origin";

  private static void assertRefused(Reply reply) {
    assertThat(reply.status()).isEqualTo(403);
    assertThat(reply.body()).isEqualTo(FORBIDDEN);
    assertThat(reply.header("content-type")).startsWith("application/json");
    assertThat(reply.header(ALLOW_ORIGIN)).isEmpty();
  }

  // Nothing is configured

  @Test
  void foreignOriginsGetNoSession() throws Exception {
    try (var application = new Application(Map.of(), Application.nothing())) {
      assertRefused(application.ask("GET", Application.POLLING, "Origin: " + EVIL));
      assertRefused(application.openWebSocket("Origin: " + EVIL, "Cookie: JSESSIONID=victims"));
      assertRefused(
          application.ask(
              "OPTIONS",
              Application.POLLING,
              "Origin: " + EVIL,
              "Access-Control-Request-Method: POST"));
      assertRefused(application.ask("GET", Application.POLLING, "Origin: null"));
      assertRefused(
          application.ask(
              "GET", Application.POLLING, "Origin: " + application.ownOrigin(), "Origin: " + EVIL));

      assertThat(application.server.connectionCount()).isZero();
    }
  }

  @Test
  void openSessionsAreClosedToForeignOriginsAsWell() throws Exception {
    try (var application = new Application(Map.of(), Application.nothing())) {
      String session = Application.POLLING + "&sid=" + application.session();

      assertRefused(application.ask("GET", session, "Origin: " + EVIL));
      assertRefused(application.post(session, "40", "Origin: " + EVIL));

      assertThat(application.post(session, "40").status()).isEqualTo(200);
    }
  }

  @Test
  void ownPagesAndProgramsConnect() throws Exception {
    try (var application = new Application(Map.of(), Application.nothing())) {
      String own = "Origin: " + application.ownOrigin();
      String session = Application.POLLING + "&sid=" + application.session(own);

      assertThat(application.post(session, "40", own).body()).isEqualTo("ok");
      assertThat(application.openWebSocket(own).status()).isEqualTo(101);
      assertThat(application.openWebSocket().status()).isEqualTo(101);
      assertThat(application.errors).isEmpty();
    }
  }

  @Test
  void ownPagesBehindAProxyThatEndsTlsConnect() throws Exception {
    try (var application = new Application(Map.of(), Application.nothing())) {
      String https = "Origin: " + application.ownOrigin().replace("http:", "https:");
      String renamed = "Origin: https://public.example";

      assertThat(application.openWebSocket(https).status()).isEqualTo(101);
      assertThat(application.openWebSocket(renamed, "Sec-Fetch-Site: same-origin").status())
          .isEqualTo(101);
      assertRefused(application.openWebSocket(renamed, "Sec-Fetch-Site: same-site"));
    }
  }

  @Test
  void applicationHearsOfRefusals() throws Exception {
    try (var application = new Application(Map.of(), Application.nothing())) {
      application.openWebSocket("Origin: " + EVIL);

      var error = Patience.take("an error", application.errors);
      assertThat(error.context())
          .containsEntry("name", "CORS_ORIGIN_REJECTED")
          .containsEntry("origin", EVIL)
          .containsEntry("reason", "not_allowed");
      assertThat(error.error().code()).isEqualTo(4);
      assertThat(error.message()).isEqualTo("Forbidden");
      assertThat(error.request().url()).isEqualTo("/app/" + Application.WEBSOCKET);
    }
  }

  @Test
  void bareEngineIsGuardedAsWell() throws Exception {
    WebApplication engine =
        WebApplication.of(new EngineIoServlet(new EchoApplication()), "/socket.io/*");
    try (var container = EmbeddedContainer.start("/app", engine)) {
      Endpoint endpoint = new Endpoint(container.uri().resolve("socket.io/"));

      var refused = endpoint.send("GET", Endpoint.POLLING, "", "Origin", EVIL);

      assertThat(refused.statusCode()).isEqualTo(403);
      assertThat(refused.body()).isEqualTo(FORBIDDEN);
      assertThat(endpoint.get(Endpoint.POLLING).statusCode()).isEqualTo(200);
    }
  }

  // Init-params of the servlet

  @Test
  void initParamsOfTheServletAreEnough() throws Exception {
    Map<String, String> params =
        Map.of(
            "cors.origin", FOREIGN,
            "cors.credentials", "true",
            "cors.allowedHeaders", "my-custom-header");
    try (var application = new Application(params, Application.nothing())) {
      Reply preflight =
          application.ask(
              "OPTIONS",
              Application.POLLING,
              "Origin: " + FOREIGN,
              "Access-Control-Request-Method: GET",
              "Access-Control-Request-Headers: my-custom-header");
      assertThat(preflight.status()).isEqualTo(204);
      assertThat(preflight.header(ALLOW_ORIGIN)).isEqualTo(FOREIGN);
      assertThat(preflight.header("access-control-allow-credentials")).isEqualTo("true");
      assertThat(preflight.header("access-control-allow-headers")).isEqualTo("my-custom-header");

      Reply handshake = application.ask("GET", Application.POLLING, "Origin: " + FOREIGN);
      assertThat(handshake.status()).isEqualTo(200);
      assertThat(handshake.headers().get(ALLOW_ORIGIN)).containsExactly(FOREIGN);
      assertThat(application.openWebSocket("Origin: " + FOREIGN).headers().get(ALLOW_ORIGIN))
          .containsExactly(FOREIGN);
      assertRefused(application.openWebSocket("Origin: " + EVIL));
    }
  }

  @Test
  void referencesBehaviourIsOneParamAway() throws Exception {
    Map<String, String> params =
        Map.of("cors.origin", FOREIGN + " https://other.example", "cors.rejectDisallowed", "false");
    try (var application = new Application(params, Application.nothing())) {
      Reply reply = application.ask("GET", Application.POLLING, "Origin: " + EVIL);

      assertThat(reply.status()).isEqualTo(200);
      assertThat(reply.header(ALLOW_ORIGIN)).isEmpty();
      assertThat(application.openWebSocket("Origin: " + EVIL).status()).isEqualTo(101);
      assertThat(application.errors).isEmpty();
    }
  }

  @Test
  void contextParamsAreEnough() throws Exception {
    WebApplication application =
        context -> {
          context.setInitParameter("socketio.configurer", Silent.class.getName());
          context.setInitParameter("socketio.cors.origin", FOREIGN);
          new SocketIoInitializer().onStartup(Set.of(), context);
        };
    try (var container = EmbeddedContainer.start("/app", application)) {
      Endpoint endpoint = new Endpoint(container.uri().resolve("socket.io/"));

      assertThat(allowed(endpoint, FOREIGN)).isTrue();
      assertThat(allowed(endpoint, EVIL)).isFalse();
    }
  }

  private static boolean allowed(Endpoint endpoint, String origin) throws Exception {
    try (RawHttp http = RawHttp.connect(endpoint)) {
      http.head("GET", "?" + Endpoint.POLLING, "Origin: " + origin);
      return List.of(origin).equals(http.reply().headers().get(ALLOW_ORIGIN));
    }
  }

  @Test
  void policyInTheContextNeedsNoFilter() throws Exception {
    WebApplication policy =
        context ->
            context.setAttribute(
                CorsFilter.POLICY_ATTRIBUTE, CorsPolicy.builder().origins(FOREIGN).build());
    try (var application = new Application(Map.of(), policy)) {
      assertThat(
              application
                  .ask("GET", Application.POLLING, "Origin: " + FOREIGN)
                  .header(ALLOW_ORIGIN))
          .isEqualTo(FOREIGN);
      assertRefused(application.ask("GET", Application.POLLING, "Origin: " + EVIL));
    }
  }

  // Questions about the policy

  private static final String QUESTION = "socket.io/cors-doctor?origin=https%3A%2F%2Fevil.example";

  @Test
  void policyIsExplainedWhereThatIsSwitchedOn() throws Exception {
    Map<String, String> params = Map.of("cors.origin", FOREIGN, "corsExplain", "true");
    try (var application = new Application(params, Application.nothing())) {
      Reply text = application.ask("GET", QUESTION);
      assertThat(text.status()).isEqualTo(200);
      assertThat(text.header("content-type")).startsWith("text/plain");
      assertThat(text.header("cache-control")).isEqualTo("no-store");
      assertThat(text.body())
          .contains("polling    does not connect", "add it to init-param cors.origin")
          .doesNotContain("my-frontend");

      Reply json = application.ask("GET", QUESTION + "&format=json");
      assertThat(json.header("content-type")).startsWith("application/json");
      assertThat(json.body()).startsWith("{\"origin\":\"https://evil.example\"");

      assertThat(application.ask("GET", "socket.io/cors-doctor").status()).isEqualTo(400);
      assertRefused(application.ask("GET", QUESTION, "Origin: " + EVIL));
      // The question itself is none that is refused: the first error is of the request above.
      assertThat(Patience.take("an error", application.errors).request().header("origin"))
          .contains(EVIL);
    }
  }

  @Test
  void filtersPolicyIsExplainedAsWell() throws Exception {
    WebApplication filter =
        context -> Application.addFilter(context, "cors", Map.of("origin", EVIL), "/*");
    try (var application = new Application(Map.of("corsExplain", "true"), filter)) {
      assertThat(application.ask("GET", QUESTION).body()).contains("polling    connects");
      assertThat(application.ask("GET", QUESTION + "&credentials=true").body())
          .contains("In init-param credentials write true");
    }
  }

  @Test
  void policyIsNotExplainedOtherwise() throws Exception {
    try (var application = new Application(Map.of(), Application.nothing())) {
      assertThat(application.ask("GET", QUESTION).body())
          .isEqualTo("{\"code\":0,\"message\":\"Transport unknown\"}");
    }
  }

  /** Handles nothing. */
  public static final class Silent implements SocketIoConfigurer {
    @Override
    public void configure(SocketIoServer server) {}
  }
}
