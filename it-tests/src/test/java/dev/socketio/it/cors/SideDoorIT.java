package dev.socketio.it.cors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.socketio.cors.CorsFilter;
import dev.socketio.cors.CorsPolicy;
import dev.socketio.it.container.WebApplication;
import dev.socketio.it.wire.Endpoint;
import dev.socketio.it.wire.RawHttp;
import dev.socketio.it.wire.RawHttp.Reply;
import dev.socketio.it.wire.RawWebSocket;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRegistration;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serial;
import java.util.EnumSet;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Filters that let every origin in, to something else, do not open the Socket.IO server: what they
 * decide counts where no request to the server gets past them.
 */
class SideDoorIT {

  private static final String GOOD = "https://good.example";
  private static final String EVIL = "Origin: https://evil.example";
  private static final String ALLOW_ORIGIN = "access-control-allow-origin";
  private static final Map<String, String> STRICT =
      Map.of("cors.origin", GOOD, "cors.credentials", "true");

  private static Reply webSocket(Application application, String path, String origin)
      throws IOException {
    try (RawHttp http = RawHttp.connect(application.endpoint())) {
      http.head(
          "GET",
          "/app/" + path + "?" + Endpoint.WEBSOCKET,
          RawWebSocket.handshake(origin, "Cookie: JSESSIONID=victims"));
      return http.reply();
    }
  }

  private static Reply polling(Application application, String path, String origin)
      throws IOException {
    return application.ask("GET", path + "?" + Endpoint.POLLING, origin);
  }

  private static void assertRefused(Application application, String path) throws IOException {
    Reply polled = polling(application, path, EVIL);
    assertThat(polled.status()).isEqualTo(403);
    assertThat(polled.headers())
        .doesNotContainKeys(ALLOW_ORIGIN, "access-control-allow-credentials");
    assertThat(polled.headers().get("vary")).containsExactly("Origin");
    assertThat(polled.body()).isEqualTo("{\"code\":4,\"message\":\"Forbidden\"}");

    Reply upgraded = webSocket(application, path, EVIL);
    assertThat(upgraded.status()).isEqualTo(403);
    assertThat(upgraded.header(ALLOW_ORIGIN)).isEmpty();
    assertThat(application.server.connectionCount()).isZero();
  }

  private static WebApplication openFilter(String... mappings) {
    return context ->
        Application.addFilter(
            context, "public", Map.of("origin", "*", "exposedHeaders", "x"), mappings);
  }

  private static WebApplication allowed(WebApplication others) {
    return context -> {
      context.setInitParameter("dev.socketio.cors.otherFilters", "allow");
      others.deploy(context);
    };
  }

  private static String notDeployed(WebApplication others) {
    return CapturedFailures.of(() -> new Application(Map.of(), others).close());
  }

  // Filters before a part of the servlet's path

  @Test
  void openFilterForFilesOfSomeKind() throws Exception {
    try (var application = new Application(STRICT, openFilter("*.json", "*.js"))) {
      assertRefused(application, "socket.io/x.json");
      assertRefused(application, "socket.io/x.js");

      Reply reply = polling(application, "socket.io/x.json", "Origin: " + GOOD);
      assertThat(reply.status()).isEqualTo(200);
      assertThat(reply.headers().get(ALLOW_ORIGIN)).containsExactly(GOOD);
      assertThat(reply.headers().get("access-control-allow-credentials")).containsExactly("true");
      assertThat(reply.headers()).doesNotContainKey("access-control-expose-headers");
      assertThat(webSocket(application, "socket.io/x.json", "Origin: " + GOOD).status())
          .isEqualTo(101);
    }
  }

