package dev.socketio.cors.doctor;

import static dev.socketio.cors.doctor.FakeSocketIo.answer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.socketio.cors.doctor.FakeServer.Request;
import java.io.IOException;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** The doctor sends what Socket.IO's client sends in a browser, in its order. */
class AsABrowserWouldTest {

  private static final UnaryOperator<CorsDoctorRequest.Builder> ALONE = page -> page.probes(false);

  private static UnaryOperator<CorsDoctorRequest.Builder> alone(
      UnaryOperator<CorsDoctorRequest.Builder> more) {
    return page -> more.apply(page.probes(false));
  }

  @Test
  void aPageWithTheClientsDefaultsNeedsNoPreflight() throws IOException {
    try (Patient patient = new Patient(Situations.good())) {
      Examination examination = patient.examine(ALONE);
      assertThat(examination.connects()).isTrue();
      assertThat(examination.findings()).isEmpty();
      assertThat(patient.methods()).containsExactly("GET", "POST", "GET", "WS", "POST");
      assertThat(patient.requests())
          .extracting(Request::body)
          .containsExactly("", "40", "", "", "1");
    }
  }

  @Test
  void anExtraHeaderMakesAPreflightDueBeforeEachPollingRequest() throws IOException {
    try (Patient patient = new Patient(Situations.good())) {
      assertThat(patient.examine(alone(page -> page.extraHeader("My-Header", "x"))).connects())
          .isTrue();
      assertThat(patient.methods())
          .containsExactly(
              "OPTIONS", "GET", "OPTIONS", "POST", "OPTIONS", "GET", "WS", "OPTIONS", "POST");
      Request preflight = patient.requests().get(2);
      assertThat(preflight.headers().all("Access-Control-Request-Method")).containsExactly("POST");
      assertThat(preflight.headers().all("Access-Control-Request-Headers"))
          .containsExactly("my-header");
      assertThat(preflight.headers().has("My-Header")).isFalse();
      assertThat(patient.requests().get(3).headers().all("My-Header")).containsExactly("x");
      assertThat(patient.requests().get(6).headers().has("My-Header")).isFalse();
    }
  }

  @Test
  void aSafelistedHeaderMakesNoPreflightDueUnlessItIsLong() throws IOException {
    try (Patient patient = new Patient(Situations.good())) {
      patient.examine(alone(page -> page.extraHeader("Accept-Language", "de")));
      assertThat(patient.methods()).doesNotContain("OPTIONS");
      patient.examine(alone(page -> page.extraHeader("Accept-Language", "d".repeat(129))));
      assertThat(patient.methods()).contains("OPTIONS");
    }
  }

  @Test
  void theRequestsOfASessionLookLikeTheClients() throws IOException {
    try (Patient patient = new Patient(Situations.good())) {
      patient.examine(alone(page -> page.transports(Transport.POLLING)));
      Request open = patient.requests().get(0);
      assertThat(open.target()).matches("/socket\\.io/\\?EIO=4&transport=polling&t=[0-9a-z]+");
      assertThat(open.headers().all("Origin")).containsExactly(Patient.ORIGIN);
      Request connect = patient.requests().get(1);
      assertThat(connect.target())
          .matches("/socket\\.io/\\?EIO=4&transport=polling&t=[0-9a-z]+&sid=SID");
      assertThat(connect.headers().all("Content-Type")).containsExactly("text/plain;charset=UTF-8");
      assertThat(patient.methods()).containsExactly("GET", "POST", "GET", "POST");
    }
  }

  @Test
  void cookiesGoWithPollingOnlyWithCredentialsAndWithWebSocketAlways() throws IOException {
    try (Patient patient = new Patient(Situations.good())) {
      patient.examine(alone(page -> page.cookie("a=b")));
      assertThat(patient.requests())
          .allMatch(request -> request.headers().has("Cookie") == request.isUpgrade());
    }
    try (Patient patient = new Patient(Situations.good())) {
      patient.examine(
          alone(page -> page.cookie("a=b").withCredentials(true).extraHeader("x-y", "z")));
      assertThat(patient.requests())
          .allMatch(
              request ->
                  request.headers().all("Cookie").equals(List.of("a=b")) != request.isPreflight());
    }
  }

