package dev.socketio.cors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.socketio.cors.CorsExplanation.Step;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The explanation of a policy")
class CorsExplanationTest {

  private static final String PAGE = "https://my-frontend.com";
  private static final String OTHER = "https://secret-partner.example";

  private CorsPolicy policy =
      CorsPolicy.builder()
          .origins(PAGE, OTHER)
          .credentials(true)
          .allowedHeaders("my-custom-header")
          .build();

  private CorsExplanation explain(
      String origin, boolean credentials, String method, String... headers) {
    return CorsExplanation.of(
        Place.servlet("chat", "cors."),
        policy,
        FakeRequest.get(null),
        new CorsQuestion(origin, credentials, method, new TreeSet<>(Set.of(headers))));
  }

  private CorsExplanation explain(String origin) {
    return explain(origin, false, "GET");
  }

  private static Step failed(CorsExplanation explanation) {
    return explanation.steps().stream().filter(step -> !step.passes()).findFirst().orElseThrow();
  }

  @Test
  @DisplayName("says that all is well, with a preflight where one is due")
  void allIsWell() {
    CorsExplanation plain = explain(PAGE);
    CorsExplanation full = explain(PAGE, true, "GET", "my-custom-header");

    assertThat(plain.polling()).isTrue();
    assertThat(plain.webSocket()).isTrue();
    assertThat(plain.steps()).extracting(Step::name).containsExactly("request", "websocket");
    assertThat(full.steps())
        .containsExactly(
            new Step("preflight", true, "allowed", ""),
            new Step("request", true, "allowed", ""),
            new Step("websocket", true, "allowed", ""));
  }

