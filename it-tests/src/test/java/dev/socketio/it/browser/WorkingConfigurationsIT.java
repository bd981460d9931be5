package dev.socketio.it.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.socketio.engine.RequestGate;
import dev.socketio.it.browser.Attempt.Way;
import dev.socketio.server.SocketIoOptions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the documentation shows as working does work, over each transport. */
class WorkingConfigurationsIT extends InChromium {

  WorkingConfigurationsIT(Chromium chromium) {
    super(chromium);
  }

  @ParameterizedTest
  @EnumSource
  void aSingleOrigin(Way way) throws Exception {
    String page = frontend.secureOrigin(Hosts.EXAMPLE);
    try (Backend backend = Backend.start(Map.of("origin", page))) {
      Outcome outcome = connect(page, Attempt.at(backend.secureUrl(Hosts.API), way));

      assertThat(outcome).isEqualTo(new Outcome(true, "", way.last(), "", "", page));
    }
  }

  @ParameterizedTest
  @EnumSource
  void eachOriginOfAListAndNoOther(Way way) throws Exception {
    List<String> pages =
        List.of(
            frontend.secureOrigin(Hosts.FRONTEND),
            frontend.secureOrigin(Hosts.OTHER_FRONTEND),
            frontend.origin("localhost"));
    try (Backend backend = Backend.start(Map.of("origin", String.join(", ", pages)))) {
      Attempt attempt = Attempt.at(backend.secureUrl(Hosts.API), way);
      for (String page : pages) {
        assertThat(connect(page, attempt))
            .isEqualTo(new Outcome(true, "", way.last(), "", "", page));
      }
      assertThat(connect(frontend.origin(Hosts.FRONTEND), attempt).connected()).isFalse();
      assertThat(connect(frontend.secureOrigin("localhost"), attempt).connected()).isFalse();
      assertThat(backend.connections()).isEqualTo(pages.size());
    }
  }

  @ParameterizedTest
  @EnumSource
  void anotherPortOfLocalhost(Way way) throws Exception {
    String page = frontend.origin("localhost");
    try (Backend backend = Backend.start(Map.of("origin", page));
        Backend elsewhere = Backend.start(Map.of("origin", "http://localhost:8080"))) {
      assertThat(connect(page, Attempt.at(backend.url("localhost"), way)).connected()).isTrue();
      assertThat(connect(page, Attempt.at(elsewhere.url("localhost"), way)).connected()).isFalse();
    }
  }

  @ParameterizedTest
  @EnumSource
  void credentialsAndAHeaderFromAnotherSite(Way way) throws Exception {
    String origin = frontend.secureOrigin(Hosts.FRONTEND);
    Map<String, String> parameters =
        Map.of("origin", origin, "allowedHeaders", "my-custom-header", "credentials", "true");
    try (Backend backend = Backend.start(parameters);
        Page page = chromium.open(backend.secureUrl(Hosts.API) + "/login?SameSite=None")) {
      page.go(origin + "/");
      Attempt attempt =
          Attempt.at(backend.secureUrl(Hosts.API), way)
              .credentials()
              .header("my-custom-header", "abcd");

      // Browsers let no script set headers of a WebSocket handshake.
      String header = way == Way.WEBSOCKET ? "" : "abcd";
      assertThat(page.connect(attempt))
          .isEqualTo(new Outcome(true, "", way.last(), PageServlet.COOKIE, header, origin));
      assertThat(page.console(0)).isEmpty();
    }
  }

  /** A cookie without SameSite is for its own site only, which the subdomains of a domain share. */
  @ParameterizedTest
  @EnumSource
  void credentialsFromAnotherOriginOfTheSameSite(Way way) throws Exception {
    String origin = frontend.origin(Hosts.APP);
    Map<String, String> parameters = Map.of("origin", origin, "credentials", "true");
    try (Backend backend = Backend.start(parameters);
        Page page = chromium.open(backend.url(Hosts.API) + "/login")) {
      page.go(origin + "/");

      assertThat(page.connect(Attempt.at(backend.url(Hosts.API), way).credentials()))
          .isEqualTo(new Outcome(true, "", way.last(), PageServlet.COOKIE, "", origin));
    }
  }

  @Test
  void noCookieGoesAlongWithoutCredentials() throws Exception {
    String origin = frontend.origin(Hosts.APP);
    try (Backend backend = Backend.start(Map.of("origin", origin, "credentials", "true"));
        Page page = chromium.open(backend.url(Hosts.API) + "/login")) {
      page.go(origin + "/");

      Outcome outcome = page.connect(Attempt.at(backend.url(Hosts.API), Way.POLLING));

      assertThat(outcome).isEqualTo(new Outcome(true, "", "polling", "", "", origin));
    }
  }

  @ParameterizedTest
  @EnumSource
  void anyOriginWithoutCredentials(Way way) throws Exception {
    try (Backend backend = Backend.start(Map.of("origin", "*"))) {
      Attempt attempt = Attempt.at(backend.url(Hosts.API), way).header("my-custom-header", "abcd");
      assertThat(connect(frontend.origin(Hosts.FRONTEND), attempt).connected()).isTrue();
    }
  }

  /** Browsers send Origin on POSTs and WebSocket handshakes of the server's own page. */
  @ParameterizedTest
  @EnumSource
  void theServersOwnPageWithAPolicyForOthers(Way way) throws Exception {
    try (Backend backend = Backend.start(Map.of("origin", "https://example.com"))) {
      String server = backend.url(Hosts.API);

      Outcome outcome = connect(server, Attempt.at(server, way));

      assertThat(outcome.connected()).isTrue();
      assertThat(outcome.transport()).isEqualTo(way.last());
      assertThat(outcome.origin()).isEqualTo(way == Way.WEBSOCKET ? server : "");
    }
  }

  @ParameterizedTest
  @EnumSource
  void theServersOwnPageWhereTlsEndsBeforeTheContainer(Way way) throws Exception {
    try (Backend backend = Backend.start(Map.of("origin", "https://example.com"))) {
      String server = backend.secureUrl(Hosts.API);

      Outcome outcome = connect(server, Attempt.at(server, way));

      assertThat(outcome.connected()).isTrue();
      assertThat(outcome.transport()).isEqualTo(way.last());
    }
  }

  @ParameterizedTest
  @EnumSource
  void theServersOwnPageWithoutAPolicy(Way way) throws Exception {
    try (Backend backend = Backend.start(Map.of())) {
      String server = backend.secureUrl(Hosts.API);
      assertThat(connect(server, Attempt.at(server, way)).connected()).isTrue();
    }
  }

  /** The recipe of the documentation; browsers send Origin on each WebSocket handshake. */
  @ParameterizedTest
  @EnumSource
  void onlyHandshakesWithoutAnOrigin(Way way) throws Exception {
    SocketIoOptions options =
        SocketIoOptions.builder().allowRequest(RequestGate.withoutOrigin()).build();
    try (Backend backend = Backend.start(Map.of(), options)) {
      Attempt attempt = Attempt.at(backend.url(Hosts.API), way);
      boolean expected = way != Way.WEBSOCKET;
      assertThat(connect(backend.url(Hosts.API), attempt).connected()).isEqualTo(expected);
      assertThat(connect(frontend.origin(Hosts.APP), attempt).connected()).isFalse();
    }
  }
}
