package dev.socketio.cors.doctor;

import static dev.socketio.cors.doctor.FakeSocketIo.answer;
import static dev.socketio.cors.doctor.FakeSocketIo.raw;
import static org.assertj.core.api.Assertions.assertThat;

import dev.socketio.cors.doctor.FakeServer.Request;
import dev.socketio.cors.doctor.wire.WebUrl;
import dev.socketio.cors.doctor.wire.WireFailure;
import java.io.IOException;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What browsers write where it is not CORS; as recorded from Firefox 153 and Chromium 156. */
class ConsolesOfOtherTroubleTest {

  private static final String SWITCHING = "HTTP/1.1 101 Switching Protocols\r\n";
  private static final String DURING = "Error during WebSocket handshake: ";

  @TestFactory
  Stream<DynamicTest> aWebSocketThatDoesNotOpen() {
    Map<String, FakeServer.Script> servers =
        Map.ofEntries(
            Map.entry(DURING + "Unexpected response code: 403", answer(403, "no")),
            Map.entry(DURING + "Unexpected response code: 200", answer(200, "no")),
            Map.entry(
                DURING + "Unexpected response code: 302", answer(302, "", "Location: /elsewhere")),
            Map.entry(
                "HTTP Authentication failed; no valid credentials available",
                answer(401, "", "WWW-Authenticate: Basic realm=\"x\"")),
            Map.entry(
                DURING + "Incorrect 'Sec-WebSocket-Accept' header value",
                raw(
                    SWITCHING
                        + "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: A\r\n\r\n")),
            Map.entry(
                DURING + "'Sec-WebSocket-Accept' header is missing",
                raw(SWITCHING + "Upgrade: websocket\r\nConnection: Upgrade\r\n\r\n")),
            Map.entry(
                DURING + "'Upgrade' header is missing",
                raw(SWITCHING + "Connection: Upgrade\r\n\r\n")),
            Map.entry(
                DURING + "'Upgrade' header value is not 'WebSocket': h2c",
                raw(SWITCHING + "Upgrade: h2c\r\nConnection: Upgrade\r\n\r\n")),
            Map.entry(
                DURING + "'Connection' header is missing",
                handshake(text -> text.replace("Connection: Upgrade\r\n", ""))),
            Map.entry(
                DURING
                    + "Response must not include 'Sec-WebSocket-Protocol' header if not present in request: x",
                handshake(
                    text -> text.replace("\r\n\r\n", "\r\nSec-WebSocket-Protocol: x\r\n\r\n"))),
            Map.entry(
                "Connection closed before receiving a handshake response", (request, socket) -> {}),
            Map.entry(
                DURING + "net::ERR_CONNECTION_RESET",
                (request, socket) -> {
                  socket.setSoLinger(true, 0);
                  socket.close();
                }),
            Map.entry(DURING + "net::ERR_INVALID_HTTP_RESPONSE", raw("hello\r\n\r\n")));
    return servers.entrySet().stream()
        .map(
            server ->
                DynamicTest.dynamicTest(
                    server.getKey(), () -> webSocket(server.getKey(), server.getValue())));
  }

  private static FakeServer.Script handshake(UnaryOperator<String> change) {
    return (request, socket) ->
        raw(change.apply(FakeSocketIo.switchingProtocols(request, ""))).serve(request, socket);
  }

  private static void webSocket(String why, FakeServer.Script script) throws IOException {
    try (Patient patient = new Patient(Situations.good().when(Request::isUpgrade, script))) {
      Finding finding =
          patient.examine(page -> page.transports(Transport.WEBSOCKET)).obstacle().orElseThrow();
      String url =
          "ws://api.example.com:" + patient.port() + "/socket.io/?EIO=4&transport=websocket";
      assertThat(finding.messages(Browser.CHROME))
          .containsExactly("WebSocket connection to '" + url + "' failed: " + why);
      assertThat(finding.messages(Browser.FIREFOX))
          .containsExactly("Firefox can’t establish a connection to the server at " + url + ".");
    }
  }

