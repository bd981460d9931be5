package dev.socketio.it.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.socketio.cors.doctor.CorsDoctor;
import dev.socketio.cors.doctor.CorsDoctorRequest;
import dev.socketio.cors.doctor.Diagnosis;
import dev.socketio.cors.doctor.Examination;
import dev.socketio.cors.doctor.Finding;
import dev.socketio.it.browser.Attempt.Way;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The three errors of the documentation's troubleshooting chapter: the browser shows the message,
 * the doctor has foretold each of its lines, and the setting that the doctor names makes the page
 * connect.
 */
@UsesBrowsers
abstract class SeedErrors {

  private static final String MISSING = "CORS header ‘Access-Control-Allow-Origin’ missing";
  private static final String WILDCARD =
      "Credential is not supported if the CORS header ‘Access-Control-Allow-Origin’ is ‘*’";
  private static final String CREDENTIALS =
      "expected ‘true’ in CORS header ‘Access-Control-Allow-Credentials’";

  private static final String CHROME_MISSING = "No 'Access-Control-Allow-Origin' header is present";
  private static final String CHROME_WILDCARD = "must not be the wildcard '*' when";
  private static final String CHROME_CREDENTIALS =
      "'Access-Control-Allow-Credentials' header in the response is '' which must be 'true'";

  private static Frontend frontend;

  private final Browser browser;
  private final dev.socketio.cors.doctor.Browser kind;

  SeedErrors(Browser browser, dev.socketio.cors.doctor.Browser kind) {
    this.browser = browser;
    this.kind = kind;
  }

  @BeforeAll
  static void startFrontend() throws Exception {
    frontend = Frontend.start();
  }

  @AfterAll
  static void stopFrontend() throws Exception {
    frontend.close();
  }

  /** A server that is configured wrongly for what the page does. */
  enum Situation {
    NO_POLICY(Map.of(), false, false, Diagnosis.ORIGIN_NOT_ALLOWED, MISSING, CHROME_MISSING),
    NO_POLICY_AND_A_PREFLIGHT(
        Map.of(), false, true, Diagnosis.ORIGIN_NOT_ALLOWED, MISSING, CHROME_MISSING),
    OTHER_ORIGINS_ONLY(
        Map.of("origin", "https://example.com, https://example.org"),
        false,
        false,
        Diagnosis.ORIGIN_NOT_ALLOWED,
        MISSING,
        CHROME_MISSING),
    OTHER_ORIGINS_ONLY_AND_A_PREFLIGHT(
        Map.of("origin", "https://example.com, https://example.org"),
        true,
        true,
        Diagnosis.ORIGIN_NOT_ALLOWED,
        MISSING,
        CHROME_MISSING),
    OTHER_ORIGINS_ONLY_AS_IN_THE_REFERENCE(
        Map.of("origin", "https://example.com, https://example.org", "rejectDisallowed", "false"),
        false,
        false,
        Diagnosis.ORIGIN_NOT_ALLOWED,
        MISSING,
        CHROME_MISSING),
    ANY_ORIGIN_FOR_A_PAGE_WITH_CREDENTIALS(
        Map.of("origin", "*"),
        true,
        false,
        Diagnosis.ALLOW_ORIGIN_WILDCARD_WITH_CREDENTIALS,
        WILDCARD,
        CHROME_WILDCARD),
    ANY_ORIGIN_FOR_A_PAGE_WITH_CREDENTIALS_AND_A_PREFLIGHT(
        Map.of("origin", "*"),
        true,
        true,
        Diagnosis.ALLOW_ORIGIN_WILDCARD_WITH_CREDENTIALS,
        WILDCARD,
        CHROME_WILDCARD),
    NO_CREDENTIALS_FOR_A_PAGE_WITH_THEM(
        Map.of("origin", "THE PAGE"),
        true,
        false,
        Diagnosis.ALLOW_CREDENTIALS_NOT_TRUE,
        CREDENTIALS,
        CHROME_CREDENTIALS),
    NO_CREDENTIALS_FOR_A_PAGE_WITH_THEM_AND_A_PREFLIGHT(
        Map.of("origin", "THE PAGE", "allowedHeaders", "my-custom-header"),
        true,
        true,
        Diagnosis.ALLOW_CREDENTIALS_NOT_TRUE,
        CREDENTIALS,
        CHROME_CREDENTIALS);

