package dev.socketio.cors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.socketio.cors.CorsDecision.Allowed;
import dev.socketio.cors.CorsDecision.Denied;
import dev.socketio.cors.CorsDecision.NotCors;
import dev.socketio.cors.CorsDecision.Preflight;
import dev.socketio.cors.CorsDecision.Reason;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A CORS policy")
class CorsPolicyTest {

  private static final String EXAMPLE = "https://example.com";
  private static final String EVIL = "https://evil.org";
  private static final String METHODS = "GET,HEAD,PUT,PATCH,POST,DELETE";

  private static Map<String, String> headers(CorsPolicy policy, CorsRequest request) {
    return policy.decide(request).headers().asMap();
  }

  @Nested
  @DisplayName("of the seed documents")
  class OfTheSeeds {

    private final CorsPolicy policy =
        CorsPolicy.builder()
            .origins(EXAMPLE)
            .allowedHeaders("my-custom-header")
            .credentials(true)
            .build();

    @Test
    @DisplayName("S3: answers the preflight for the custom header and the cookie")
    void answersThePreflight() {
      CorsDecision decision =
          policy.decide(
              FakeRequest.preflight(EXAMPLE)
                  .with("Access-Control-Request-Headers", "my-custom-header"));

      assertThat(decision).isInstanceOf(Preflight.class);
      assertThat(decision.answer()).isEqualTo(new CorsAnswer(204, ""));
      assertThat(decision.headers().asMap())
          .isEqualTo(
              Map.of(
                  "Access-Control-Allow-Origin", EXAMPLE,
                  "Vary", "Origin",
                  "Access-Control-Allow-Credentials", "true",
                  "Access-Control-Allow-Methods", METHODS,
                  "Access-Control-Allow-Headers", "my-custom-header"));
    }

    @Test
    @DisplayName(
        "S3, C10, C11, C13: lets the page read responses, and names methods and headers on preflights only")
    void letsThePageReadResponses() {
      assertThat(policy.decide(FakeRequest.get(EXAMPLE)))
          .isInstanceOfSatisfying(Allowed.class, it -> assertThat(it.origin()).isEqualTo(EXAMPLE));
      assertThat(headers(policy, FakeRequest.get(EXAMPLE)))
          .isEqualTo(
              Map.of(
                  "Access-Control-Allow-Origin", EXAMPLE,
                  "Vary", "Origin",
                  "Access-Control-Allow-Credentials", "true"));
    }

    @Test
    @DisplayName("C19, Z6: has Vary: Origin on a response without an Origin too, for shared caches")
    void hasVaryWithoutAnOrigin() {
      assertThat(policy.decide(FakeRequest.get())).isInstanceOf(NotCors.class);
      assertThat(headers(policy, FakeRequest.get()))
          .isEqualTo(Map.of("Vary", "Origin", "Access-Control-Allow-Credentials", "true"));
    }

    @Test
    @DisplayName("X1, W4: refuses any other page with the protocol's error, and tells it nothing")
    void refusesAnyOtherPage() {
      for (FakeRequest request : List.of(FakeRequest.get(EVIL), FakeRequest.preflight(EVIL))) {
        CorsDecision decision = policy.decide(request);

        assertThat(decision)
            .isInstanceOfSatisfying(
                Denied.class,
                denied -> {
                  assertThat(denied.reason()).isEqualTo(Reason.NOT_ALLOWED);
                  assertThat(denied.origin()).isEqualTo(EVIL);
                  assertThat(denied.isRefused()).isTrue();
                });
        assertThat(decision.answer())
            .isEqualTo(new CorsAnswer(403, "{\"code\":4,\"message\":\"Forbidden\"}"));
        assertThat(decision.headers().asMap()).isEqualTo(Map.of("Vary", "Origin"));
      }
    }