  @TestFactory
  Stream<DynamicTest> aRequestWithoutAnAnswer() {
    Map<WireFailure.Kind, String> recorded =
        Map.of(
            WireFailure.Kind.CLOSED, "net::ERR_EMPTY_RESPONSE",
            WireFailure.Kind.RESET, "net::ERR_CONNECTION_RESET",
            WireFailure.Kind.NOT_HTTP, "net::ERR_INVALID_HTTP_RESPONSE",
            WireFailure.Kind.REFUSED, "net::ERR_CONNECTION_REFUSED",
            WireFailure.Kind.UNKNOWN_HOST, "net::ERR_NAME_NOT_RESOLVED",
            WireFailure.Kind.TLS_PROTOCOL, "net::ERR_SSL_PROTOCOL_ERROR",
            WireFailure.Kind.CERTIFICATE_AUTHORITY, "net::ERR_CERT_AUTHORITY_INVALID");
    WebUrl url = WebUrl.parse("http://api.example.com:8109/socket.io/?EIO=4");
    String firefox =
        "Cross-Origin Request Blocked: The Same Origin Policy disallows reading the remote resource at"
            + " http://api.example.com:8109/socket.io/?EIO=4. (Reason: CORS request did not succeed)."
            + " Status code: (null).";
    return recorded.entrySet().stream()
        .map(
            entry ->
                DynamicTest.dynamicTest(
                    entry.getValue(),
                    () -> {
                      WireFailure.Kind kind = entry.getKey();
                      ConsoleEvent plain = new ConsoleEvent.NetworkFailed(kind, url, url, false);
                      assertThat(plain.chrome())
                          .containsExactly("Failed to load resource: " + entry.getValue());
                      assertThat(plain.firefox()).containsExactly(firefox);
                      ConsoleEvent preflight = new ConsoleEvent.NetworkFailed(kind, url, url, true);
                      assertThat(preflight.firefox()).containsExactly(firefox, firefox);
                    }));
  }

  @Test
  void anErrorThatThePageMayRead() throws IOException {
    FakeServer.Script server =
        answer(400, "{\"code\":5}", "Access-Control-Allow-Origin: " + Patient.ORIGIN);
    try (Patient patient = new Patient(server)) {
      Finding finding = patient.examine(page -> page).obstacle().orElseThrow();
      assertThat(finding.messages(Browser.CHROME))
          .containsExactly(
              "Failed to load resource: the server responded with a status of 400 (Text)");
      assertThat(finding.messages(Browser.FIREFOX)).isEmpty();
    }
  }

  @Test
  void mixedContent() {
    PageOrigin origin = PageOrigin.parse("https://my-frontend.com:8201");
    WebUrl url = WebUrl.parse("http://api.example.com:8202/socket.io/?EIO=4");
    ConsoleEvent polling = new ConsoleEvent.MixedContent(origin, url, false);
    assertThat(polling.chrome())
        .containsExactly(
            "Mixed Content: The page at 'https://my-frontend.com:8201/' was loaded over HTTPS, but requested"
                + " an insecure XMLHttpRequest endpoint 'http://api.example.com:8202/socket.io/?EIO=4'. This"
                + " request has been blocked; the content must be served over HTTPS.");
    assertThat(polling.firefox())
        .containsExactly(
            "Blocked loading mixed active content “http://api.example.com:8202/socket.io/?EIO=4”");
    ConsoleEvent webSocket = new ConsoleEvent.MixedContent(origin, url, true);
    assertThat(webSocket.chrome())
        .containsExactly(
            "Mixed Content: The page at 'https://my-frontend.com:8201/' was loaded over HTTPS, but attempted"
                + " to connect to the insecure WebSocket endpoint"
                + " 'ws://api.example.com:8202/socket.io/?EIO=4'. This request has been blocked; this"
                + " endpoint must be available over WSS.");
    assertThat(webSocket.firefox()).isEmpty();
  }

  @Test
  void localNetworkAccess() {
    String url = "http://localhost:8202/socket.io/?EIO=4";
    assertThat(localNetwork(url, "http://my-frontend.com:8203", false))
        .isEqualTo(
            "Access to XMLHttpRequest at 'http://localhost:8202/socket.io/?EIO=4' from origin"
                + " 'http://my-frontend.com:8203' has been blocked by CORS policy: The request client is not"
                + " a secure context and the resource is in more-private address space `loopback`.");
    assertThat(localNetwork(url, "https://my-frontend.com:8204", false))
        .isEqualTo(
            "Access to XMLHttpRequest at 'http://localhost:8202/socket.io/?EIO=4' from origin"
                + " 'https://my-frontend.com:8204' has been blocked by CORS policy: Permission was denied for"
                + " this request to access the `loopback` address space.");
    assertThat(localNetwork(url, "https://my-frontend.com:8204", true))
        .isEqualTo(
            "WebSocket connection to 'ws://localhost:8202/socket.io/?EIO=4' failed: Error in connection"
                + " establishment: net::ERR_BLOCKED_BY_LOCAL_NETWORK_ACCESS_CHECKS");
  }

  private static String localNetwork(String url, String origin, boolean webSocket) {
    CorsDoctorRequest page = CorsDoctorRequest.builder(url, origin).build();
    ConsoleEvent event =
        new ConsoleEvent.LocalNetwork(page, WebUrl.parse(url), AddressSpace.LOOPBACK, webSocket);
    assertThat(event.firefox()).isEmpty();
    return event.chrome().get(0);
  }

  @Test
  void aHeaderThatNoScriptMaySet() {
    assertThat(new ConsoleEvent.HeaderRefused("Cookie").chrome())
        .containsExactly("Refused to set unsafe header \"Cookie\"");
  }
}
