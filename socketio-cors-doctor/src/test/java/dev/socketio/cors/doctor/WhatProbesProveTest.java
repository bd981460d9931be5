package dev.socketio.cors.doctor;

import static dev.socketio.cors.doctor.FakeSocketIo.answer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.socketio.cors.doctor.FakeServer.Request;
import dev.socketio.cors.doctor.wire.Header;
import java.io.IOException;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** The doctor claims what its probes have shown, also of servers that know users by a cookie. */
class WhatProbesProveTest {

  private static final String STRANGER = "https://cors-doctor.invalid";
  private static final String ALLOWED = "Access-Control-Allow-Origin: " + Patient.ORIGIN;
  private static final String ANOTHER = "Access-Control-Allow-Origin: https://example.com";
  private static final Predicate<Request> LOGGED_IN =
      request -> request.headers().combined("Cookie").orElse("").contains("login=1");
  private static final UnaryOperator<CorsDoctorRequest.Builder> USER =
      page -> page.withCredentials(true).cookie("login=1; theme=dark");
  private static final UnaryOperator<CorsDoctorRequest.Builder> WEBSOCKET_USER =
      page -> USER.apply(page).transports(Transport.WEBSOCKET);

  private static FakeServer.Script forbidden(String... headers) {
    return answer(403, "{\"code\":4,\"message\":\"Forbidden\"}", headers);
  }

  /** Refuses all requests that nobody has logged in for. */
  private static FakeSocketIo forUsers(FakeSocketIo server) {
    return server.when(LOGGED_IN.negate(), forbidden("Vary: Origin"));
  }

  private static Examination examine(
      FakeSocketIo server, UnaryOperator<CorsDoctorRequest.Builder> page) throws IOException {
    try (Patient patient = new Patient(server)) {
      return patient.examine(page);
    }
  }

  private static Finding warning(Examination examination, Diagnosis diagnosis) {
    assertThat(examination.connects()).describedAs("%s", examination).isTrue();
    assertThat(examination.warnings())
        .extracting(Finding::diagnosis)
        .describedAs("%s", examination)
        .containsExactly(diagnosis);
    return examination.warnings().get(0);
  }

  private static Finding obstacle(Examination examination, Diagnosis diagnosis) {
    Finding finding = examination.obstacle().orElseThrow(() -> new AssertionError(examination));
    assertThat(finding.diagnosis()).describedAs("%s", examination).isEqualTo(diagnosis);
    return finding;
  }

  // ---- Strangers with the user's cookies ----

  @Test
  void aServerThatKnowsItsUsersByCookieCanBeHijacked() throws IOException {
    Finding finding =
        warning(
            examine(forUsers(Situations.good().webSocketForAnyOrigin()), USER),
            Diagnosis.CROSS_SITE_WEBSOCKET_HIJACKING);
    assertThat(finding.detail())
        .isEqualTo(
            "The server let "
                + STRANGER
                + " in, with the cookies login, theme. Browsers send those from any site that have"
                + " SameSite=None, and the others from pages of the server's own site.");
  }

  @Test
  void aLoginPageInFrontOfAHijackableServerHidesNothing() throws IOException {
    FakeSocketIo server =
        Situations.good().webSocketForAnyOrigin().when(LOGGED_IN.negate(), answer(401, "Login"));
    warning(examine(server, USER), Diagnosis.CROSS_SITE_WEBSOCKET_HIJACKING);
  }

  @Test
  void aServerThatChecksLoginAndOriginGetsNoWarning() throws IOException {
    Examination examination = examine(forUsers(Situations.good()), USER);
    assertThat(examination.findings()).describedAs("%s", examination).isEmpty();
  }

  @Test
  void strangersSendWhatABrowserWouldSendForThem() throws IOException {
    try (Patient patient = new Patient(forUsers(Situations.good()))) {
      patient.examine(patient.url().replace("api.example.com", "127.0.0.1"), Patient.ORIGIN, USER);
      assertThat(patient.requests())
          .filteredOn(request -> request.origin().equals(STRANGER))
          .hasSize(2)
          .allMatch(LOGGED_IN)
          .allMatch(r -> r.headers().combined("Sec-Fetch-Site").orElse("").equals("cross-site"));
    }
  }