    @Test
    @DisplayName("S4: allows localhost on the port named, and on no other")
    void allowsLocalhostOnThePortNamed() {
      CorsPolicy local = CorsPolicy.builder().origin("http://localhost:8080").build();

      assertThat(local.decide(FakeRequest.get("http://localhost:8080")))
          .isInstanceOf(Allowed.class);
      assertThat(local.decide(FakeRequest.get("http://localhost:8081"))).isInstanceOf(Denied.class);
      assertThat(local.decide(FakeRequest.get("http://localhost"))).isInstanceOf(Denied.class);
    }
  }

  @Nested
  @DisplayName("that was not configured")
  class NotConfigured {

    private final CorsPolicy policy = CorsPolicy.sameOriginOnly();

    @Test
    @DisplayName("S1, C30, C34, Z1: refuses every foreign page and sends no CORS headers")
    void refusesEveryForeignPage() {
      assertThat(policy.decide(FakeRequest.get(EXAMPLE)).answer()).isEqualTo(CorsAnswer.FORBIDDEN);
      assertThat(headers(policy, FakeRequest.get(EXAMPLE))).containsOnlyKeys("Vary");
      assertThat(policy.decide(FakeRequest.preflight(EXAMPLE)).answer())
          .isEqualTo(CorsAnswer.FORBIDDEN);
    }

    @Test
    @DisplayName("leaves programs that are no browsers alone")
    void leavesProgramsAlone() {
      assertThat(policy.decide(FakeRequest.get())).isInstanceOf(NotCors.class);
      assertThat(headers(policy, FakeRequest.get())).containsOnlyKeys("Vary");
    }

    @Test
    @DisplayName("C7: leaves OPTIONS to the application")
    void leavesOptionsToTheApplication() {
      assertThat(policy.decide(FakeRequest.options())).isInstanceOf(NotCors.class);
      assertThat(policy.decide(FakeRequest.options()).answer()).isNull();
    }
  }

  @Nested
  @DisplayName("for any origin, by *")
  class AnyOrigin {

    private final CorsPolicy policy = CorsPolicy.builder().origin("*").build();

    @ParameterizedTest
    @DisplayName("C1: answers * whoever asks, null included, and does not vary")
    @ValueSource(strings = {EXAMPLE, "null", "file://", "not an origin"})
    void answersStarWhoeverAsks(String origin) {
      assertThat(policy.decide(FakeRequest.get(origin)))
          .isInstanceOfSatisfying(Allowed.class, it -> assertThat(it.origin()).isEqualTo(origin));
      assertThat(headers(policy, FakeRequest.get(origin)))
          .isEqualTo(Map.of("Access-Control-Allow-Origin", "*"));
      assertThat(headers(policy, FakeRequest.get()))
          .isEqualTo(Map.of("Access-Control-Allow-Origin", "*"));
    }

    @Test
    @DisplayName("C1: varies by the requested headers on a preflight that reflects them")
    void variesByTheRequestedHeadersOnAPreflight() {
      assertThat(
              headers(
                  policy,
                  FakeRequest.preflight(EXAMPLE)
                      .with("Access-Control-Request-Headers", "x-one, x-two")))
          .isEqualTo(
              Map.of(
                  "Access-Control-Allow-Origin", "*",
                  "Access-Control-Allow-Methods", METHODS,
                  "Access-Control-Allow-Headers", "x-one, x-two",
                  "Vary", "Access-Control-Request-Headers"));
    }

    @Test
    @DisplayName(
        "refuses several Origin headers, forbidden characters and endless values all the same")
    void refusesWhatNoBrowserSends() {
      assertThat(policy.decide(FakeRequest.get(EXAMPLE).severalOrigins()))
          .isInstanceOf(Denied.class);
      assertThat(policy.decide(FakeRequest.get("a\u0000b"))).isInstanceOf(Denied.class);
      assertThat(policy.decide(FakeRequest.get("a".repeat(5_000)))).isInstanceOf(Denied.class);
    }
  }

  @Nested
  @DisplayName("that reflects the origin")
  class Reflecting {

    private final CorsPolicy policy = CorsPolicy.builder().reflectOrigin().build();

