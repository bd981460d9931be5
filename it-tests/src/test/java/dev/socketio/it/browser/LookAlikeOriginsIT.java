package dev.socketio.it.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.socketio.it.browser.Attempt.Way;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Origins that resemble an allowed one, and the one that stands for none. */
class LookAlikeOriginsIT extends InChromium {

  LookAlikeOriginsIT(Chromium chromium) {
    super(chromium);
  }

  /** The ways to allow {@value Hosts#FRONTEND}. */
  enum Rule {
    EXACT("https://my-frontend.com:PORT"),
    GLOB("https://my-frontend.com:[*]"),
    REGEX("/https:\\/\\/my-frontend\\.com(:\\d+)?/");

    private final String origin;

    Rule(String origin) {
      this.origin = origin;
    }

    Map<String, String> parameters(String allowed) {
      String port = allowed.replaceAll(".*:", "");
      return Map.of("origin", origin.replace("PORT", port), "credentials", "true");
    }
  }

  /** Refused before there is a session, over both transports; the browser sent what it should. */
  private static void assertRefused(Page page, Backend backend, String server, String sent) {
    for (Way way : List.of(Way.POLLING, Way.WEBSOCKET)) {
      assertThat(page.connect(Attempt.at(server, way)).connected()).isFalse();
      Exchange exchange = backend.exchange();
      assertThat(exchange.origin()).isEqualTo(sent);
      assertThat(exchange.transport()).isEqualTo(way.last());
      assertThat(exchange.status()).isEqualTo(403);
      assertThat(page.console(1).get(0)).contains(message(way));
    }
    assertThat(backend.connections()).isZero();
  }

  private static String message(Way way) {
    return way == Way.WEBSOCKET
        ? "Error during WebSocket handshake: Unexpected response code: 403"
        : "has been blocked by CORS policy: No 'Access-Control-Allow-Origin' header is present";
  }

  private void assertRefused(Backend backend, String origin) {
    try (Page page = chromium.open(origin + "/")) {
      assertRefused(page, backend, backend.secureUrl(Hosts.API), origin);
    }
  }

  @ParameterizedTest
  @EnumSource
  void hostsThatBeginOrEndOrLookAlike(Rule rule) throws Exception {
    String allowed = frontend.secureOrigin(Hosts.FRONTEND);
    try (Backend backend = Backend.start(rule.parameters(allowed))) {
      for (String host :
          List.of(Hosts.SUFFIXED, Hosts.PREFIXED, Hosts.DOTLESS, Hosts.SUBDOMAIN, Hosts.EVIL)) {
        assertRefused(backend, frontend.secureOrigin(host));
      }
      Attempt attempt = Attempt.at(backend.secureUrl(Hosts.API), Way.UPGRADE);
      assertThat(connect(allowed, attempt).connected()).isTrue();
    }
  }

  @Test
  void aPatternOfSubdomainsIsNotOneOfItsEnd() throws Exception {
    Map<String, String> parameters =
        Map.of("origin", "https://*.my-frontend.com:[*]", "credentials", "true");
    try (Backend backend = Backend.start(parameters)) {
      for (String host : List.of(Hosts.SUFFIXED, Hosts.PREFIXED, Hosts.FRONTEND)) {
        assertRefused(backend, frontend.secureOrigin(host));
      }
      Attempt attempt = Attempt.at(backend.secureUrl(Hosts.API), Way.UPGRADE);
      assertThat(connect(frontend.secureOrigin(Hosts.SUBDOMAIN), attempt).connected()).isTrue();
    }
  }

  @Test
  void httpWhereHttpsIsAllowed() throws Exception {
    String page = frontend.origin(Hosts.FRONTEND);
    String allowed = page.replace("http:", "https:");
    try (Backend backend = Backend.start(Map.of("origin", allowed, "credentials", "true"))) {
      assertRefused(backend, page);
    }
    try (Backend backend = Backend.start(Map.of("origin", page, "credentials", "true"))) {
      Attempt attempt = Attempt.at(backend.secureUrl(Hosts.API), Way.UPGRADE);
      assertThat(connect(page, attempt).connected()).isTrue();
    }
  }

  /** Somebody on the line can put any page where there is no TLS. */
  @Test
  void thePageOfTheServersOwnHostWithoutTls() throws Exception {
    try (Backend backend = Backend.start(Map.of("origin", "https://example.com"))) {
      assertRefused(backend, frontend.origin(Hosts.API));
    }
  }

  @Test
  void anotherPortOfAnAllowedHost() throws Exception {
    String allowed = frontend.secureOrigin(Hosts.FRONTEND);
    try (Frontend other = Frontend.start();
        Backend backend = Backend.start(Map.of("origin", allowed))) {
      assertRefused(backend, other.secureOrigin(Hosts.FRONTEND));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"POLLING", "WEBSOCKET"})
  void aSandboxedFrameOfAnAllowedPage(Way way) throws Exception {
    String allowed = frontend.secureOrigin(Hosts.FRONTEND);
    try (Backend backend = Backend.start(Map.of("origin", allowed, "credentials", "true"))) {
      assertThat(connectFromSandbox(allowed, backend, way).connected()).isFalse();
      assertThat(backend.exchange())
          .extracting(Exchange::origin, Exchange::status)
          .containsExactly("null", 403);
      assertThat(backend.connections()).isZero();
    }
  }

  /** Such a frame often holds what users have written, to keep it away from the rest. */
  @ParameterizedTest
  @EnumSource(names = {"POLLING", "WEBSOCKET"})
  void aSandboxedFrameOfTheServersOwnPage(Way way) throws Exception {
    try (Backend backend = Backend.start(Map.of("origin", "https://example.com"))) {
      String own = backend.secureUrl(Hosts.API);
      assertThat(connectFromSandbox(own, backend, way).connected()).isFalse();
      assertThat(backend.exchange())
          .extracting(Exchange::origin, Exchange::status)
          .containsExactly("null", 403);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aSandboxedFrameIsLetInWhereNullIsListed(Way way) throws Exception {
    try (Backend backend = Backend.start(Map.of("origin", "null"))) {
      String evil = frontend.secureOrigin(Hosts.EVIL);
      assertThat(connectFromSandbox(evil, backend, way))
          .isEqualTo(new Outcome(true, "", way.last(), "", "", "null"));
    }
  }

  private Outcome connectFromSandbox(String origin, Backend backend, Way way) {
    try (Page page = chromium.open(origin + "/")) {
      Attempt attempt = Attempt.at(backend.secureUrl(Hosts.API), way);
      return Outcome.of(page.call("connectFromSandbox", attempt.server(), attempt.options()));
    }
  }
}
