package dev.socketio.cors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.socketio.cors.CorsDecision.Allowed;
import dev.socketio.cors.CorsDecision.Denied;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A CORS configuration")
class PolicyConfigurationTest {

  private static final String EXAMPLE = "https://example.com";

  private static Map<String, String> headers(CorsPolicy policy, CorsRequest request) {
    return policy.decide(request).headers().asMap();
  }

  @Test
  @DisplayName("by init-parameters means the same as one in Java")
  void byInitParametersMeansTheSame() {
    CorsPolicy described =
        CorsPolicy.fromParameters(
            Map.ofEntries(
                Map.entry("origin", " https://example.com,\n  http://localhost:[3000, 8080] "),
                Map.entry("methods", "GET, POST"),
                Map.entry("allowedHeaders", "my-custom-header x-b"),
                Map.entry("exposedHeaders", "x-c"),
                Map.entry("credentials", "true"),
                Map.entry("maxAge", "600"),
                Map.entry("preflightContinue", "false"),
                Map.entry("optionsSuccessStatus", "200"),
                Map.entry("allowPrivateNetwork", "true"),
                Map.entry("timingOrigins", "https://example.com"),
                Map.entry("rejectDisallowed", "false")));
    CorsPolicy built =
        CorsPolicy.builder()
            .origins(EXAMPLE, "http://localhost:[3000,8080]")
            .methods("GET", "POST")
            .allowedHeaders("my-custom-header", "x-b")
            .exposedHeaders("x-c")
            .credentials(true)
            .maxAge(Duration.ofMinutes(10))
            .preflightContinue(false)
            .optionsSuccessStatus(200)
            .allowPrivateNetwork(true)
            .timingOrigins(EXAMPLE)
            .rejectDisallowed(false)
            .build();

    for (CorsRequest request :
        List.of(
            FakeRequest.get(),
            FakeRequest.get(EXAMPLE),
            FakeRequest.get("http://localhost:8080"),
            FakeRequest.get("http://localhost:8081"),
            FakeRequest.preflight(EXAMPLE)
                .with("Access-Control-Request-Private-Network", "true"))) {
      assertThat(described.decide(request)).isEqualTo(built.decide(request));
    }
    assertThat(headers(described, FakeRequest.preflight(EXAMPLE))).hasSize(7);
  }