    @Test
    @DisplayName("C3: answers each origin with itself, and without one only varies")
    void answersEachOriginWithItself() {
      assertThat(headers(policy, FakeRequest.get(EVIL)))
          .isEqualTo(Map.of("Access-Control-Allow-Origin", EVIL, "Vary", "Origin"));
      assertThat(headers(policy, FakeRequest.get())).isEqualTo(Map.of("Vary", "Origin"));
    }

    @Test
    @DisplayName("C3, Z4: refuses null unless it is listed, and whatever is no origin")
    void refusesNullUnlessListed() {
      CorsPolicy withNull = CorsPolicy.builder().reflectOrigin().origin("null").build();

      assertThat(policy.decide(FakeRequest.get("null")))
          .isInstanceOfSatisfying(
              Denied.class, denied -> assertThat(denied.reason()).isEqualTo(Reason.OPAQUE_ORIGIN));
      assertThat(headers(withNull, FakeRequest.get("null")))
          .containsEntry("Access-Control-Allow-Origin", "null");
      assertThat(policy.decide(FakeRequest.get("https://evil.org/"))).isInstanceOf(Denied.class);
    }
  }

  @Nested
  @DisplayName("with a list of origins")
  class Listed {

    private final CorsPolicy policy =
        CorsPolicy.builder()
            .origins(EXAMPLE, "http://localhost:3000", "https://*.example.org")
            .build();

    @Test
    @DisplayName("C4: answers those on it with themselves")
    void answersThoseOnItWithThemselves() {
      for (String origin : List.of(EXAMPLE, "http://localhost:3000", "https://a.example.org")) {
        assertThat(headers(policy, FakeRequest.get(origin)))
            .isEqualTo(Map.of("Access-Control-Allow-Origin", origin, "Vary", "Origin"));
      }
    }

    @Test
    @DisplayName("X5: knows an origin in another spelling, and answers in the one browsers send")
    void knowsAnOriginInAnotherSpelling() {
      assertThat(headers(policy, FakeRequest.get("HTTPS://EXAMPLE.com:443")))
          .containsEntry("Access-Control-Allow-Origin", EXAMPLE);
    }

    @ParameterizedTest
    @DisplayName("Z2, Z4, Z5, Z8, Z9: refuses whatever resembles them")
    @ValueSource(
        strings = {
          "null",
          "http://example.com",
          "https://example.com:8443",
          "https://example.com.",
          "https://example.com/",
          "https://example.com.evil.org",
          "https://evil-example.com",
          "https://evilexample.com",
          "https://www.example.com",
          "https://example.co",
          "https://example.comm",
          "https://example.com@evil.org",
          "https://user@example.com",
          "https://wwwXexample.com",
          "http://adversary.com/example.com",
          "https://example.com, https://evil.org",
          "https://example.com,https://evil.org",
          "https://example.com\thttps://evil.org",
          "https://example.comhttp://localhost:3000",
          "https://xn--example-.com",
          "http://[::1]:3000",
          "http://localhost:3000.evil.org",
          "http://localhost:65536",
          "",
          "*",
        })
    void refusesWhateverResemblesThem(String origin) {
      assertThat(policy.decide(FakeRequest.get(origin)))
          .isInstanceOfSatisfying(Denied.class, it -> assertThat(it.isRefused()).isTrue());
    }

    @Test
    @DisplayName("Z10: knows each of ten thousand origins, and no neighbour of theirs")
    void knowsEachOfTenThousand() {
      List<String> many =
          java.util.stream.IntStream.range(0, 10_000)
              .mapToObj(i -> "https://c" + i + ".example.net")
              .toList();
      CorsPolicy large = CorsPolicy.builder().origins(many).build();

      assertThat(many)
          .allSatisfy(
              it -> assertThat(large.decide(FakeRequest.get(it))).isInstanceOf(Allowed.class));
      assertThat(large.decide(FakeRequest.get("https://c10000.example.net")))
          .isInstanceOf(Denied.class);
    }