  @Test
  void reflectingFilterForFilesOfSomeKindBeforeAServletThatNobodyHasConfigured() throws Exception {
    WebApplication reflecting =
        context -> Application.addFilter(context, "public", Map.of("origin", "reflect"), "*.json");
    try (var application = new Application(Map.of(), reflecting)) {
      assertRefused(application, "socket.io/x.json");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/socket.io/public/*", "/socket.io/"})
  void openFilterInsideTheServletsPath(String mapping) throws Exception {
    assertThat(notDeployed(openFilter(mapping)))
        .contains("Servlet \"chat\" decides about origins for all of [/socket.io/*], but")
        .contains("filter \"public\"")
        .contains("Remedy: map the filter to the whole of it, or elsewhere");
    try (var application = new Application(STRICT, allowed(openFilter(mapping)))) {
      assertRefused(application, mapping.substring(1).replace("*", ""));
    }
  }

  // Two filters

  @Test
  void openFilterForFilesOfSomeKindBesideAStrictOne() throws Exception {
    WebApplication both =
        context -> {
          openFilter("*.json").deploy(context);
          Application.addFilter(context, "strict", Map.of("origin", GOOD), "/socket.io/*");
        };
    assertThat(notDeployed(both)).contains("several filters that know CORS", "Remedy: ");
    try (var application = new Application(Map.of(), allowed(both))) {
      assertRefused(application, "socket.io/x.json");
    }
  }

  @Test
  void openFilterBeforeAStrictOneThatSomebodyInsistsOn() throws Exception {
    WebApplication both =
        context -> {
          openFilter("/*").deploy(context);
          Application.addFilter(context, "strict", Map.of("origin", GOOD), "/socket.io/*");
        };
    try (var application = new Application(Map.of(), allowed(both))) {
      assertRefused(application, "socket.io/");
      assertThat(polling(application, "socket.io/", "Origin: " + GOOD).headers().get(ALLOW_ORIGIN))
          .containsExactly(GOOD);
    }
  }

  // Other dispatches

  /** Sends requests on to the server. */
  static final class Doorman extends HttpServlet {
    @Serial private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws IOException, ServletException {
      switch (String.valueOf(request.getPathInfo())) {
        case "/forward" -> request.getRequestDispatcher("/socket.io/").forward(request, response);
        case "/name" ->
            request.getServletContext().getNamedDispatcher("chat").forward(request, response);
        case "/include" -> request.getRequestDispatcher("/socket.io/").include(request, response);
        case "/async" -> request.startAsync().dispatch("/socket.io/");
        default -> response.sendError(404);
      }
    }

    static void addTo(ServletContext context) {
      ServletRegistration.Dynamic doorman = context.addServlet("doorman", new Doorman());
      doorman.setAsyncSupported(true);
      doorman.addMapping("/public/*");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "forward, /public/*", "name, /public/*", "async, /public/*",
    "forward, /*", "name, /*", "async, /*",
  })
  void dispatchedFromAPublicPath(String way, String mapping) throws Exception {
    WebApplication publicPath =
        context -> {
          Doorman.addTo(context);
          context.setAttribute(
              CorsFilter.POLICY_ATTRIBUTE + ".public",
              CorsPolicy.perRequest(
                  request ->
                      request.path().startsWith("/app/public")
                          ? CorsPolicy.builder().anyOrigin().build()
                          : CorsPolicy.sameOriginOnly()));
          Application.addFilter(context, "public", Map.of(), mapping);
        };
    try (var application = new Application(Map.of(), publicPath)) {
      assertRefused(application, "public/" + way);
    }
  }

  @Test
  void includedInAPublicPage() throws Exception {
    WebApplication publicPath =
        context -> {
          Doorman.addTo(context);
          openFilter("/public/*").deploy(context);
        };
    try (var application = new Application(STRICT, publicPath)) {
      assertThat(polling(application, "public/include", EVIL).body()).doesNotContain("sid");
      assertThat(application.server.connectionCount()).isZero();
    }
  }

  @Test
  void openFilterForOtherDispatchesThanRequests() throws Exception {
    WebApplication lateFilter =
        context -> {
          FilterRegistration.Dynamic filter =
              context.addFilter("late", new CorsFilter(CorsPolicy.builder().anyOrigin().build()));
          filter.setAsyncSupported(true);
          filter.addMappingForUrlPatterns(
              EnumSet.of(DispatcherType.ERROR, DispatcherType.INCLUDE), false, "/*");
        };
    try (var application = new Application(Map.of(), lateFilter)) {
      assertRefused(application, "socket.io/");
    }
  }

  @Test
  void forwardThatTheFilterIsMappedTo() throws Exception {
    WebApplication frontController =
        context -> {
          Doorman.addTo(context);
          FilterRegistration.Dynamic filter = context.addFilter("cors", new CorsFilter());
          filter.setInitParameter("origin", GOOD);
          filter.setAsyncSupported(true);
          filter.addMappingForUrlPatterns(
              EnumSet.of(DispatcherType.REQUEST, DispatcherType.FORWARD), false, "/*");
        };
    try (var application = new Application(Map.of(), frontController)) {
      assertThat(
              polling(application, "public/forward", "Origin: " + GOOD).headers().get(ALLOW_ORIGIN))
          .containsExactly(GOOD);
      assertThat(polling(application, "public/forward", EVIL).status()).isEqualTo(403);
    }
  }

  // A policy in Java that another one has replaced

  @Test
  void openFilterThatWasCreatedWithItsPolicyBesideOneForAll() {
    WebApplication two =
        context -> {
          context.setAttribute(
              CorsFilter.POLICY_ATTRIBUTE, CorsPolicy.builder().origin(GOOD).build());
          FilterRegistration.Dynamic filter =
              context.addFilter("cors", new CorsFilter(CorsPolicy.builder().anyOrigin().build()));
          filter.setAsyncSupported(true);
          filter.addMappingForUrlPatterns(null, false, "/*");
        };
    assertThat(notDeployed(two))
        .contains("attribute dev.socketio.cors.CorsPolicy, but filter \"cors\"")
        .contains("Remedy: set the policy for the filter");
  }
}