  @ParameterizedTest(name = "{0}")
  @DisplayName("reads origins that are one, a list, any, reflected or none")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          https://example.com                            | https://example.com
          https://a.com,https://example.com              | https://example.com
          https://a.com https://example.com              | https://example.com
          *                                              | *
          reflect                                        | https://example.com
          true                                           | https://example.com
          reflect, null                                  | https://example.com
          https://[::1]:8443, https://example.com        | https://example.com
          /https://example\\.com/                        | https://example.com
          /https://(a,b)\\.org/i, /https://example\\.com/| https://example.com
          /https://x{1,2}\\.org/ https://example.com     | https://example.com
          https://*.org:[1,2], https://example.com       | https://example.com
          """)
  void readsOrigins(String value, String allowOrigin) {
    CorsPolicy policy = CorsPolicy.fromParameters(Map.of("origin", value));

    assertThat(policy.decide(FakeRequest.get(EXAMPLE)))
        .isInstanceOfSatisfying(
            Allowed.class, it -> assertThat(it.headers().allowOrigin()).isEqualTo(allowOrigin));
  }

  @Test
  @DisplayName("takes one origin for the reference's string, several for its array")
  void takesOneForTheStringSeveralForTheArray() {
    CorsPolicy one = CorsPolicy.fromParameters(Map.of("origin", EXAMPLE));
    CorsPolicy two = CorsPolicy.fromParameters(Map.of("origin", EXAMPLE + ",https://a.com"));

    assertThat(headers(one, FakeRequest.get()))
        .containsEntry("Access-Control-Allow-Origin", EXAMPLE);
    assertThat(headers(two, FakeRequest.get())).doesNotContainKey("Access-Control-Allow-Origin");
  }

  @Test
  @DisplayName("that says false, or nothing at all, allows no foreign origin")
  void thatSaysFalseAllowsNone() {
    assertThat(CorsPolicy.fromParameters(Map.of())).isSameAs(CorsPolicy.sameOriginOnly());
    assertThat(
            CorsPolicy.fromParameters(Map.of("origin", "false")).decide(FakeRequest.get(EXAMPLE)))
        .isInstanceOf(Denied.class);
  }

  @Test
  @DisplayName("reads none and reflect for lists of names")
  void readsNoneAndReflect() {
    FakeRequest asking =
        FakeRequest.preflight(EXAMPLE).with("Access-Control-Request-Headers", "x-z");
    Map<String, String> none =
        Map.of(
            "origin",
            EXAMPLE,
            "methods",
            "none",
            "allowedHeaders",
            "none",
            "exposedHeaders",
            "none");
    Map<String, String> reflect = Map.of("origin", EXAMPLE, "allowedHeaders", "reflect");

    assertThat(headers(CorsPolicy.fromParameters(none), asking))
        .containsOnlyKeys("Access-Control-Allow-Origin", "Vary");
    assertThat(headers(CorsPolicy.fromParameters(reflect), asking))
        .containsEntry("Access-Control-Allow-Headers", "x-z");
  }

  @Test
  @DisplayName("with a prefix looks at those names only, and calls them by their whole name")
  void withAPrefixLooksAtThoseNamesOnly() {
    Map<String, String> mixed = Map.of("pingInterval", "25000", "cors.origin", EXAMPLE);

    assertThat(CorsPolicy.fromParameters(mixed, "cors.").decide(FakeRequest.get(EXAMPLE)))
        .isInstanceOf(Allowed.class);
    assertThat(CorsPolicy.fromParameters(Map.of("pingInterval", "1"), "cors."))
        .isSameAs(CorsPolicy.sameOriginOnly());
    assertThatThrownBy(() -> CorsPolicy.fromParameters(Map.of("cors.orign", EXAMPLE), "cors."))
        .hasMessageContaining("CORS parameter \"cors.orign\" has the value \"https://example.com\"")
        .hasMessageContaining("there are cors.origin, cors.methods,")
        .hasMessageContaining("write \"cors.origin\"");
  }

  @ParameterizedTest(name = "{0}={1}: {2}")
  @DisplayName("C0, C5, Z1: that is wrong stops the deployment, and says how to put it right")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          origins              | https://a.com         | write "origin"
          Origin               | https://a.com         | write "origin"
          orgin                | https://a.com         | write "origin"
          cors.origin          | https://a.com         | write "origin"
          allowedOrigins       | https://a.com         | write "origin"
          cors.allowed.origins | https://a.com         | write "origin"
          headers              | x-a                   | write "allowedHeaders"
          cors.allowed.methods | GET                   | write "methods"
          allowedHeader        | x-a                   | write "allowedHeaders"
          exposeHeaders        | x-a                   | write "exposedHeaders"
          supportCredentials   | true                  | write "credentials"
          credential           | true                  | write "credentials"
          maxage               | 1                     | write "maxAge"
          cors.preflight.maxage| 1                     | write "maxAge"
          optionSuccessStatus  | 204                   | write "optionsSuccessStatus"
          rejectDisalowed      | true                  | write "rejectDisallowed"
          nonsense             | 1                     | there are origin, methods, allowedHeaders
          origin               | ''                    | it is empty
          origin               | https://a.com/        | write "https://a.com"
          origin               | https://a.com, *      | '*' alone
          origin               | *, *                  | '*' alone
          origin               | ["*"]                 | write "*"
          origin               | ["https://a.com", "https://b.com"] | write "https://a.com, https://b.com"
          origin               | "https://a.com"       | write "https://a.com"
          origin               | true, https://a.com   | it stands alone
          origin               | false https://a.com   | it stands alone
          origin               | reflect /https://a\\.b/ | it stands alone
          origin               | false *               | keep either "false" or "*"
          origin               | * true                | keep either "reflect" or "*"
          origin               | reflect, *            | keep either "reflect" or "*"
          origin               | false reflect         | keep either "reflect" or "false"
          origin               | /https://.*/          | is not escaped
          timingOrigins        | https://a.com, *      | '*' alone
          timingOrigins        | ''                    | leave it out for none
          timingOrigins        | a.com                 | write "https://a.com"
          credentials          | yes                   | write "true" or "false"
          credentials          | True                  | write "true" or "false"
          credentials          | ''                    | write "true" or "false"
          preflightContinue    | 1                     | write "true" or "false"
          rejectDisallowed     | no                    | write "true" or "false"
          allowPrivateNetwork  | on                    | write "true" or "false"
          maxAge               | 10m                   | it is not a number of seconds
          maxAge               | NaN                   | it is not a number of seconds
          maxAge               | 1.5                   | it is not a number of seconds
          maxAge               | 2147483648            | it is not a number of seconds
          maxAge               | -2                    | 0 to 2147483647, or -1
          optionsSuccessStatus | 400                   | allowed are 200 and 204
          optionsSuccessStatus | OK                    | allowed are 200 and 204
          methods              | get                   | write "GET"
          methods              | G:T                   | a method is one word
          methods              | ''                    | it is empty
          allowedHeaders       | "x-a"                 | without quotes
          allowedHeaders       | ''                    | "none" to allow none, or "reflect"
          exposedHeaders       | x:a                   | the name of a header
          """)
  void thatIsWrongStopsTheDeployment(String name, String value, String remedy) {
    Map<String, String> parameters = new HashMap<>(Map.of("origin", "https://other.example"));
    parameters.put(name, value);

    assertThatThrownBy(() -> CorsPolicy.fromParameters(parameters))
        .isInstanceOf(CorsConfigurationException.class)
        .hasMessageContaining("CORS parameter \"" + name + "\" has the value ")
        .hasMessageContaining(remedy)
        .hasMessageContaining(" Remedy: ");
  }

  @Test
  @DisplayName("C0: without origin stops the deployment, whatever else is set")
  void withoutOriginStopsTheDeployment() {
    assertThatThrownBy(() -> CorsPolicy.fromParameters(Map.of("credentials", "true")))
        .isInstanceOf(CorsConfigurationException.class)
        .hasMessageContaining("\"origin\"")
        .hasMessageContaining("it is missing");
    assertThatThrownBy(() -> CorsPolicy.builder().credentials(true).build())
        .hasMessageContaining("it is missing");
  }

  @Test
  @DisplayName("with several mistakes names them all")
  void withSeveralMistakesNamesThemAll() {
    assertThatThrownBy(
            () ->
                CorsPolicy.fromParameters(
                    Map.of("origins", "https://a.com", "credentials", "yes", "maxAge", "long")))
        .hasMessageStartingWith("4 problems:\n- ")
        .asInstanceOf(type(CorsConfigurationException.class))
        .satisfies(wrong -> assertThat(wrong.problems()).hasSize(4));
    assertThatThrownBy(
            () ->
                CorsPolicy.fromParameters(
                    Map.of("origin", "*", "credentials", "true", "methods", "*", "maxAgee", "1")))
        .hasMessageStartingWith("3 problems:\n- ")
        .hasMessageContaining("\"maxAgee\"")
        .hasMessageContaining("credentials where any origin is allowed")
        .hasMessageContaining("\"methods\"");
    assertThatThrownBy(
            () -> CorsPolicy.fromParameters(Map.of("origin", "a.com", "credentials", "yes")))
        .hasMessageStartingWith("2 problems:\n- ");
  }

  @ParameterizedTest
  @DisplayName("C13, X3, Z1, Z4: that gives everybody's credentials away stops the deployment")
  @ValueSource(
      strings = {
        "*",
        "reflect",
        "true",
        "null",
        "https://a.com null",
        "https://*.com",
        "http://app-*.com:[*]",
      })
  void thatGivesCredentialsAwayStopsTheDeployment(String origin) {
    Map<String, String> harmless = Map.of("origin", origin);
    Map<String, String> harmful = Map.of("origin", origin, "credentials", "true");

    assertThat(CorsPolicy.fromParameters(harmless)).isNotNull();
    assertThatThrownBy(() -> CorsPolicy.fromParameters(harmful))
        .isInstanceOf(CorsConfigurationException.class)
        .hasMessageContaining("CORS parameter \"origin\"")
        .hasMessageContaining("Remedy: name the origins that may connect with credentials");
  }

  @ParameterizedTest
  @DisplayName("with credentials allows lists, patterns and functions")
  @ValueSource(
      strings = {
        "https://a.com",
        "https://*.a.com",
        "https://app-*.a.com",
        "https://*-preview.a.com",
        "http://*.localhost:[*]",
        "http://localhost:[*]",
        "/https://[a-z]+\\.a\\.com/",
        "false",
      })
  void withCredentialsAllowsListsAndPatterns(String origin) {
    assertThat(CorsPolicy.fromParameters(Map.of("origin", origin, "credentials", "true")))
        .isNotNull();
    assertThat(CorsPolicy.builder().originIf((it, request) -> true).credentials(true).build())
        .isNotNull();
  }

  @ParameterizedTest
  @DisplayName(
      "Z7: with credentials has no * among methods or headers, which browsers would take for a name")
  @ValueSource(strings = {"methods", "allowedHeaders", "exposedHeaders"})
  void withCredentialsHasNoStarAmongNames(String name) {
    Map<String, String> parameters = Map.of("origin", EXAMPLE, "credentials", "true", name, "x, *");

    assertThatThrownBy(() -> CorsPolicy.fromParameters(parameters))
        .hasMessageContaining("CORS parameter \"" + name + "\" has the value \"x,*\"")
        .hasMessageContaining("list the names");
    assertThat(CorsPolicy.fromParameters(Map.of("origin", EXAMPLE, name, "*"))).isNotNull();
  }

  @Test
  @DisplayName("in Java is checked where it is written")
  void inJavaIsCheckedWhereItIsWritten() {
    CorsPolicy.Builder builder = CorsPolicy.builder();

    assertThatThrownBy(() -> builder.origins("*")).isInstanceOf(CorsConfigurationException.class);
    assertThatThrownBy(() -> builder.maxAge(Duration.ofMillis(1_500)))
        .isInstanceOf(CorsConfigurationException.class);
    assertThatThrownBy(() -> builder.decisionTimeout(Duration.ZERO))
        .isInstanceOf(CorsConfigurationException.class);
    assertThatThrownBy(() -> CorsPolicy.perRequestAsync(request -> null, Duration.ofSeconds(-1)))
        .isInstanceOf(CorsConfigurationException.class);
    assertThatThrownBy(() -> CorsPolicy.builder().anyOrigin().origins().build())
        .hasMessageContaining("it stands alone");
    assertThatThrownBy(() -> CorsPolicy.builder().reflectOrigin().originIf((o, r) -> true).build())
        .hasMessageContaining("it stands alone");
    assertThatThrownBy(() -> CorsPolicy.builder().reflectOrigin().anyOrigin())
        .hasMessageContaining("\"reflect, *\"")
        .hasMessageContaining("contradict each other");
    assertThat(CorsPolicy.builder().noOrigin().noOrigin().build()).isNotNull();
  }

  @Test
  @DisplayName("has one function, which no second one replaces")
  void hasOneFunction() {
    CorsPolicy.Builder now = CorsPolicy.builder().originIf((origin, request) -> true);
    CorsPolicy.Builder later = CorsPolicy.builder().originIfAsync((origin, request) -> null);

    assertThatThrownBy(() -> now.originIfAsync((origin, request) -> null))
        .isInstanceOf(CorsConfigurationException.class)
        .hasMessageContaining("a policy asks one function");
    assertThatThrownBy(() -> later.originIf((origin, request) -> true))
        .isInstanceOf(CorsConfigurationException.class);
    assertThatThrownBy(() -> now.originIf((origin, request) -> false))
        .isInstanceOf(CorsConfigurationException.class);
  }

  @Test
  @DisplayName("with * among timing origins names the call for those, not the one that opens CORS")
  void withAStarAmongTimingOrigins() {
    assertThatThrownBy(() -> CorsPolicy.builder().timingOrigins("*", EXAMPLE))
        .hasMessageContaining("timingOrigins(\"*\")")
        .message()
        .doesNotContain("anyOrigin");
    assertThatThrownBy(
            () ->
                CorsPolicy.builder()
                    .origins(EXAMPLE)
                    .timingOrigins("*")
                    .timingOrigins(EXAMPLE)
                    .build())
        .hasMessageContaining("\"timingOrigins\" has the value \"*\": it stands alone");
  }

  @ParameterizedTest
  @DisplayName("that is merely odd is deployed with a warning")
  @CsvSource({
    "https://*.com, one fixed label behind the '*'",
    "https://app-*.com, one fixed label behind the '*'",
    "'', is an empty list: no foreign origin is allowed"
  })
  void thatIsMerelyOddIsDeployedWithAWarning(String origin, String warning) {
    LogLines log = new LogLines();
    String[] origins = origin.isEmpty() ? new String[0] : new String[] {origin};
    PolicySettings odd = settings(CorsPolicy.builder().origins(origins));

    new PolicyChecks("", odd, log).run(true, true);

    assertThat(log.lines).singleElement().asString().startsWith("WARNING ").contains(warning);
  }

  @Test
  @DisplayName("W4: that lets any page use WebSockets with cookies is deployed with a warning")
  void thatLetsAnyPageUseWebSocketsWithCookiesIsDeployedWithAWarning() {
    LogLines log = new LogLines();
    CorsPolicy.Builder builder = CorsPolicy.builder().origins(EXAMPLE).rejectDisallowed(false);

    new PolicyChecks("cors.", settings(builder), log).run(true, true);
    assertThat(log.lines).isEmpty();

    new PolicyChecks("cors.", settings(builder.credentials(true)), log).run(true, true);
    assertThat(log.lines)
        .singleElement()
        .asString()
        .startsWith("WARNING CORS parameter \"cors.rejectDisallowed\" is false, with credentials");
  }

  @Test
  @DisplayName("that is usual is deployed without a warning")
  void thatIsUsualIsDeployedWithoutAWarning() {
    LogLines log = new LogLines();
    PolicySettings usual =
        settings(
            CorsPolicy.builder().origins(EXAMPLE, "https://*.example.org", "http://*.localhost"));

    new PolicyChecks("", usual, log).run(true, true);

    assertThat(log.lines).isEmpty();
  }

  private static PolicySettings settings(CorsPolicy.Builder builder) {
    return ((FixedPolicy) builder.build()).settings();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "allowedHeaders | reflect, x | keep either \"reflect\" or the names",
        "allowedHeaders | none, x | keep either \"none\" or the names",
        "exposedHeaders | x none | keep either \"none\" or the names",
        "methods | none, GET | keep either \"none\" or the names",
        "origin | FALSE | write \"false\"",
        "origin | True | write \"true\"",
        "origin | None | write \"false\"",
        "origin | https://a.example none | write \"false\"",
        "origin | any | write \"*\"",
      })
  @DisplayName("with a key word in a list of names, or spelt otherwise, is refused")
  void withAKeyWordWhereItIsNoneIsRefused(String name, String value, String remedy) {
    Map<String, String> parameters = new HashMap<>(Map.of("origin", EXAMPLE));
    parameters.put(name, value);

    assertThatThrownBy(() -> CorsPolicy.fromParameters(parameters)).hasMessageContaining(remedy);
  }

  @Test
  @DisplayName("names the pattern that lets anybody in with credentials")
  void namesThePatternThatLetsAnybodyIn() {
    assertThatThrownBy(
            () ->
                CorsPolicy.fromParameters(
                    Map.of("origin", EXAMPLE + " https://*.com", "credentials", "true")))
        .hasMessageContaining("has the value \"https://*.com\"")
        .hasMessageContaining("anybody who registers");
  }

  @Test
  @DisplayName("tells of other contradictions where the origin is wrong as well")
  void tellsOfOtherContradictionsWhereTheOriginIsWrong() {
    assertThatThrownBy(
            () ->
                CorsPolicy.fromParameters(
                    Map.of("origin", "https://a.example/x", "credentials", "true", "methods", "*")))
        .hasMessageContaining("https://a.example/x")
        .hasMessageContaining("\"methods\" has the value \"*\"")
        .hasMessageNotContaining("is missing");
  }
}