  @Test
  void aCookieThatTheServerKeepsToItsOwnSiteDoesNotGoWithStrangers() throws IOException {
    String page = "http://other.example.com";
    FakeSocketIo server =
        new FakeSocketIo(page)
            .webSocketForAnyOrigin()
            .cors(
                origin ->
                    List.of(
                        "Vary: Origin",
                        "Access-Control-Allow-Origin: " + page,
                        "Access-Control-Allow-Credentials: true",
                        "Set-Cookie: login=1; SameSite=Lax"))
            .when(r -> r.isUpgrade() && !LOGGED_IN.test(r), forbidden());
    try (Patient patient = new Patient(server)) {
      Examination examination = patient.examine(patient.url(), page, p -> p.withCredentials(true));
      assertThat(examination.findings()).describedAs("%s", examination).isEmpty();
      assertThat(patient.requests())
          .filteredOn(Request::isUpgrade)
          .extracting(Request::origin, LOGGED_IN::test)
          .containsExactly(tuple(page, true), tuple(STRANGER, false));
    }
  }

  @Test
  void publicDataIsHijackedOnlyWhereACookieOpensMore() throws IOException {
    FakeSocketIo open =
        Situations.good().cors("Access-Control-Allow-Origin: *").webSocketForAnyOrigin();
    assertThat(examine(open, page -> page.cookie("login=1")).findings()).isEmpty();
    FakeSocketIo users =
        Situations.good()
            .cors("Access-Control-Allow-Origin: *")
            .webSocketForAnyOrigin()
            .when(r -> r.isUpgrade() && !LOGGED_IN.test(r), forbidden());
    warning(
        examine(users, page -> page.cookie("login=1")), Diagnosis.CROSS_SITE_WEBSOCKET_HIJACKING);
  }

  // ---- Is it the origin? ----

  @Test
  void aRefusedOriginIsSeenThoughALoginIsNeededToo() throws IOException {
    FakeSocketIo server = forUsers(new FakeSocketIo("https://example.com"));
    Finding finding = obstacle(examine(server, WEBSOCKET_USER), Diagnosis.WEBSOCKET_ORIGIN_REFUSED);
    assertThat(finding.detail()).endsWith("Without an Origin header the handshake succeeds.");
  }

  @Test
  void withoutTheCookieNothingIsClaimedOfTheOrigin() throws IOException {
    FakeSocketIo server = forUsers(new FakeSocketIo("https://example.com"));
    Examination examination = examine(server, page -> page.transports(Transport.WEBSOCKET));
    Finding finding = obstacle(examination, Diagnosis.WEBSOCKET_REFUSED);
    assertThat(finding.detail())
        .endsWith(
            "Without an Origin header it does not succeed either. If users are known by a cookie, give it"
                + " to the doctor: the origin may be refused, too.");
    assertThat(examination.toString()).doesNotContain("whatever the origin");
  }

  @Test
  void withoutProbesNothingIsClaimedEither() throws IOException {
    FakeSocketIo server = forUsers(new FakeSocketIo("https://example.com"));
    Examination examination = examine(server, page -> WEBSOCKET_USER.apply(page).probes(false));
    assertThat(obstacle(examination, Diagnosis.WEBSOCKET_REFUSED).detail())
        .doesNotContain("without an Origin");
    assertThat(examination.toString()).doesNotContain("whatever the origin");
  }

  @Test
  void theComparingHandshakeDiffersInItsOriginOnly() throws IOException {
    try (Patient patient = new Patient(new FakeSocketIo("https://example.com"))) {
      String local = patient.url().replace("api.example.com", "127.0.0.1");
      patient.examine(local, Patient.ORIGIN, WEBSOCKET_USER);
      List<List<Header>> sent =
          patient.requests().stream()
              .map(Request::headers)
              .map(all -> PageHeaders.without(all, "Sec-WebSocket-Key").lines())
              .toList();
      assertThat(sent).hasSize(2);
      assertThat(sent.get(0))
          .filteredOn(line -> !sent.get(1).contains(line))
          .containsExactly(new Header("Origin", Patient.ORIGIN));
      assertThat(sent.get(0)).containsAll(sent.get(1));
    }
  }

