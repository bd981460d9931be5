package dev.socketio.it.cors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.socketio.cors.CorsFilter;
import dev.socketio.cors.CorsPolicy;
import dev.socketio.it.container.WebApplication;
import dev.socketio.it.wire.Endpoint;
import dev.socketio.it.wire.RawHttp;
import dev.socketio.it.wire.RawHttp.Reply;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Known attacks on CORS, byte by byte against a container: what its parser makes of them counts.
 */
class AttackIT {

  private static final String ALLOWED = "https://example.com";
  private static final String EVIL = "https://evil.example";
  private static final String ALLOW_ORIGIN = "access-control-allow-origin";
  private static final String REQUEST_METHOD = "Access-Control-Request-Method: GET";

  /** Who applies the policy: an exact origin, a glob and an expression, all with credentials. */
  enum Way {
    FILTER("") {
      @Override
      Application deploy() throws Exception {
        return new Application(
            Map.of(), context -> Application.addFilter(context, "cors", parameters(), "/*"));
      }
    },
    SERVLET("cors.") {
      @Override
      Application deploy() throws Exception {
        return new Application(parameters(), Application.nothing());
      }
    };

    private final String prefix;

    Way(String prefix) {
      this.prefix = prefix;
    }

    abstract Application deploy() throws Exception;

    Map<String, String> parameters() {
      String origins = ALLOWED + " https://*.example.org /https:\\/\\/app-[0-9]+\\.example\\.net/";
      return Map.of(prefix + "origin", origins, prefix + "credentials", "true");
    }
  }

  /** Refused before there is a session, with an answer that no cache gives to anybody else. */
  private static void assertRefused(Reply reply) {
    assertThat(reply.status()).isEqualTo(403);
    assertThat(reply.header(ALLOW_ORIGIN)).isEmpty();
    assertThat(reply.header("access-control-allow-credentials")).isEmpty();
    assertThat(reply.header("set-cookie")).isEmpty();
    assertThat(reply.headers().get("vary")).containsExactly("Origin");
    assertThat(reply.body()).isEqualTo("{\"code\":4,\"message\":\"Forbidden\"}");
  }

  private static void assertRefusedEverywhere(Application application, String... headers)
      throws Exception {
    assertRefused(application.ask("GET", Application.POLLING, headers));
    assertRefused(application.openWebSocket(headers));
    List<String> preflight = new ArrayList<>(List.of(headers));
    preflight.add(REQUEST_METHOD);
    assertRefused(
        application.ask("OPTIONS", Application.POLLING, preflight.toArray(new String[0])));
    assertThat(application.server.connectionCount()).isZero();
  }

