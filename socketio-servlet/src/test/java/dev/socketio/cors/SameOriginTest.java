package dev.socketio.cors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.socketio.cors.CorsDecision.Denied;
import dev.socketio.cors.CorsDecision.NotCors;
import dev.socketio.cors.CorsDecision.Reason;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("X2: A request of the server's own page")
class SameOriginTest {

  private final CorsPolicy none = CorsPolicy.sameOriginOnly();

  @ParameterizedTest(name = "{0} at {1}://{2}:{3}")
  @DisplayName("S4, S5: is never refused: its origin is the request's own URL, default ports aside")
  @CsvSource({
    "https://api.example.com, https, api.example.com, 443",
    "https://api.example.com, https, API.Example.com, 443",
    "https://api.example.com:443, https, api.example.com, 443",
    "https://api.example.com:8443, https, api.example.com, 8443",
    "http://localhost:8080, http, localhost, 8080",
    "http://localhost, http, localhost, 80",
    "http://localhost, http, localhost, -1",
    "https://localhost, https, localhost, 0",
    "http://[::1]:8080, http, [::1], 8080",
    "http://[::1]:8080, http, ::1, 8080",
    "http://[::1]:8080, http, 0:0:0:0:0:0:0:1, 8080",
    "http://localhost:8080, ws, localhost, 8080",
    "https://api.example.com, wss, api.example.com, 443",
  })
  void isNeverRefused(String origin, String scheme, String host, int port) {
    assertThat(none.decide(FakeRequest.get(origin).to(scheme, host, port)))
        .isInstanceOf(NotCors.class);
  }

  @ParameterizedTest(name = "{0} at http://{1}:{2}")
  @DisplayName("is known behind a proxy that ends TLS and passes the Host header on")
  @CsvSource({
    "https://api.example.com, api.example.com, 80",
    "https://api.example.com, api.example.com, 443",
    "https://api.example.com:8443, api.example.com, 8443",
  })
  void isKnownBehindAProxyThatEndsTls(String origin, String host, int port) {
    assertThat(none.decide(FakeRequest.get(origin).to("http", host, port)))
        .isInstanceOf(NotCors.class);
  }

  @Test
  @DisplayName(
      "is known by Sec-Fetch-Site, even where the proxy changes the Host header or the page hides its origin")
  void isKnownBySecFetchSite() {
    FakeRequest behindProxy =
        FakeRequest.get("https://api.example.com")
            .with("Sec-Fetch-Site", "same-origin")
            .to("http", "backend", 8080);
    FakeRequest hidden = FakeRequest.get("null").with("Sec-Fetch-Site", "same-origin");

    assertThat(none.decide(behindProxy)).isInstanceOf(NotCors.class);
    assertThat(none.decide(hidden)).isInstanceOf(NotCors.class);
  }

  @ParameterizedTest(name = "{0} at {1}://{2}:{3}")
  @DisplayName("S4, Z5: is not one of another scheme, host or port")
  @CsvSource({
    "http://localhost:8080, http, localhost, 3000",
    "http://localhost:8080, http, 127.0.0.1, 8080",
    "http://api.example.com, https, api.example.com, 443",
    "http://api.example.com:443, https, api.example.com, 443",
    "https://api.example.com, http, api.example.com, 8080",
    "https://api.example.com:8443, http, api.example.com, 80",
    "https://example.com, https, api.example.com, 443",
    "https://api.example.com.evil.org, https, api.example.com, 443",
    "https://evil-api.example.com, https, api.example.com, 443",
    "https://api.example.com., https, api.example.com, 443",
    "ws://localhost, http, localhost, 80",
    "ftp://localhost:80, http, localhost, 80",
    "https://api.example.com, https, not a host, 443",
    "https://api.example.com, https, '', 443",
    "null, https, api.example.com, 443",
    "null, https, null, 443",
    "file://, https, api.example.com, 443",
  })
  void isNotOneOfAnotherSchemeHostOrPort(String origin, String scheme, String host, int port) {
    assertThat(none.decide(FakeRequest.get(origin).to(scheme, host, port)))
        .isInstanceOf(Denied.class);
  }

  @ParameterizedTest(name = "Sec-Fetch-Site: {0}")
  @DisplayName(
      "Z5: is not one the browser itself calls foreign, such as the http page of a server behind TLS")
  @CsvSource({"cross-site", "same-site"})
  void isNotOneTheBrowserCallsForeign(String site) {
    FakeRequest request =
        FakeRequest.get("http://api.example.com")
            .with("Sec-Fetch-Site", site)
            .to("http", "api.example.com", 80);

    assertThat(none.decide(request)).isInstanceOf(Denied.class);
  }

  @ParameterizedTest(name = "Sec-Fetch-Site: {0}")
  @DisplayName("is told by its URL where Sec-Fetch-Site says nothing about it")
  @CsvSource({"none", "''", "unheard-of"})
  void isToldByItsUrlWhereSecFetchSiteSaysNothing(String site) {
    assertThat(none.decide(FakeRequest.get("https://api.example.com").with("Sec-Fetch-Site", site)))
        .isInstanceOf(NotCors.class);
    assertThat(none.decide(FakeRequest.get("https://evil.org").with("Sec-Fetch-Site", site)))
        .isInstanceOf(Denied.class);
  }

  @Test
  @DisplayName("passes under a policy that names only others, without their headers")
  void passesUnderAPolicyThatNamesOnlyOthers() {
    CorsPolicy others = CorsPolicy.builder().origins("https://a.com", "https://b.com").build();

    CorsDecision decision = others.decide(FakeRequest.get("https://api.example.com"));

    assertThat(decision).isInstanceOf(NotCors.class);
    assertThat(decision.headers().asMap()).containsOnlyKeys("Vary");
  }

  @Test
  @DisplayName("is refused with several Origin headers like any other")
  void isRefusedWithSeveralOrigins() {
    assertThat(none.decide(FakeRequest.get("https://api.example.com").severalOrigins()))
        .isInstanceOfSatisfying(
            Denied.class, denied -> assertThat(denied.reason()).isEqualTo(Reason.SEVERAL_ORIGINS));
  }
}
