package dev.socketio.it.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.socketio.it.browser.Attempt.Way;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A user who has logged in visits a page of somebody else, which tries to act in the user's name.
 * Each attack is also made on a server that is told to behave as the reference does, where it
 * succeeds: so it is the server that stops it, not the browser and not a mistake of the test.
 */
class HijackingIT extends InChromium {

  HijackingIT(Chromium chromium) {
    super(chromium);
  }

  /** Where the attacker's page is, and why the browser sends the user's cookie for it. */
  enum Attacker {
    /** The cookie is for any site: {@code SameSite=None; Secure}. */
    ANOTHER_SITE {
      @Override
      String server(Backend backend) {
        return backend.secureUrl(Hosts.API);
      }

      @Override
      String login() {
        return "/login?SameSite=None";
      }

      @Override
      String page(Frontend frontend) {
        return frontend.secureOrigin(Hosts.EVIL);
      }
    },
    /** Somebody who may publish pages on a subdomain: {@code SameSite} does not help there. */
    ANOTHER_ORIGIN_OF_THE_SAME_SITE {
      @Override
      String server(Backend backend) {
        return backend.url(Hosts.API);
      }

      @Override
      String login() {
        return "/login";
      }

      @Override
      String page(Frontend frontend) {
        return frontend.origin(Hosts.USERS);
      }
    };

    abstract String server(Backend backend);

    abstract String login();

    abstract String page(Frontend frontend);
  }

  private Map<String, String> careful() {
    return Map.of("origin", frontend.secureOrigin(Hosts.FRONTEND), "credentials", "true");
  }

  private Map<String, String> asTheReference() {
    Map<String, String> parameters = new TreeMap<>(careful());
    parameters.put("rejectDisallowed", "false");
    return parameters;
  }

  @ParameterizedTest
  @EnumSource
  void aWebSocketWithTheUsersCookieIsRefused(Attacker attacker) throws Exception {
    try (Backend backend = Backend.start(careful());
        Page page = visit(attacker, backend)) {
      Outcome outcome = page.connect(attack(attacker, backend, Way.WEBSOCKET));

      assertThat(outcome.connected()).isFalse();
      Exchange exchange = backend.exchange();
      assertThat(exchange.cookie()).isEqualTo(PageServlet.COOKIE);
      assertThat(exchange.origin()).isEqualTo(attacker.page(frontend));
      assertThat(exchange.transport()).isEqualTo("websocket");
      assertThat(exchange.status()).isEqualTo(403);
      assertThat(backend.connections()).isZero();
      assertThat(page.console(1))
          .anyMatch(line -> line.endsWith("WebSocket handshake: Unexpected response code: 403"));
    }
  }

  @ParameterizedTest
  @EnumSource
  void anApplicationWithoutAnyPolicyRefusesItToo(Attacker attacker) throws Exception {
    try (Backend backend = Backend.start(Map.of());
        Page page = visit(attacker, backend)) {
      assertThat(page.connect(attack(attacker, backend, Way.WEBSOCKET)).connected()).isFalse();
      Exchange exchange = backend.exchange();
      assertThat(exchange.cookie()).isEqualTo(PageServlet.COOKIE);
      assertThat(exchange.status()).isEqualTo(403);
      assertThat(backend.connections()).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource
  void aWebSocketWithTheUsersCookieIsLetInByAServerThatDoesAsTheReference(Attacker attacker)
      throws Exception {
    try (Backend backend = Backend.start(asTheReference());
        Page page = visit(attacker, backend)) {
      Outcome outcome = page.connect(attack(attacker, backend, Way.WEBSOCKET));

      assertThat(outcome.connected()).isTrue();
      assertThat(outcome.cookie()).isEqualTo(PageServlet.COOKIE);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aHandshakeByPollingCreatesNoSession(Attacker attacker) throws Exception {
    try (Backend backend = Backend.start(careful());
        Page page = visit(attacker, backend)) {
      Outcome outcome = page.connect(attack(attacker, backend, Way.POLLING));

      assertThat(outcome.connected()).isFalse();
      Exchange exchange = backend.exchange();
      assertThat(exchange.cookie()).isEqualTo(PageServlet.COOKIE);
      assertThat(exchange.status()).isEqualTo(403);
    }
  }

  /** The page cannot read the answer, but what it posts counts where nobody looks at the origin. */
  @ParameterizedTest
  @EnumSource
  void aPostToAStolenSessionIsRefused(Attacker attacker) throws Exception {
    try (Backend backend = Backend.start(careful());
        Page victim = chromium.open(attacker.server(backend) + attacker.login());
        Page page = visit(attacker, backend)) {
      String session = session(victim, attacker.server(backend));

      page.call("post", session, "42[\"say\",\"something evil\"]");
      victim.call("say", "something good");

      assertThat(backend.said()).isEqualTo("something good");
      assertThat(refusals(backend, attacker)).containsExactly(403);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aPostToAStolenSessionCountsForAServerThatDoesAsTheReference(Attacker attacker)
      throws Exception {
    try (Backend backend = Backend.start(asTheReference());
        Page victim = chromium.open(attacker.server(backend) + attacker.login());
        Page page = visit(attacker, backend)) {
      String session = session(victim, attacker.server(backend));

      page.call("post", session, "42[\"say\",\"something evil\"]");
      victim.call("say", "something good");

      assertThat(backend.said()).isEqualTo("something evil");
    }
  }

  /** Else it could move the session to itself. */
  @ParameterizedTest
  @EnumSource
  void aWebSocketForAStolenSessionIsRefused(Attacker attacker) throws Exception {
    try (Backend backend = Backend.start(careful());
        Page victim = chromium.open(attacker.server(backend) + attacker.login());
        Page page = visit(attacker, backend)) {
      String session = session(victim, attacker.server(backend));

      assertThat(opens(page, session)).isFalse();
      assertThat(opens(victim, session)).isTrue();
      assertThat(refusals(backend, attacker)).containsExactly(403);
    }
  }

  private static boolean opens(Page page, String session) {
    String url = session.replaceFirst("http", "ws").replace("polling", "websocket");
    return page.call("openWebSocket", url).getBoolean("opened");
  }

  /** A tab of the user, who has logged in and then went to the attacker's page. */
  private Page visit(Attacker attacker, Backend backend) {
    Page page = chromium.open(attacker.server(backend) + attacker.login());
    page.go(attacker.page(frontend) + "/");
    return page;
  }

  private static Attempt attack(Attacker attacker, Backend backend, Way way) {
    return Attempt.at(attacker.server(backend), way).credentials();
  }

  /** The address of a session that the user keeps open on the server's own page. */
  private static String session(Page victim, String server) {
    Attempt attempt = Attempt.at(server, Way.POLLING);
    String sid = victim.call("stay", server, attempt.options()).getString("sid");
    return server + "/socket.io/?EIO=4&transport=polling&sid=" + sid;
  }

  /** What the attacker's requests were answered. */
  private List<Integer> refusals(Backend backend, Attacker attacker) {
    return backend.exchanges().stream()
        .filter(exchange -> exchange.origin().equals(attacker.page(frontend)))
        .map(Exchange::status)
        .toList();
  }
}