  @Test
  void aCookieOfTheServerComesBackOnlyIfItMayCrossSites() throws IOException {
    String allowed = "Access-Control-Allow-Origin: " + Patient.ORIGIN;
    String credentials = "Access-Control-Allow-Credentials: true";
    for (String attributes : List.of("", "; SameSite=Lax", "; SameSite=None; Secure")) {
      FakeSocketIo server =
          Situations.good().cors(allowed, credentials, "Set-Cookie: node=1" + attributes);
      try (Patient patient = new Patient(server)) {
        Examination examination = patient.examine(alone(page -> page.withCredentials(true)));
        boolean back = patient.requests().get(1).headers().has("Cookie");
        assertThat(back).isEqualTo(attributes.contains("None"));
        assertThat(examination.has(Diagnosis.COOKIE_NOT_RETURNED)).isNotEqualTo(back);
      }
    }
  }

  @Test
  void aServerOfTheSameSiteGetsItsCookieBack() throws IOException {
    FakeSocketIo server =
        new FakeSocketIo("http://www.example.com")
            .cors(
                "Access-Control-Allow-Origin: http://www.example.com",
                "Access-Control-Allow-Credentials: true",
                "Set-Cookie: node=1");
    try (Patient patient = new Patient(server)) {
      patient.examine(
          patient.url(), "http://www.example.com", alone(page -> page.withCredentials(true)));
      assertThat(patient.requests().get(1).headers().all("Cookie")).containsExactly("node=1");
    }
  }

  @Test
  void aPageOfTheServersOwnOriginNeedsNoPermission() throws IOException {
    try (Patient patient = new Patient(new FakeSocketIo().cors().webSocketForAnyOrigin())) {
      Examination examination =
          patient.examine(
              patient.url(),
              patient.url() + "/index.html",
              alone(page -> page.extraHeader("x", "y")));
      assertThat(examination.connects()).isTrue();
      assertThat(patient.methods()).containsExactly("GET", "POST", "GET", "WS", "POST");
      assertThat(patient.requests())
          .allMatch(r -> r.headers().has("Origin") == (r.method().equals("POST") || r.isUpgrade()));
    }
  }

  @Test
  void aTrustworthyServerIsToldWhereRequestsComeFrom() throws IOException {
    try (Patient patient = new Patient(new FakeSocketIo("http://localhost:1"))) {
      String url = "http://localhost:" + patient.port();
      patient.examine(url, "http://localhost:1", ALONE);
      assertThat(patient.requests())
          .allMatch(r -> r.headers().all("Sec-Fetch-Site").equals(List.of("same-site")));
      assertThat(patient.requests().get(3).headers().all("Sec-Fetch-Mode"))
          .containsExactly("websocket");
    }
    try (Patient patient = new Patient(Situations.good())) {
      patient.examine(ALONE);
      assertThat(patient.requests()).noneMatch(r -> r.headers().has("Sec-Fetch-Site"));
    }
  }

  @Test
  void aRedirectToAnotherHostIsFollowedWithAnOpaqueOrigin() throws IOException {
    String allowed = "Access-Control-Allow-Origin: " + Patient.ORIGIN;
    FakeSocketIo server =
        Situations.good()
            .when(
                r -> r.headers().all("Host").get(0).startsWith("api."),
                (request, socket) ->
                    answer(
                            302,
                            "",
                            allowed,
                            "Location: http://other.example.com:"
                                + socket.getLocalPort()
                                + request.target())
                        .serve(request, socket));
    try (Patient patient = new Patient(server.cors(allowed))) {
      Examination examination = patient.examine(ALONE);
      assertThat(patient.requests())
          .extracting(Request::origin)
          .containsExactly(Patient.ORIGIN, "null");
      Finding finding = examination.obstacle().orElseThrow();
      assertThat(finding.diagnosis()).isEqualTo(Diagnosis.ALLOW_ORIGIN_MISMATCH);
      String target = patient.requests().get(0).target();
      String other = "http://other.example.com:" + patient.port() + target;
      assertThat(finding.messages(Browser.CHROME).get(0))
          .isEqualTo(
              "Access to XMLHttpRequest at '"
                  + other
                  + "' (redirected from '"
                  + patient.url()
                  + target
                  + "') from origin 'http://my-frontend.com' has been blocked by CORS policy: The"
                  + " 'Access-Control-Allow-Origin' header has a value 'http://my-frontend.com' that is"
                  + " not equal to the supplied origin.");
      assertThat(finding.messages(Browser.FIREFOX))
          .containsExactly(
              "Cross-Origin Request Blocked: The Same Origin Policy disallows reading the remote resource at "
                  + other
                  + ". (Reason: CORS header ‘Access-Control-Allow-Origin’ does not match"
                  + " ‘http://my-frontend.com’).");
    }
  }

