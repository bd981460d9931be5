package dev.socketio.cors.doctor;

import static dev.socketio.cors.doctor.Diagnosis.*;
import static dev.socketio.cors.doctor.FakeSocketIo.answer;
import static dev.socketio.cors.doctor.FakeSocketIo.raw;
import static dev.socketio.cors.doctor.FakeSocketIo.webSocket;

import dev.socketio.cors.doctor.FakeServer.Request;
import dev.socketio.cors.doctor.wire.Headers;
import dev.socketio.cors.doctor.wire.WireResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Servers with something wrong, at least one for each diagnosis. */
final class Situations {

  static final String ORIGIN = "http://my-frontend.com";

  private static final String ALLOWED = "Access-Control-Allow-Origin: " + ORIGIN;
  private static final UnaryOperator<CorsDoctorRequest.Builder> PLAIN = page -> page;
  private static final UnaryOperator<CorsDoctorRequest.Builder> COOKIES =
      page -> page.withCredentials(true);
  private static final UnaryOperator<CorsDoctorRequest.Builder> HEADER =
      page -> page.extraHeader("my-custom-header", "abcd");
  private static final UnaryOperator<CorsDoctorRequest.Builder> WEBSOCKET =
      page -> page.transports(Transport.WEBSOCKET);

  private Situations() {}

  /**
   * One of them.
   *
   * @param diagnosis what the doctor has to say
   * @param name what is wrong
   * @param findings examines it
   */
  record Situation(Diagnosis diagnosis, String name, Callable<List<Finding>> findings) {

    @Override
    public String toString() {
      return diagnosis + ": " + name;
    }
  }

  static List<Situation> all() {
    return Stream.of(cors(), preflights(), openDoors(), webSockets(), network(), others())
        .flatMap(List::stream)
        .toList();
  }

  private static List<Situation> cors() {
    return List.of(
        polling(
            CORS_NOT_ENABLED,
            "no policy at all",
            good().cors().when(Request::isPreflight, badHandshakeMethod())),
        polling(
            CORS_NOT_ENABLED,
            "no policy at all, and a preflight is due",
            HEADER,
            good().cors().when(Request::isPreflight, badHandshakeMethod())),
        polling(ORIGIN_NOT_ALLOWED, "our filter refuses", new FakeSocketIo("https://example.com")),
        polling(
            ORIGIN_NOT_ALLOWED, "the reference's list has another", good().cors("Vary: Origin")),
        polling(
            ORIGIN_NOT_ALLOWED,
            "the reference's list has another, and a preflight is due",
            HEADER,
            good().cors("Vary: Origin", "Access-Control-Allow-Methods: GET")),
        polling(
            ORIGIN_NOT_ALLOWED,
            "only the preflight shows that there is a policy",
            good().cors().when(Request::isPreflight, answer(200, "", "Vary: origin"))),
        polling(
            ORIGIN_NOT_ALLOWED,
            "allowRequest lets only those in who send no Origin",
            good().cors().when(r -> !r.origin().isEmpty(), forbidden())),
        polling(
            ORIGIN_NOT_ALLOWED,
            "another filter answers 403 to all that it does not know, preflights too",
            HEADER,
            good().cors().when(r -> !r.origin().isEmpty(), answer(403, "Invalid CORS request"))),
        polling(
            ALLOW_ORIGIN_MISMATCH,
            "a single string as origin",
            good().cors("Access-Control-Allow-Origin: https://example.com", "Vary: Origin")),
        polling(
            ALLOW_ORIGIN_MISMATCH,
            "a slash at the end",
            good().cors("Access-Control-Allow-Origin: " + ORIGIN + "/", "Vary: Origin")),
        polling(
            ALLOW_ORIGIN_FROM_ELSEWHERE,
            "a proxy overwrites what a server sends that checks origins",
            overwritten()),
        polling(
            ALLOW_ORIGIN_FROM_ELSEWHERE,
            "a proxy overwrites the answer to the preflight, too",
            HEADER,
            overwritten()),
        polling(
            ALLOW_ORIGIN_WILDCARD_WITH_CREDENTIALS,
            "origin is *, credentials are true",
            COOKIES,
            good()
                .cors("Access-Control-Allow-Origin: *", "Access-Control-Allow-Credentials: true")),
        polling(ALLOW_CREDENTIALS_NOT_TRUE, "credentials not set", COOKIES, good().cors(ALLOWED)),
        polling(
            ALLOW_CREDENTIALS_NOT_TRUE,
            "credentials misspelt",
            COOKIES,
            good().cors(ALLOWED, "Access-Control-Allow-Credentials: True")),
        polling(ALLOW_ORIGIN_MULTIPLE, "a proxy adds one", good().cors(ALLOWED, ALLOWED)),
        polling(
            ALLOW_ORIGIN_INVALID,
            "without a scheme",
            good().cors("Access-Control-Allow-Origin: my-frontend.com")),
        polling(
            ALLOW_ORIGIN_INVALID,
            "a pattern",
            good().cors("Access-Control-Allow-Origin: http://*.com")),
        polling(ALLOW_ORIGIN_NULL, "null", good().cors("Access-Control-Allow-Origin: null")));
  }