    @Test
    @DisplayName(
        "C5: that is empty allows nobody, but still answers preflights that have no Origin")
    void thatIsEmptyAllowsNobody() {
      CorsPolicy empty = CorsPolicy.builder().origins().build();

      assertThat(empty.decide(FakeRequest.get(EXAMPLE))).isInstanceOf(Denied.class);
      assertThat(empty.decide(FakeRequest.options())).isInstanceOf(Preflight.class);
    }

    @Test
    @DisplayName("refuses a good Origin header with a second one behind it")
    void refusesAGoodOriginWithASecondOne() {
      assertThat(policy.decide(FakeRequest.get(EXAMPLE).severalOrigins()))
          .isInstanceOfSatisfying(
              Denied.class, it -> assertThat(it.reason()).isEqualTo(Reason.SEVERAL_ORIGINS));
    }

    @Test
    @DisplayName(
        "C21, Z8: answers an Origin of forbidden characters as the protocol does: 400, code 3")
    void answersForbiddenCharactersAsTheProtocolDoes() {
      CorsDecision decision = policy.decide(FakeRequest.get("https://example.com\r\nX: y"));

      assertThat(decision)
          .isInstanceOfSatisfying(
              Denied.class, it -> assertThat(it.reason()).isEqualTo(Reason.INVALID_CHARACTERS));
      assertThat(decision.answer())
          .isEqualTo(new CorsAnswer(400, "{\"code\":3,\"message\":\"Bad request\"}"));
      assertThat(decision.headers().allowOrigin()).isNull();
    }
  }

  @Nested
  @DisplayName("asked by a preflight")
  class Preflights {

    private CorsPolicy.Builder policy() {
      return CorsPolicy.builder().origins(EXAMPLE);
    }

    @Test
    @DisplayName("C17: takes every OPTIONS to a Socket.IO endpoint for one, with Origin or without")
    void takesEveryOptionsForOne() {
      CorsPolicy policy = policy().build();

      assertThat(policy.decide(FakeRequest.options())).isInstanceOf(Preflight.class);
      assertThat(policy.decide(FakeRequest.options().with("Origin", EXAMPLE)))
          .isInstanceOf(Preflight.class);
      assertThat(headers(policy, FakeRequest.options()))
          .isEqualTo(
              Map.of(
                  "Vary",
                  "Origin, Access-Control-Request-Headers",
                  "Access-Control-Allow-Methods",
                  METHODS));
    }

    @Test
    @DisplayName(
        "C17, Z11: takes at other resources only OPTIONS with Origin and requested method for one")
    void takesAtOtherResourcesOnlyTrueOnes() {
      CorsPolicy policy = policy().build();
      FakeRequest withoutOrigin =
          FakeRequest.options().with("Access-Control-Request-Method", "PUT");
      FakeRequest get = FakeRequest.get(EXAMPLE).with("Access-Control-Request-Method", "PUT");

      assertThat(policy.decide(FakeRequest.preflight(EXAMPLE).shared()))
          .isInstanceOf(Preflight.class);
      assertThat(policy.decide(FakeRequest.options().with("Origin", EXAMPLE).shared()))
          .isInstanceOf(Allowed.class);
      assertThat(policy.decide(withoutOrigin.shared())).isInstanceOf(NotCors.class);
      assertThat(policy.decide(get.shared())).isInstanceOf(Allowed.class);
      assertThat(policy.decide(get)).isInstanceOf(Allowed.class);
    }

    @Test
    @DisplayName("X10: varies by whatever the answer depends on")
    void variesByWhateverTheAnswerDependsOn() {
      CorsPolicy policy = policy().allowPrivateNetwork(true).build();

      assertThat(policy.decide(FakeRequest.preflight(EXAMPLE).shared()).headers().vary())
          .containsExactly(
              "Origin",
              "Access-Control-Request-Headers",
              "Access-Control-Request-Method",
              "Access-Control-Request-Private-Network");
    }

    @Test
    @DisplayName("C10: names the methods set, or none")
    void namesTheMethodsSet() {
      assertThat(headers(policy().methods("GET", "POST").build(), FakeRequest.preflight(EXAMPLE)))
          .containsEntry("Access-Control-Allow-Methods", "GET,POST");
      assertThat(headers(policy().methods().build(), FakeRequest.preflight(EXAMPLE)))
          .doesNotContainKey("Access-Control-Allow-Methods");
    }