  @ParameterizedTest
  @EnumSource
  void originsThatLookLikeAllowedOnes(Way way) throws Exception {
    try (Application application = way.deploy()) {
      for (String origin :
          List.of(
              "https://example.com.evil.example", // prefix
              "https://evil-example.com", // suffix
              "https://a.example.org.evil.example",
              "https://evilexample.org",
              "https://example.org",
              "https://app-1Xexample.net", // the dot of an expression
              "https://app-1.example.net.evil.example",
              "https://evil.example/https://app-1.example.net",
              "http://example.com", // without TLS
              "http://a.example.org",
              "https://example.com:8443",
              "https://example.com@evil.example", // user info
              "https://evil.example@example.com",
              "https://example.com:443@evil.example",
              "https://example.com/",
              "https://example.com#evil",
              "https://example.com?evil",
              "https://example.com.",
              "https://example.com%2eevil.example",
              "https://example.com%00.evil.example",
              "null",
              "*",
              "single",
              "https://single",
              "https://[::1]",
              "https://example.com:0",
              "https://example.com:65536",
              "file://")) {
        assertRefusedEverywhere(application, "Origin: " + origin);
      }
      for (String origin : List.of(ALLOWED, "https://a.example.org", "https://app-1.example.net")) {
        assertThat(application.ask("GET", Application.POLLING, "Origin: " + origin).status())
            .isEqualTo(200);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void severalOrigins(Way way) throws Exception {
    try (Application application = way.deploy()) {
      assertRefusedEverywhere(application, "Origin: " + ALLOWED, "Origin: " + EVIL);
      assertRefusedEverywhere(application, "Origin: " + EVIL, "Origin: " + ALLOWED);
      assertRefusedEverywhere(application, "Origin: " + ALLOWED, "origin: " + ALLOWED);
      assertRefusedEverywhere(application, "Origin: " + ALLOWED + ", " + EVIL);
      assertRefusedEverywhere(application, "Origin: " + ALLOWED + " " + EVIL);
    }
  }

  /** What a proxy may say is the container's business, which knows what proxies to trust. */
  @ParameterizedTest
  @EnumSource
  void originsThatAreMadeTheServersOwnByForgedHeaders(Way way) throws Exception {
    try (Application application = way.deploy()) {
      assertRefusedEverywhere(
          application,
          "Origin: " + EVIL,
          "X-Forwarded-Host: evil.example",
          "X-Forwarded-Proto: https",
          "Forwarded: host=evil.example;proto=https");
      assertRefusedEverywhere(application, "Origin: " + EVIL, "Referer: " + ALLOWED + "/");
      assertRefusedEverywhere(
          application, "Origin: " + application.ownOrigin(), "Sec-Fetch-Site: cross-site");
    }
  }

  /** Whether a container refuses such a header or cuts it, nothing of it comes back. */
  @ParameterizedTest
  @MethodSource("brokenLines")
  void lineBreaksInAnOrigin(String origin) throws Exception {
    for (Way way : Way.values()) {
      try (Application application = way.deploy()) {
        Reply reply = application.ask("GET", Application.POLLING, "Origin: " + origin);

        assertThat(reply.headers()).doesNotContainKeys("x-injected", "set-cookie");
        assertThat(reply.header(ALLOW_ORIGIN)).isIn("", ALLOWED);
        assertThat(reply.status()).isIn(200, 400, 403);
        assertThat(reply.status() == 200).isEqualTo(reply.header(ALLOW_ORIGIN).equals(ALLOWED));
      }
    }
  }

  static Stream<String> brokenLines() {
    return Stream.of(
        ALLOWED + "\r\nX-Injected: yes",
        ALLOWED + "\nX-Injected: yes",
        ALLOWED + "\rX-Injected: yes",
        ALLOWED + "\r\n X-Injected: yes",
        ALLOWED + "%0d%0aX-Injected: yes",
        ALLOWED + "\u0000",
        ALLOWED + "\u0001",
        ALLOWED + "\u007f",
        "https://ex\u00e4mple.com");
  }

  @ParameterizedTest
  @ValueSource(ints = {4_000, 5_000, 7_000, 20_000})
  void anOriginWithoutEnd(int length) throws Exception {
    for (Way way : Way.values()) {
      try (Application application = way.deploy()) {
        for (String letter : List.of("a", "a.", "1", "https://app-1.example.net")) {
          String origin = "https://" + letter.repeat(length / letter.length()) + ".example.org";
          Reply reply = application.ask("GET", Application.POLLING, "Origin: " + origin);
          assertThat(reply.status()).isIn(400, 403, 431);
          assertThat(reply.header(ALLOW_ORIGIN)).isEmpty();
        }
        assertThat(application.ask("GET", Application.POLLING, "Origin: " + ALLOWED).status())
            .isEqualTo(200);
      }
    }
  }

  @Test
  void thousandsOfOriginsInThePolicyAndAtTheDoor() throws Exception {
    List<String> many =
        IntStream.range(0, 10_000).mapToObj(i -> "https://c" + i + ".example.net").toList();
    WebApplication policy =
        context ->
            context.setAttribute(
                CorsFilter.POLICY_ATTRIBUTE, CorsPolicy.builder().origins(many).build());
    try (Application application = new Application(Map.of(), policy)) {
      for (int i = 0; i < 20; i++) {
        knock(application, "https://e" + i);
      }
      for (String origin : List.of(many.get(0), many.get(9_999))) {
        Reply reply = application.ask("GET", Application.POLLING, "Origin: " + origin);
        assertThat(reply.header(ALLOW_ORIGIN)).isEqualTo(origin);
      }
      assertThat(application.server.connectionCount()).isEqualTo(2);
    }
  }

  /** A hundred requests are what a connection may carry. */
  private static void knock(Application application, String origin) throws Exception {
    try (RawHttp http = RawHttp.connect(application.endpoint())) {
      for (int i = 0; i < 100; i++) {
        http.head("GET", "?" + Endpoint.POLLING, "Origin: " + origin + "-" + i + ".example.net");
        assertThat(http.reply().status()).isEqualTo(403);
      }
    }
  }

  @Test
  void twoFiltersThatSomebodyInsistsOnWriteOneHeader() throws Exception {
    WebApplication two =
        context -> {
          context.setInitParameter("dev.socketio.cors.otherFilters", "allow");
          Application.addFilter(context, "one", Way.FILTER.parameters(), "/*");
          Application.addFilter(context, "two", Map.of("origin", ALLOWED + " " + EVIL), "/*");
        };
    try (Application application = new Application(Map.of(), two)) {
      assertRefusedEverywhere(application, "Origin: " + EVIL);
      Reply reply = application.ask("GET", Application.POLLING, "Origin: " + ALLOWED);
      assertThat(reply.headers().get(ALLOW_ORIGIN)).containsExactly(ALLOWED);
      assertThat(reply.headers().get("vary")).containsExactly("Origin");
    }
  }

  // Requests that are not what they seem

  /** The body is read or the connection ends; it is never taken for the next request. */
  @ParameterizedTest
  @EnumSource
  void aPreflightWithABody(Way way) throws Exception {
    try (Application application = way.deploy();
        RawHttp http = RawHttp.connect(application.endpoint())) {
      String body = "GET /app/" + Application.POLLING + " HTTP/1.1\r\nHost: x\r\n\r\n";
      http.head(
          "OPTIONS",
          "?" + Endpoint.POLLING,
          "Origin: " + ALLOWED,
          REQUEST_METHOD,
          "Content-Length: " + body.length());
      writeIfOpen(http, body);

      assertThat(http.reply("HEAD").status()).isEqualTo(204);
      assertNextIsOurs(http);
      assertThat(application.server.connectionCount()).isZero();
    }
  }

  private static void writeIfOpen(RawHttp http, String body) throws IOException {
    try {
      http.write(body.getBytes(StandardCharsets.US_ASCII));
    } catch (SocketException ended) {
      // Jetty does so if it has answered before the body was there.
    }
  }

  private static void assertNextIsOurs(RawHttp http) throws IOException {
    try {
      http.head("GET", "?EIO=4&transport=pigeon", "Origin: " + ALLOWED, "Connection: close");
      assertThat(http.reply().body()).isEqualTo("{\"code\":0,\"message\":\"Transport unknown\"}");
    } catch (EOFException | SocketException ended) {
      // Jetty does so if it has answered before the body was there.
    }
  }

  @ParameterizedTest
  @EnumSource
  void aGetWithTheHeadersOfAPreflight(Way way) throws Exception {
    String[] asking = {REQUEST_METHOD, "Access-Control-Request-Headers: authorization"};
    try (Application application = way.deploy()) {
      Reply reply =
          application.ask("GET", Application.POLLING, "Origin: " + ALLOWED, asking[0], asking[1]);

      assertThat(reply.status()).isEqualTo(200);
      assertThat(reply.body()).startsWith("0{\"sid\":");
      assertThat(reply.headers())
          .doesNotContainKeys("access-control-allow-methods", "access-control-allow-headers");
      assertRefused(
          application.ask("GET", Application.POLLING, "Origin: " + EVIL, asking[0], asking[1]));
    }
  }

  /** What a preflight reflects is a list of names, and nothing that would end a header. */
  @ParameterizedTest
  @EnumSource
  void aPreflightThatAsksForOddHeaders(Way way) throws Exception {
    try (Application application = way.deploy()) {
      for (String odd : List.of("a: b", "a; b", "<script>", "a\u0001", "x".repeat(5_000))) {
        Reply reply =
            application.ask(
                "OPTIONS",
                Application.POLLING,
                "Origin: " + ALLOWED,
                REQUEST_METHOD,
                "Access-Control-Request-Headers: " + odd);
        assertThat(reply.status()).isIn(204, 400);
        assertThat(reply.header("access-control-allow-headers")).isEmpty();
      }
    }
  }

  /** A cache must not give the answer for one origin to a page of another. */
  @ParameterizedTest
  @EnumSource
  void aSharedCache(Way way) throws Exception {
    try (Application application = way.deploy()) {
      List<Reply> replies =
          List.of(
              application.ask("GET", Application.POLLING),
              application.ask("GET", Application.POLLING, "Origin: " + ALLOWED),
              application.ask("GET", Application.POLLING, "Origin: " + EVIL),
              application.ask("GET", Application.POLLING, "Origin: " + application.ownOrigin()),
              application.ask("GET", Application.POLLING + "&sid=none", "Origin: " + ALLOWED),
              application.ask("OPTIONS", Application.POLLING, "Origin: " + EVIL, REQUEST_METHOD),
              application.ask("OPTIONS", Application.POLLING, "Origin: " + ALLOWED, REQUEST_METHOD),
              application.openWebSocket("Origin: " + ALLOWED));

      assertThat(replies)
          .allSatisfy(reply -> assertThat(reply.header("vary").split(", ?")).contains("Origin"));
    }
  }
}