  private static List<Situation> preflights() {
    return List.of(
        preflight(PREFLIGHT_STATUS, "a router knows no OPTIONS", answer(405, "")),
        preflight(
            PREFLIGHT_STATUS,
            "the policy passes preflights on",
            answer(400, "{\"code\":2,\"message\":\"Bad handshake method\"}", ALLOWED)),
        preflight(
            PREFLIGHT_REDIRECT, "to a login", answer(302, "", "Location: https://login.invalid/")),
        preflight(
            PREFLIGHT_UNREADABLE,
            "a list in JSON",
            answer(204, "", ALLOWED, "Access-Control-Allow-Headers: [\"my-custom-header\"]")),
        preflight(
            PREFLIGHT_UNREADABLE,
            "methods without commas",
            answer(204, "", ALLOWED, "Access-Control-Allow-Methods: GET POST")),
        preflight(
            PREFLIGHT_HEADER,
            "another header is allowed",
            answer(204, "", ALLOWED, "Access-Control-Allow-Headers: content-type")),
        polling(
            PREFLIGHT_HEADER_WILDCARD,
            "* with credentials",
            page -> HEADER.apply(COOKIES.apply(page)),
            good().when(Request::isPreflight, wildcards())),
        polling(
            PREFLIGHT_AUTHORIZATION_WILDCARD,
            "* and Authorization",
            page -> page.extraHeader("Authorization", "Bearer x"),
            good().when(Request::isPreflight, wildcards())),
        explained(PREFLIGHT_METHOD, "GET,POST", false),
        explained(PREFLIGHT_METHOD_WILDCARD, "*", true));
  }

  private static List<Situation> openDoors() {
    return List.of(
        polling(
            VARY_MISSING,
            "the answer depends on the origin",
            good().cors(o -> o.equals(ORIGIN) ? List.of(ALLOWED) : List.of())),
        polling(
            ANY_ORIGIN_WITH_CREDENTIALS,
            "origins are reflected",
            COOKIES,
            good().cors(Situations::reflect)),
        polling(
            ORIGIN_MATCH_TOO_WIDE,
            "compared by beginning",
            good().cors(o -> o.startsWith(ORIGIN) ? reflect(o) : List.of("Vary: Origin"))),
        polling(
            ORIGIN_MATCH_TOO_WIDE,
            "compared by end",
            good().cors(o -> o.endsWith("my-frontend.com") ? reflect(o) : List.of("Vary: Origin"))),
        polling(
            ORIGIN_MATCH_TOO_WIDE,
            "null is allowed",
            good().cors(o -> o.matches("null|" + ORIGIN) ? reflect(o) : List.of("Vary: Origin"))),
        polling(CROSS_SITE_WEBSOCKET_HIJACKING, "as the reference", good().webSocketForAnyOrigin()),
        polling(
            CROSS_SITE_WEBSOCKET_HIJACKING,
            "the page itself is refused by polling only",
            new FakeSocketIo("https://example.com").webSocketForAnyOrigin()));
  }