    @Test
    @DisplayName("C11: names the headers set, none, or those asked for")
    void namesTheHeadersSet() {
      FakeRequest asking =
          FakeRequest.preflight(EXAMPLE)
              .with("Access-Control-Request-Headers", "my-custom-header,x-b");

      assertThat(headers(policy().allowedHeaders("a", "b").build(), asking))
          .containsEntry("Access-Control-Allow-Headers", "a,b")
          .containsEntry("Vary", "Origin");
      assertThat(headers(policy().allowedHeaders().build(), asking))
          .doesNotContainKey("Access-Control-Allow-Headers")
          .containsEntry("Vary", "Origin");
      assertThat(headers(policy().allowedHeaders("a").reflectAllowedHeaders().build(), asking))
          .containsEntry("Access-Control-Allow-Headers", "my-custom-header,x-b")
          .containsEntry("Vary", "Origin, Access-Control-Request-Headers");
    }

    @ParameterizedTest
    @DisplayName("Z7, Z8: reflects nothing that is not a list of header names")
    @ValueSource(strings = {"a\r\nSet-Cookie: x", "a: b", "\"a\"", "a;b", "\u00e4", "a\u0000"})
    void reflectsNothingElse(String requested) {
      assertThat(
              headers(
                  policy().build(),
                  FakeRequest.preflight(EXAMPLE).with("Access-Control-Request-Headers", requested)))
          .doesNotContainKey("Access-Control-Allow-Headers");
    }

    @Test
    @DisplayName("Z7: reflects nothing without end, and nothing to a foreign origin")
    void reflectsNothingWithoutEnd() {
      String endless = "a,".repeat(3_000);

      assertThat(
              headers(
                  policy().build(),
                  FakeRequest.preflight(EXAMPLE).with("Access-Control-Request-Headers", endless)))
          .doesNotContainKey("Access-Control-Allow-Headers");
      assertThat(
              headers(
                  policy().build(),
                  FakeRequest.preflight(EVIL)
                      .with("Access-Control-Request-Headers", "authorization")))
          .containsOnlyKeys("Vary");
    }

    @ParameterizedTest(name = "{0} s")
    @DisplayName(
        "C14: says how long the answer may be kept, zero and -1 included, on preflights only")
    @CsvSource({"0", "-1", "600", "2147483647"})
    void saysHowLongTheAnswerMayBeKept(long seconds) {
      CorsPolicy policy = policy().maxAge(Duration.ofSeconds(seconds)).build();

      assertThat(headers(policy, FakeRequest.preflight(EXAMPLE)))
          .containsEntry("Access-Control-Max-Age", String.valueOf(seconds));
      assertThat(headers(policy, FakeRequest.get(EXAMPLE)))
          .doesNotContainKey("Access-Control-Max-Age");
    }

    @Test
    @DisplayName("C15: passes it on with its headers, if told to")
    void passesItOnIfToldTo() {
      CorsDecision decision =
          policy().preflightContinue(true).build().decide(FakeRequest.preflight(EXAMPLE));

      assertThat(decision).isInstanceOf(Preflight.class);
      assertThat(decision.answer()).isNull();
      assertThat(decision.headers().allowOrigin()).isEqualTo(EXAMPLE);
    }

    @Test
    @DisplayName("C16: answers 200 for old clients, if told to")
    void answers200IfToldTo() {
      assertThat(
              policy()
                  .optionsSuccessStatus(200)
                  .build()
                  .decide(FakeRequest.preflight(EXAMPLE))
                  .answer())
          .isEqualTo(new CorsAnswer(200, ""));
    }