  @Test
  @DisplayName("names the setting for an origin that is refused")
  void refusedOrigin() {
    CorsExplanation refused = explain("https://my-frontend.com:8443");

    assertThat(refused.polling()).isFalse();
    assertThat(refused.webSocket()).isFalse();
    assertThat(failed(refused).what()).isEqualTo("refused with 403: not allowed");
    assertThat(failed(refused).change())
        .contains("init-param cors.origin")
        .contains("origins(\"https://my-frontend.com:8443\")");
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://my-frontend.com:8443", "http://my-frontend.com", "null", "x"})
  @DisplayName("reveals no origin but the one that was asked about")
  void revealsNoOtherOrigin(String origin) {
    for (boolean reject : new boolean[] {true, false}) {
      for (CorsPolicy.Builder builder :
          List.of(
              CorsPolicy.builder().origins(OTHER, "https://*.partners.example"),
              CorsPolicy.builder().origins("https://my-frontend.com:9999"),
              CorsPolicy.builder().origin(OTHER))) {
        policy = builder.rejectDisallowed(reject).build();
        CorsExplanation explanation = explain(origin, true, "PUT", "x-a");

        assertThat(explanation.polling()).isFalse();
        assertThat(ExplanationWriter.text(explanation) + ExplanationWriter.json(explanation))
            .doesNotContain("partner", "9999", "api.example.com");
      }
    }
  }

  @Test
  @DisplayName("tells that a browser hides an answer which the reference's behaviour lets out")
  void hiddenAnswer() {
    policy = CorsPolicy.builder().origins(OTHER).rejectDisallowed(false).build();

    CorsExplanation hidden = explain(PAGE);

    assertThat(hidden.polling()).isFalse();
    assertThat(hidden.webSocket()).isTrue();
    assertThat(failed(hidden).what()).contains("the browser hides it from the page");
  }

  @Test
  @DisplayName("M2: explains * for a page with credentials")
  void wildcardWithCredentials() {
    policy = CorsPolicy.builder().anyOrigin().build();

    assertThat(explain(PAGE).polling()).isTrue();
    assertThat(failed(explain(PAGE, true, "GET")).what()).contains("by *, which excludes");
  }

  @Test
  @DisplayName("M3: explains missing credentials")
  void missingCredentials() {
    policy = CorsPolicy.builder().origins(PAGE).build();

    assertThat(failed(explain(PAGE, true, "GET")).change())
        .contains("In init-param cors.credentials write true");
  }

  @ParameterizedTest
  @CsvSource({
    "PUT, my-custom-header, the method PUT is not allowed",
    "POST, x-other, the header x-other is not allowed",
    "GET, authorization, the header authorization is not allowed"
  })
  @DisplayName("explains what a preflight does not allow")
  void preflight(String method, String header, String what) {
    policy =
        CorsPolicy.builder()
            .origins(PAGE)
            .methods("GET", "POST")
            .allowedHeaders("My-Custom-Header")
            .build();

    Step step = failed(explain(PAGE, false, method, header));

    assertThat(step.name()).isEqualTo("preflight");
    assertThat(step.what()).isEqualTo(what);
    assertThat(explain(PAGE, false, "POST", "my-custom-header").polling()).isTrue();
  }

  @Test
  @DisplayName("knows that * among headers is neither Authorization nor anything with credentials")
  void wildcardHeaders() {
    policy = CorsPolicy.builder().origins(PAGE).allowedHeaders("*").build();

    assertThat(explain(PAGE, false, "GET", "x-a").polling()).isTrue();
    assertThat(explain(PAGE, false, "GET", "authorization").polling()).isFalse();
  }

  @Test
  @DisplayName("knows the headers that a page may set unasked")
  void safelistedHeaders() {
    policy = CorsPolicy.builder().origins(PAGE).allowedHeaders("none").build();

    assertThat(explain(PAGE, false, "GET", "accept", "accept-language").steps())
        .extracting(Step::name)
        .containsExactly("request", "websocket");
    assertThat(failed(explain(PAGE, false, "GET", "accept", "x-a")).what())
        .isEqualTo("the header x-a is not allowed");
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://my-frontend.com/", "https://my-frontend.com/shop?x#y"})
  @DisplayName("says what is too much of an origin written as an address")
  void addressForAnOrigin(String address) {
    assertThat(failed(explain(address)).change())
        .contains("A page there has the origin https://my-frontend.com, with nothing behind it.");
  }

  @Test
  @DisplayName("names no init-param where the policy is built in Java")
  void policyBuiltInJava() {
    policy = CorsPolicy.builder().origins(PAGE).build();

    CorsExplanation explanation =
        CorsExplanation.of(
            Place.servlet("chat", "cors.").builtBy("the policy of the test"),
            policy,
            FakeRequest.get(null),
            new CorsQuestion(PAGE, true, "GET", Set.of()));

    assertThat(failed(explanation).change())
        .isEqualTo(
            "In Java, where the policy of the test is built, write"
                + " CorsPolicy.builder().credentials(true): true.");
  }

  @Test
  @DisplayName("C15: explains a preflight that is passed on")
  void preflightPassedOn() {
    policy = CorsPolicy.builder().origins(PAGE).preflightContinue(true).build();

    assertThat(failed(explain(PAGE, false, "PUT")).change()).contains("cors.preflightContinue");
  }

  @Test
  @DisplayName("knows the server's own page")
  void ownPage() {
    policy = CorsPolicy.sameOriginOnly();

    CorsExplanation own = explain("https://api.example.com", true, "GET", "x-a");

    assertThat(own.polling()).isTrue();
    assertThat(own.steps()).extracting(Step::what).containsOnly("the server's own page");
    assertThat(explain(PAGE).polling()).isFalse();
  }

  @Test
  @DisplayName("is written as text and JSON, whatever the origin is")
  void writing() {
    CorsExplanation explanation = explain("\"\\\u0000</script>\n", false, "GET");

    assertThat(ExplanationWriter.text(explanation))
        .startsWith("origin     \"\\\\u0000</script>\\u000a\npolling    does not connect\n")
        .contains("\nrequest: refused with ");
    assertThat(ExplanationWriter.json(explain(PAGE, true, "GET")))
        .isEqualTo(
            "{\"origin\":\"https://my-frontend.com\",\"credentials\":true,\"method\":\"GET\",\"headers\":[],"
                + "\"polling\":true,\"websocket\":true,\"steps\":["
                + "{\"step\":\"request\",\"passes\":true,\"what\":\"allowed\",\"change\":\"\"},"
                + "{\"step\":\"websocket\",\"passes\":true,\"what\":\"allowed\",\"change\":\"\"}]}");
    assertThat(ExplanationWriter.json(explanation))
        .contains("\"origin\":\"\\\"\\\\\\\\u0000</script>\\\\u000a\"");
  }

  @Test
  @DisplayName("finds nothing to check on the server's own page, whatever the policy says of it")
  void findsNothingToCheckOnTheOwnPage() {
    for (CorsPolicy any :
        List.of(
            CorsPolicy.builder().anyOrigin().build(),
            CorsPolicy.builder().origins("https://api.example.com").build())) {
      policy = any;
      CorsExplanation own = explain("https://api.example.com", true, "PUT", "x");

      assertThat(own.polling()).isTrue();
      assertThat(own.steps())
          .containsExactly(
              new Step("request", true, "the server's own page", ""),
              new Step("websocket", true, "the server's own page", ""));
    }
  }

  @Test
  @DisplayName("names all that has to change for credentials, in a form that is deployed")
  void namesAllThatHasToChangeForCredentials() {
    policy = CorsPolicy.builder().anyOrigin().build();
    assertThat(failed(explain(PAGE, true, "GET")).change())
        .contains("cors.origin write the page's origin instead of *")
        .contains("cors.credentials write true");

    policy = CorsPolicy.builder().reflectOrigin().build();
    assertThat(failed(explain(PAGE, true, "GET")).change())
        .contains("cors.origin write the page's origin instead of reflect")
        .contains("cors.credentials write true");

    policy = CorsPolicy.builder().origins("null").build();
    assertThat(failed(explain("null", true, "GET")).change()).startsWith("No setting does");
  }

  @Test
  @DisplayName("puts an origin in the place of false, not besides")
  void putsAnOriginInThePlaceOfFalse() {
    policy = CorsPolicy.builder().noOrigin().build();
    assertThat(failed(explain(PAGE)).change())
        .contains("write it instead of \"false\" in init-param cors.origin");

    policy = CorsPolicy.sameOriginOnly();
    assertThat(failed(explain(PAGE)).change()).contains("add it to init-param cors.origin");

    policy = CorsPolicy.builder().noOrigin().rejectDisallowed(false).build();
    assertThat(failed(explain(PAGE)).change()).contains("the page's origin instead of false");
  }

  @ParameterizedTest
  @CsvSource({"get, GET", "Put, PUT", "patch, patch", "x, x"})
  @DisplayName("takes methods as browsers write them")
  void takesMethodsAsBrowsersWriteThem(String asked, String sent) {
    HttpServletRequest request =
        (HttpServletRequest)
            Proxy.newProxyInstance(
                CorsExplanationTest.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (self, called, arguments) ->
                    Map.of("origin", PAGE, "method", asked).get((String) arguments[0]));

    assertThat(CorsQuestion.of(request)).map(CorsQuestion::method).contains(sent);
  }
}