  @Test
  void pollingIsComparedWithTheCookieToo() throws IOException {
    FakeSocketIo server =
        Situations.good()
            .when(LOGGED_IN.negate(), forbidden())
            .when(r -> !r.origin().isEmpty(), forbidden());
    obstacle(examine(server, USER), Diagnosis.ORIGIN_NOT_ALLOWED);
    Finding unsure =
        obstacle(examine(server, page -> page.cookie("login=1")), Diagnosis.HANDSHAKE_REFUSED);
    assertThat(unsure.detail()).contains("Without an Origin header it does not succeed either.");
  }

  @Test
  void pollingAfterAPreflightIsComparedWithTheCookieToo() throws IOException {
    FakeSocketIo server =
        Situations.good()
            .cors()
            .when(Request::isPreflight, answer(403, "Invalid CORS request"))
            .when(LOGGED_IN.negate(), forbidden())
            .when(r -> !r.origin().isEmpty(), forbidden());
    obstacle(
        examine(server, page -> USER.apply(page).extraHeader("x-a", "1")),
        Diagnosis.ORIGIN_NOT_ALLOWED);
  }

  @Test
  void aRefusalThatThePageMayReadIsComparedToo() throws IOException {
    FakeSocketIo origin = Situations.good().when(r -> !r.origin().isEmpty(), forbidden(ALLOWED));
    assertThat(obstacle(examine(origin, p -> p), Diagnosis.HANDSHAKE_REFUSED).detail())
        .endsWith(
            "Without an Origin header the handshake succeeds, and Access-Control-Allow-Origin allows"
                + " the page: it is not the CORS policy that refuses it, but something that looks at"
                + " Origin as well, such as allowRequest.");
    FakeSocketIo anybody = Situations.good().when(r -> true, forbidden(ALLOWED));
    Examination examination = examine(anybody, p -> p);
    assertThat(obstacle(examination, Diagnosis.HANDSHAKE_REFUSED).detail())
        .contains("Without an Origin header it does not succeed either.");
    assertThat(examination.toString()).doesNotContain("whatever the origin");
  }

  @Test
  void anOriginThatOpenedASessionIsNotTheReasonWhyItsMessagesAreRefused() throws IOException {
    FakeSocketIo server =
        Situations.good().when(r -> r.method().equals("POST"), answer(403, "Blocked by a WAF"));
    obstacle(examine(server, page -> page), Diagnosis.REFUSED_BEFORE_CORS);
  }

  @Test
  void aPageOfTheServersOwnOriginIsNotSpokenToAboutOrigins() throws IOException {
    try (Patient patient = new Patient(Situations.good().when(r -> true, forbidden()))) {
      Examination examination = patient.examine(patient.url(), patient.url(), page -> page);
      assertThat(obstacle(examination, Diagnosis.HANDSHAKE_REFUSED).detail())
          .doesNotContain("Origin");
    }
  }

  // ---- Who writes the header? ----

  @Test
  void aHeaderOfAnotherLayerIsNotTheFaultOfAServerThatChecksOrigins() throws IOException {
    FakeSocketIo server =
        Situations.good()
            .cors(ANOTHER)
            .when(
                r -> !r.origin().isEmpty() && !r.origin().equals(Patient.ORIGIN),
                forbidden(ANOTHER));
    Examination examination = examine(server, page -> page);
    Finding finding = obstacle(examination, Diagnosis.ALLOW_ORIGIN_FROM_ELSEWHERE);
    assertThat(finding.remedy().settings()).isEmpty();
    assertThat(finding.messages(Browser.CHROME).get(0)).contains("'https://example.com'");
    assertThat(examination.has(Diagnosis.CROSS_SITE_WEBSOCKET_HIJACKING)).isFalse();
    Examination unprobed = examine(server, page -> page.probes(false));
    obstacle(unprobed, Diagnosis.ALLOW_ORIGIN_MISMATCH);
  }

  @Test
  void aSingleOriginForEverybodyIsTheServersOwn() throws IOException {
    Examination examination =
        examine(Situations.good().cors(ANOTHER).webSocketForAnyOrigin(), page -> page);
    obstacle(examination, Diagnosis.ALLOW_ORIGIN_MISMATCH);
    assertThat(examination.has(Diagnosis.CROSS_SITE_WEBSOCKET_HIJACKING)).isTrue();
  }
}