  @Test
  void redirectsWithoutAnEndAreGivenUp() throws IOException {
    FakeServer.Script loop =
        answer(302, "", "Access-Control-Allow-Origin: *", "Location: /socket.io/?EIO=4");
    try (Patient patient = new Patient(loop)) {
      Finding finding = patient.examine(ALONE).obstacle().orElseThrow();
      assertThat(finding.diagnosis()).isEqualTo(Diagnosis.REDIRECTED);
      assertThat(finding.messages(Browser.CHROME))
          .containsExactly("Failed to load resource: net::ERR_TOO_MANY_REDIRECTS");
      assertThat(patient.requests()).hasSize(21);
    }
  }

  @Test
  void aNamespaceAndAnAuthGoIntoTheConnectPacket() throws IOException {
    try (Patient patient = new Patient(Situations.good())) {
      patient.examine(
          patient.url() + "/admin?token=x",
          Patient.ORIGIN,
          alone(page -> page.auth("{\"token\":\"secret\"}")));
      assertThat(patient.requests().get(0).target()).startsWith("/socket.io/?token=x&EIO=4&");
      assertThat(patient.requests().get(1).body()).isEqualTo("40/admin,{\"token\":\"secret\"}");
    }
  }

  @Test
  void aUrlFromAMessageOfTheBrowserIsTakenForTheServersPath() throws IOException {
    try (Patient patient = new Patient(Situations.good())) {
      patient.examine(
          patient.url() + "/app/ws?EIO=4&transport=polling&t=NMnp2WI", Patient.ORIGIN, ALONE);
      assertThat(patient.requests().get(0).target())
          .matches("/app/ws/\\?EIO=4&transport=polling&t=[0-9a-z]+");
      assertThat(patient.requests().get(1).body()).isEqualTo("40");
    }
  }

  @Test
  void withWebSocketFirstPollingIsNotTried() throws IOException {
    try (Patient patient = new Patient(Situations.good())) {
      assertThat(
              patient
                  .examine(alone(p -> p.transports(Transport.WEBSOCKET, Transport.POLLING)))
                  .connects())
          .isTrue();
      assertThat(patient.methods()).containsExactly("WS");
      assertThat(patient.requests().get(0).target())
          .isEqualTo("/socket.io/?EIO=4&transport=websocket");
      assertThat(patient.requests().get(0).origin()).isEqualTo(Patient.ORIGIN);
    }
  }

  @Test
  void aServerWithoutUpgradesIsNotAskedForAWebSocket() throws IOException {
    FakeSocketIo server = Situations.good().open("0{\"sid\":\"SID\",\"upgrades\":[]}");
    try (Patient patient = new Patient(server)) {
      assertThat(patient.examine(ALONE).connects()).isTrue();
      assertThat(patient.methods()).doesNotContain("WS");
    }
  }

  @Test
  void aFailedUpgradeOnlyWarns() throws IOException {
    FakeSocketIo server = Situations.good().when(Request::isUpgrade, answer(502, ""));
    try (Patient patient = new Patient(server)) {
      Examination examination = patient.examine(ALONE);
      assertThat(examination.connects()).isTrue();
      assertThat(examination.warnings())
          .extracting(Finding::diagnosis)
          .containsExactly(Diagnosis.PROXY_ERROR);
      assertThat(examination.warnings().get(0).messages(Browser.CHROME))
          .containsExactly(
              "WebSocket connection to 'ws://api.example.com:"
                  + patient.port()
                  + "/socket.io/?EIO=4&transport=websocket&sid=SID' failed: Error during WebSocket"
                  + " handshake: Unexpected response code: 502");
      assertThat(patient.methods()).endsWith("POST");
    }
  }
}
