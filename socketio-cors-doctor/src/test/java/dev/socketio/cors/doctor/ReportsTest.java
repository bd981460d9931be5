package dev.socketio.cors.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What people and programs get to read. */
class ReportsTest {

  private static Examination wildcard(Patient patient) {
    return patient.examine(page -> page.probes(false).withCredentials(true).cookie("secret=\"x\""));
  }

  private static FakeSocketIo server() {
    return Situations.good().cors("Access-Control-Allow-Origin: *");
  }

  private static String stable(String report, Patient patient) {
    return report.replace(":" + patient.port(), ":3000").replaceAll("&t=[0-9a-z]+", "&t=x");
  }

  @Test
  void theTextTellsEachStepAndThenWhatToChange() throws IOException {
    try (Patient patient = new Patient(server())) {
      assertThat(stable(wildcard(patient).toString(), patient))
          .isEqualTo(
              """
              Page    http://my-frontend.com
              Server  http://api.example.com:3000/socket.io/
              Client  transports polling, websocket, withCredentials

               1 FAIL  polling: open: GET http://api.example.com:3000/socket.io/?EIO=4&transport=polling&t=x
                       -> 200 Text; Access-Control-Allow-Origin: *
                       NO CORS check, step 4, it is the request's Origin: Access-Control-Allow-Origin is '*', the page's origin is 'http://my-frontend.com'

              Firefox does not connect.
              Chrome does not connect.

              PROBLEM ALLOW_ORIGIN_WILDCARD_WITH_CREDENTIALS
                The server allows any origin by '*', which excludes credentials.
                seen     Access-Control-Allow-Origin is '*', the page's origin is 'http://my-frontend.com'. The answer is 200 Text with an open packet. (step 1)
                cause    The page sets withCredentials, and browsers do not send credentials where Access-Control-Allow-Origin is '*'.
                Firefox  Cross-Origin Request Blocked: The Same Origin Policy disallows reading the remote resource at ‘http://api.example.com:3000/socket.io/?EIO=4&transport=polling&t=x’. (Reason: Credential is not supported if the CORS header ‘Access-Control-Allow-Origin’ is ‘*’).
                Chrome   Access to XMLHttpRequest at 'http://api.example.com:3000/socket.io/?EIO=4&transport=polling&t=x' from origin 'http://my-frontend.com' has been blocked by CORS policy: The value of the 'Access-Control-Allow-Origin' header in the response must not be the wildcard '*' when the request's credentials mode is 'include'. The credentials mode of requests initiated by the XMLHttpRequest is controlled by the withCredentials attribute.
                         Failed to load resource: net::ERR_FAILED
                change   Name the origins that may send credentials; or, if no cookie is needed, drop withCredentials in the client.
                web.xml  set init-param cors.origin of the servlet (CorsFilter: origin) to http://my-frontend.com
                web.xml  set init-param cors.credentials of the servlet (CorsFilter: credentials) to true
                Java     CorsPolicy.builder().origins("http://my-frontend.com").credentials(true)
                Node.js  cors: { origin: ["http://my-frontend.com"], credentials: true }
              """);
    }
  }

  @Test
  void theJsonHasTheSame() throws IOException {
    try (Patient patient = new Patient(server())) {
      String json = stable(wildcard(patient).toJson(), patient);
      assertThat(json)
          .startsWith(
              """
              {
                "server": "http://api.example.com:3000/socket.io/",
                "origin": "http://my-frontend.com",
                "withCredentials": true,
                "transports": [
                  "polling",
                  "websocket"
                ],
                "connects": false,
                "browsers": {
                  "firefox": false,
                  "chrome": false
                },
                "findings": [
                  {
                    "diagnosis": "ALLOW_ORIGIN_WILDCARD_WITH_CREDENTIALS",
                    "severity": "BLOCKS",
                    "step": 0,
              """)
          .contains("\"servlet\": \"cors.origin\",", "\"filter\": \"origin\",")
          .contains("\"set\": \"http://my-frontend.com\"\n")
          .contains("\"sent\": [")
          .contains("Cookie: secret=\\\"x\\\"")
          .endsWith("}\n");
    }
  }

  @Test
  void onlyTheBrowsersThatWereAskedForDecide() throws IOException {
    try (FakeServer server = FakeServer.start(Situations.good())) {
      for (Browser browser : Browser.values()) {
        Examination examination = localNetwork(server, browser);
        assertThat(examination.connects()).isEqualTo(browser == Browser.FIREFOX);
        assertThat(examination.obstacle().isPresent()).isEqualTo(browser == Browser.CHROME);
        assertThat(examination.toString()).doesNotContain(other(browser).title() + " connects");
      }
    }
  }

  private static Browser other(Browser browser) {
    return browser == Browser.CHROME ? Browser.FIREFOX : Browser.CHROME;
  }

  private static Examination localNetwork(FakeServer server, Browser browser) throws IOException {
    return CorsDoctor.examine(
        CorsDoctorRequest.builder("http://localhost:" + server.port(), Situations.ORIGIN)
            .resolve("my-frontend.com", InetAddress.getByName("203.0.113.7"))
            .browsers(List.of(browser))
            .probes(false)
            .build());
  }
}
