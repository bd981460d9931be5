package dev.socketio.cors.doctor;

import static dev.socketio.cors.doctor.FakeSocketIo.answer;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests that no page would send, and what they are good for. */
class ProbesTest {

  @Test
  void aGoodServerIsAskedByStrangersAndGetsNoWarning() throws IOException {
    try (Patient patient = new Patient(Situations.good())) {
      Examination examination = patient.examine(page -> page);
      assertThat(examination.findings()).isEmpty();
      assertThat(patient.requests())
          .extracting(FakeServer.Request::origin)
          .contains(
              "https://cors-doctor.invalid",
              "http://my-frontend.com.cors-doctor.invalid",
              "http://cors-doctor-my-frontend.com",
              "null");
      assertThat(examination.steps())
          .filteredOn(step -> step.kind() == Step.Kind.PROBE)
          .hasSize(5)
          .allMatch(step -> step.verdict() == Verdict.PROBED);
    }
  }

  /** A server that compares origins in its own way. */
  private static Examination examine(String origin, Predicate<String> allows) throws IOException {
    FakeSocketIo server =
        new FakeSocketIo(origin)
            .cors(
                asked ->
                    allows.test(asked)
                        ? List.of("Vary: Origin", "Access-Control-Allow-Origin: " + asked)
                        : List.of("Vary: Origin"));
    try (Patient patient = new Patient(server)) {
      return patient.examine(patient.url(), origin, page -> page);
    }
  }

  @Test
  void aServerThatAllowsAllSubdomainsOfOneDomainIsNotTooWide() throws IOException {
    Pattern glob = Pattern.compile("http://[^/]+\\.example\\.com");
    Examination examination =
        examine("http://other.example.com", origin -> glob.matcher(origin).matches());
    assertThat(examination.findings()).describedAs("%s", examination).isEmpty();
  }

  @Test
  void aServerThatComparesEndsOnlyIsTooWideWhateverThePagesSubdomain() throws IOException {
    assertThat(
            examine("http://other.example.com", origin -> origin.endsWith("example.com"))
                .warnings())
        .singleElement()
        .matches(finding -> finding.diagnosis() == Diagnosis.ORIGIN_MATCH_TOO_WIDE)
        .extracting(Finding::detail)
        .isEqualTo("The server let http://cors-doctor-example.com in.");
  }

  @ParameterizedTest
  @CsvSource({
    "example.org, cors-doctor-example.org",
    "a.b.example.org, cors-doctor-example.org",
    "shop.example.co.uk, cors-doctor-example.co.uk",
    "localhost, cors-doctor-localhost"
  })
  void theLookAlikeIsADomainOfItsOwn(String host, String lookAlike) {
    assertThat(OriginProbes.lookAlike(host)).isEqualTo(lookAlike);
  }

  @Test
  void sessionsThatProbesOpenAreEnded() throws IOException {
    FakeSocketIo server =
        Situations.good().cors(origin -> List.of("Access-Control-Allow-Origin: *"));
    try (Patient patient = new Patient(server)) {
      patient.examine(page -> page);
      long opened =
          patient.requests().stream()
              .filter(r -> r.method().equals("GET") && !r.hasSid() && !r.isUpgrade())
              .count();
      long ended = patient.requests().stream().filter(r -> r.body().equals("1")).count();
      assertThat(ended).isEqualTo(opened);
    }
  }

  @Test
  void publicDataWithoutCredentialsCannotBeHijacked() throws IOException {
    FakeSocketIo server =
        Situations.good().cors("Access-Control-Allow-Origin: *").webSocketForAnyOrigin();
    try (Patient patient = new Patient(server)) {
      assertThat(patient.examine(page -> page).findings()).isEmpty();
    }
  }

  @Test
  void anAnswerThatMayNotBeCachedNeedsNoVary() throws IOException {
    FakeSocketIo server =
        Situations.good()
            .cors(
                origin ->
                    origin.equals(Patient.ORIGIN)
                        ? List.of(
                            "Access-Control-Allow-Origin: " + origin, "Cache-Control: no-store")
                        : List.of());
    try (Patient patient = new Patient(server)) {
      assertThat(patient.examine(page -> page).has(Diagnosis.VARY_MISSING)).isFalse();
    }
  }

  @Test
  void aPathInTheUrlThatWasMeantAsContextPathIsFound() throws IOException {
    FakeSocketIo app =
        Situations.good().when(r -> !r.target().startsWith("/app/socket.io/"), answer(404, ""));
    try (Patient patient = new Patient(app)) {
      Examination examination = patient.examine(patient.url() + "/app", Patient.ORIGIN, p -> p);
      Finding finding = examination.obstacle().orElseThrow();
      assertThat(finding.diagnosis()).isEqualTo(Diagnosis.NOT_FOUND);
      assertThat(finding.detail()).endsWith("give the client path: \"/app/socket.io/\".");
    }
  }

  @Test
  void withoutProbesNothingElseIsSent() throws IOException {
    try (Patient patient = new Patient(new FakeSocketIo("https://example.com"))) {
      Examination examination = patient.examine(page -> page.probes(false));
      assertThat(patient.methods()).containsExactly("GET");
      assertThat(examination.obstacle().orElseThrow().diagnosis())
          .isEqualTo(Diagnosis.ORIGIN_NOT_ALLOWED);
    }
  }

  @Test
  void aLostSessionNamesTheCookieThatDidNotComeBack() throws IOException {
    FakeSocketIo server =
        Situations.good()
            .cors("Access-Control-Allow-Origin: " + Patient.ORIGIN, "Set-Cookie: AWSALB=1")
            .when(FakeServer.Request::hasSid, answer(400, "{\"code\":1,\"message\":\"x\"}"));
    try (Patient patient = new Patient(server)) {
      Finding finding = patient.examine(page -> page).obstacle().orElseThrow();
      assertThat(finding.diagnosis()).isEqualTo(Diagnosis.STICKY_SESSION_LOST);
      assertThat(finding.detail())
          .endsWith(
              "The cookie AWSALB is ignored by browsers, for the page does not set withCredentials.");
    }
  }
}