    private final Map<String, String> parameters;
    private final boolean withCredentials;
    private final boolean preflight;
    private final Diagnosis diagnosis;
    private final String firefox;
    private final String chrome;

    Situation(
        Map<String, String> parameters,
        boolean withCredentials,
        boolean preflight,
        Diagnosis diagnosis,
        String firefox,
        String chrome) {
      this.parameters = parameters;
      this.withCredentials = withCredentials;
      this.preflight = preflight;
      this.diagnosis = diagnosis;
      this.firefox = firefox;
      this.chrome = chrome;
    }

    Map<String, String> parameters(String page) {
      Map<String, String> all = new TreeMap<>(parameters);
      all.replaceAll((name, value) -> value.replace("THE PAGE", page));
      return all;
    }

    Attempt attempt(String server) {
      Attempt attempt = Attempt.at(server, Way.UPGRADE);
      attempt = withCredentials ? attempt.credentials() : attempt;
      return preflight ? attempt.header("my-custom-header", "abcd") : attempt;
    }
  }

  @ParameterizedTest
  @EnumSource
  void theBrowserSaysWhatTheDoctorForetellsAndTheRemedyHelps(Situation situation) throws Exception {
    String origin = frontend.origin(Hosts.FRONTEND);
    Map<String, String> parameters = situation.parameters(origin);

    Finding foretold;
    try (Backend backend = Backend.start(parameters);
        Page page = browser.open(origin + "/")) {
      Attempt attempt = situation.attempt(backend.url(Hosts.API));
      foretold = examine(attempt, origin);
      assertThat(foretold.diagnosis()).isEqualTo(situation.diagnosis);

      assertThat(page.connect(attempt).connected()).isFalse();

      List<String> expected = foretold.messages(kind);
      List<String> written = page.console(expected.size());
      assertThat(timeless(written)).isEqualTo(timeless(expected));
      assertThat(written.get(0)).contains(fragment(situation));
    }

    foretold.remedy().settings().forEach(set -> parameters.put(set.name(), set.value()));
    try (Backend backend = Backend.start(parameters);
        Page page = browser.open(origin + "/")) {
      Outcome cured = page.connect(situation.attempt(backend.url(Hosts.API)));
      assertThat(cured.connected()).describedAs("%s with %s", cured, parameters).isTrue();
      assertThat(cured.transport()).isEqualTo("websocket");
      assertThat(cured.header()).isEqualTo(situation.preflight ? "abcd" : "");
      assertThat(page.console(0)).isEmpty();
    }
  }

  private String fragment(Situation situation) {
    return kind == dev.socketio.cors.doctor.Browser.CHROME ? situation.chrome : situation.firefox;
  }

  private Finding examine(Attempt attempt, String origin) throws Exception {
    CorsDoctorRequest.Builder page =
        CorsDoctorRequest.builder(attempt.server(), origin)
            .withCredentials(attempt.withCredentials())
            .browsers(List.of(kind))
            .resolve(Hosts.API, InetAddress.getByName("127.0.0.1"))
            .resolve(Hosts.FRONTEND, InetAddress.getByName("127.0.0.1"));
    attempt.extraHeaders().forEach(page::extraHeader);
    Examination examination = CorsDoctor.examine(page.build());
    return examination.obstacle().orElseThrow(() -> new AssertionError(examination));
  }

  /** Lines without the part of the URL that differs from request to request. */
  private static List<String> timeless(List<String> lines) {
    return lines.stream().map(line -> line.replaceAll("&t=\\w+", "&t=…")).toList();
  }
}