    @Test
    @DisplayName(
        "C22, X7: allows the way into a private network only if told to, asked, and to allowed origins")
    void allowsThePrivateNetwork() {
      String allow = "Access-Control-Allow-Private-Network";
      String ask = "Access-Control-Request-Private-Network";
      CorsPolicy policy = policy().allowPrivateNetwork(true).rejectDisallowed(false).build();

      assertThat(headers(policy, FakeRequest.preflight(EXAMPLE).with(ask, "true")))
          .containsEntry(allow, "true");
      assertThat(headers(policy, FakeRequest.preflight(EXAMPLE))).doesNotContainKey(allow);
      assertThat(headers(policy, FakeRequest.preflight(EVIL).with(ask, "true")))
          .doesNotContainKey(allow);
      assertThat(headers(policy, FakeRequest.get(EXAMPLE).with(ask, "true")))
          .doesNotContainKey(allow);
      assertThat(headers(policy().build(), FakeRequest.preflight(EXAMPLE).with(ask, "true")))
          .doesNotContainKey(allow);
    }
  }

  @Test
  @DisplayName(
      "C12: exposes response headers, on actual responses and, as the reference, on preflights")
  void exposesResponseHeaders() {
    CorsPolicy policy = CorsPolicy.builder().origins(EXAMPLE).exposedHeaders("x-a", "x-b").build();

    assertThat(headers(policy, FakeRequest.get(EXAMPLE)))
        .containsEntry("Access-Control-Expose-Headers", "x-a,x-b");
    assertThat(headers(policy, FakeRequest.preflight(EXAMPLE)))
        .containsEntry("Access-Control-Expose-Headers", "x-a,x-b");
  }

  @Test
  @DisplayName("X6: tells timing to the origins named, or to any")
  void tellsTimingToTheOriginsNamed() {
    CorsPolicy named =
        CorsPolicy.builder()
            .origins(EXAMPLE, "https://*.a.org")
            .timingOrigins("https://*.a.org", EXAMPLE)
            .build();
    CorsPolicy any = CorsPolicy.builder().origin("*").timingOrigins("*").build();
    CorsPolicy one = CorsPolicy.builder().origin("*").timingOrigins(EXAMPLE).build();

    assertThat(headers(named, FakeRequest.get(EXAMPLE)))
        .containsEntry("Timing-Allow-Origin", EXAMPLE);
    assertThat(headers(named, FakeRequest.get("https://x.a.org")))
        .containsEntry("Timing-Allow-Origin", "https://x.a.org");
    assertThat(headers(named, FakeRequest.get())).doesNotContainKey("Timing-Allow-Origin");
    assertThat(headers(any, FakeRequest.get(EVIL))).containsEntry("Timing-Allow-Origin", "*");
    assertThat(headers(any, FakeRequest.get())).containsEntry("Timing-Allow-Origin", "*");
    assertThat(headers(one, FakeRequest.get(EXAMPLE)))
        .containsEntry("Timing-Allow-Origin", EXAMPLE);
    assertThat(headers(one, FakeRequest.get(EVIL))).doesNotContainKey("Timing-Allow-Origin");
    assertThat(headers(one, FakeRequest.get())).containsEntry("Vary", "Origin");
  }

  @Test
  @DisplayName("decides on WebSocket handshakes over HTTP/2 like on any request")
  void decidesOnConnect() {
    CorsPolicy policy = CorsPolicy.builder().origins(EXAMPLE).build();

    assertThat(policy.decide(FakeRequest.get(EXAMPLE).with("Upgrade", "websocket")))
        .isInstanceOf(Allowed.class);
    assertThat(policy.decide(FakeRequest.get(EVIL).with("Upgrade", "websocket")).answer())
        .isEqualTo(CorsAnswer.FORBIDDEN);
  }

  @Test
  @DisplayName("describes itself without naming the origins it allows")
  void describesItselfWithoutNamingOrigins() {
    assertThat(CorsPolicy.builder().origins(EXAMPLE, "https://*.a.org").credentials(true).build())
        .hasToString("CorsPolicy[1 origins, 1 patterns, credentials=true, rejectDisallowed=true]");
    assertThat(CorsPolicy.sameOriginOnly())
        .hasToString("CorsPolicy[none, credentials=false, rejectDisallowed=true]");
  }
}