  private static List<Situation> webSockets() {
    return List.of(
        polling(
            WEBSOCKET_ORIGIN_REFUSED,
            "403 with an Origin only",
            WEBSOCKET,
            good().when(r -> r.isUpgrade() && !r.origin().isEmpty(), forbidden())),
        polling(WEBSOCKET_REFUSED, "403", WEBSOCKET, good().when(Request::isUpgrade, forbidden())),
        polling(
            WEBSOCKET_NOT_UPGRADED,
            "a proxy drops Upgrade",
            WEBSOCKET,
            good().when(Request::isUpgrade, badRequest(3))),
        polling(
            WEBSOCKET_NOT_UPGRADED,
            "426",
            WEBSOCKET,
            good().when(Request::isUpgrade, answer(426, ""))),
        polling(
            WEBSOCKET_HANDSHAKE_INVALID,
            "a wrong key",
            WEBSOCKET,
            good()
                .when(
                    Request::isUpgrade,
                    raw(
                        "HTTP/1.1 101 X\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                            + "Sec-WebSocket-Accept: AAAA\r\n\r\n"))),
        polling(
            WEBSOCKET_SILENT,
            "another service",
            WEBSOCKET,
            good().when(Request::isUpgrade, webSocket("hello", "you"))),
        polling(
            TRANSPORT_DISABLED,
            "no WebSocket",
            WEBSOCKET,
            good().when(Request::isUpgrade, answer(400, "Transport unknown"))));
  }

  private static List<Situation> network() {
    return List.of(
        new Situation(
            HOST_UNKNOWN, "no such name", () -> examine("http://nowhere.invalid", ORIGIN, PLAIN)),
        new Situation(CONNECTION_REFUSED, "nobody listens", Situations::nobodyListens),
        polling(CONNECTION_LOST, "closed at once", (request, socket) -> {}),
        polling(
            CONNECTION_LOST,
            "reset",
            (request, socket) -> {
              socket.setSoLinger(true, 0);
              socket.close();
            }),
        polling(
            TIMED_OUT,
            "no answer",
            page -> page.timeout(Duration.ofMillis(300)),
            (request, socket) -> socket.getInputStream().read()),
        new Situation(TLS_FAILED, "plain HTTP on the port", Situations::plainHttpForTls),
        polling(NOT_HTTP, "something else on the port", raw("SSH-2.0-OpenSSH_9.2\r\n")),
        new Situation(
            MIXED_CONTENT,
            "a page of https",
            () -> serve(good(), "api.example.com", "https://my-frontend.com", PLAIN)),
        new Situation(
            LOCAL_NETWORK_BLOCKED,
            "a public page without TLS",
            () -> serve(good(), "localhost", ORIGIN, Situations::publicPage)),
        new Situation(
            LOCAL_NETWORK_PROMPT,
            "a public page with TLS",
            () ->
                serve(
                    new FakeSocketIo("https://my-frontend.com"),
                    "localhost",
                    "https://my-frontend.com",
                    Situations::publicPage)));
  }

  private static List<Situation> others() {
    return List.of(
        polling(NOT_FOUND, "no context path", answer(404, "<html>")),
        polling(NOT_FOUND, "no context path, but CORS headers", answer(404, "<html>", ALLOWED)),
        polling(REFUSED_BEFORE_CORS, "a security constraint", answer(401, "")),
        preflight(REFUSED_BEFORE_CORS, "a security constraint, for preflights", answer(401, "")),
        polling(REDIRECTED, "a login", answer(302, "", "Location: http://login.example.com/")),
        polling(
            REDIRECT_FOLLOWED,
            "an old path",
            page -> page.path("/old/"),
            good()
                .when(
                    r -> r.target().startsWith("/old/"),
                    (request, socket) ->
                        answer(
                                307,
                                "",
                                ALLOWED,
                                "Location: " + request.target().replace("/old/", "/socket.io/"))
                            .serve(request, socket))),
        polling(PROXY_ERROR, "502", answer(502, "Bad Gateway")),
        polling(SERVER_ERROR, "500", answer(500, "")),
        polling(NOT_SOCKET_IO, "a page for any path", answer(200, "<html>")),
        polling(NOT_SOCKET_IO, "a page for any path, with CORS", answer(200, "<html>", ALLOWED)),
        polling(PROTOCOL_UNSUPPORTED, "code 5", badRequest(5)),
        polling(PROTOCOL_UNSUPPORTED, "version 2", answer(200, "97:0{\"sid\":\"x\"}2:40", ALLOWED)),
        polling(TRANSPORT_DISABLED, "no polling", badRequest(0)),
        polling(HANDSHAKE_REFUSED, "allowRequest", forbidden()),
        polling(
            HANDSHAKE_REFUSED,
            "a CORS function that fails, where it is asked about origins only",
            good().when(r -> !r.origin().isEmpty(), badRequest(3, "Vary: Origin"))),
        polling(
            STICKY_SESSION_LOST,
            "another node",
            good().when(Request::hasSid, badRequest(1, ALLOWED))),
        polling(
            STICKY_SESSION_LOST,
            "another node, without a policy",
            good().when(Request::hasSid, badRequest(1))),
        polling(
            COOKIE_NOT_RETURNED,
            "SameSite is not None",
            COOKIES,
            good()
                .cors(
                    ALLOWED,
                    "Access-Control-Allow-Credentials: true",
                    "Vary: Origin",
                    "Set-Cookie: AWSALB=1; Path=/")),
        polling(
            CONNECT_REFUSED,
            "a middleware",
            good().connected("44{\"message\":\"not authorized\"}")),
        polling(
            CONNECT_REFUSED,
            "a middleware, over WebSocket",
            WEBSOCKET,
            good()
                .when(Request::isUpgrade, webSocket(FakeSocketIo.OPEN, "44{\"message\":\"no\"}"))),
        polling(
            HEADER_FORBIDDEN,
            "a cookie by hand",
            page -> page.extraHeader("Cookie", "a=b"),
            good()));
  }

  // ---- Servers ----

  static FakeSocketIo good() {
    return new FakeSocketIo(ORIGIN);
  }

  private static FakeSocketIo overwritten() {
    String another = "Access-Control-Allow-Origin: https://example.com";
    return good()
        .cors(another)
        .when(
            r -> !r.origin().matches("|" + ORIGIN),
            answer(403, "{\"code\":4,\"message\":\"Forbidden\"}", another));
  }

  private static List<String> reflect(String origin) {
    return List.of(
        "Access-Control-Allow-Origin: " + origin,
        "Access-Control-Allow-Credentials: true",
        "Vary: Origin");
  }

  private static FakeServer.Script wildcards() {
    return answer(
        204,
        "",
        ALLOWED,
        "Access-Control-Allow-Credentials: true",
        "Access-Control-Allow-Headers: *");
  }

  private static FakeServer.Script badHandshakeMethod() {
    return answer(400, "{\"code\":2,\"message\":\"Bad handshake method\"}");
  }

  private static FakeServer.Script badRequest(int code, String... headers) {
    return answer(400, "{\"code\":" + code + ",\"message\":\"text\"}", headers);
  }

  private static FakeServer.Script forbidden() {
    return answer(403, "{\"code\":4,\"message\":\"Forbidden\"}");
  }

  // ---- Examinations ----

  private static Situation polling(Diagnosis diagnosis, String name, FakeServer.Script script) {
    return polling(diagnosis, name, PLAIN, script);
  }

  private static Situation preflight(Diagnosis diagnosis, String name, FakeServer.Script script) {
    return polling(diagnosis, name, HEADER, good().when(Request::isPreflight, script));
  }

  private static Situation polling(
      Diagnosis diagnosis,
      String name,
      UnaryOperator<CorsDoctorRequest.Builder> page,
      FakeServer.Script script) {
    return new Situation(diagnosis, name, () -> serve(script, "api.example.com", ORIGIN, page));
  }

  private static Situation explained(Diagnosis diagnosis, String methods, boolean credentials) {
    return new Situation(
        diagnosis,
        "Access-Control-Allow-Methods: " + methods,
        () -> {
          CorsDoctorRequest page =
              CorsDoctorRequest.builder("http://api.example.com", ORIGIN)
                  .withCredentials(credentials)
                  .build();
          Headers headers =
              Headers.of(
                  "Access-Control-Allow-Origin", ORIGIN,
                  "Access-Control-Allow-Credentials", "true",
                  "Access-Control-Allow-Methods", methods);
          WireResponse preflight = new WireResponse(204, "", headers, "");
          Optional<Finding> finding =
              CorsDoctor.explainPreflight(page, "PUT", "http://api.example.com/x", preflight);
          return finding.stream().toList();
        });
  }

  private static List<Finding> serve(
      FakeServer.Script script,
      String host,
      String origin,
      UnaryOperator<CorsDoctorRequest.Builder> page)
      throws IOException {
    try (FakeServer server = FakeServer.start(script)) {
      return examine("http://" + host + ":" + server.port(), origin, page);
    }
  }

  private static List<Finding> examine(
      String url, String origin, UnaryOperator<CorsDoctorRequest.Builder> page) {
    CorsDoctorRequest.Builder builder = CorsDoctorRequest.builder(url, origin);
    InetAddress loopback = InetAddress.getLoopbackAddress();
    for (String host : List.of("my-frontend.com", "api.example.com", "localhost")) {
      builder.resolve(host, loopback);
    }
    return CorsDoctor.examine(page.apply(builder).build()).findings();
  }

  /** The page's host has an address of the public internet (RFC 5737's are as good as that). */
  private static CorsDoctorRequest.Builder publicPage(CorsDoctorRequest.Builder page) {
    try {
      return page.resolve("my-frontend.com", InetAddress.getByName("203.0.113.7"));
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static List<Finding> nobodyListens() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    return examine("http://api.example.com:" + port, ORIGIN, PLAIN);
  }

  private static List<Finding> plainHttpForTls() throws IOException {
    try (FakeServer server = FakeServer.startUnread(answer(400, "This is HTTP"))) {
      return examine("https://api.example.com:" + server.port(), ORIGIN, PLAIN);
    }
  }
}
