package dev.socketio.it.cors;

import dev.socketio.it.wire.Endpoint;
import dev.socketio.it.wire.RawHttp;
import dev.socketio.it.wire.RawWebSocket;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Requests that a server of any CORS configuration may meet. */
enum CorsKind {
  NO_ORIGIN("no origin", "GET"),
  ALLOWED("allowed", "GET", "Origin: https://example.com"),
  UPPER_CASE("allowed in upper case", "GET", "Origin: HTTPS://EXAMPLE.COM"),
  FOREIGN("foreign", "GET", "Origin: https://evil.example"),
  NULL("`null`", "GET", "Origin: null"),
  TWO("two origins", "GET", "Origin: https://example.com", "Origin: https://evil.example"),
  WEBSOCKET("WebSocket", "WS", "Origin: https://example.com"),
  FOREIGN_WEBSOCKET("foreign WebSocket", "WS", "Origin: https://evil.example"),
  PREFLIGHT(
      "preflight",
      "OPTIONS",
      "Origin: https://example.com",
      "Access-Control-Request-Method: GET",
      "Access-Control-Request-Headers: my-custom-header"),
  FOREIGN_PREFLIGHT(
      "foreign preflight",
      "OPTIONS",
      "Origin: https://evil.example",
      "Access-Control-Request-Method: GET",
      "Access-Control-Request-Headers: my-custom-header"),
  OPTIONS("`OPTIONS` without origin", "OPTIONS");

  /** For readers. */
  final String text;

  private final String method;
  private final List<String> headers;

  CorsKind(String text, String method, String... headers) {
    this.text = text;
    this.method = method;
    this.headers = List.of(headers);
  }

  /** {@return what a server answers: {@code status}, the CORS headers and {@code vary}} */
  Map<String, String> ask(Endpoint server) throws IOException {
    boolean webSocket = method.equals("WS");
    String query = webSocket ? Endpoint.WEBSOCKET : Endpoint.POLLING;
    List<String> lines = new ArrayList<>(headers);
    lines.addAll(webSocket ? RawWebSocket.handshake() : List.of("Connection: close"));
    try (RawHttp http = RawHttp.connect(server)) {
      String verb = webSocket ? "GET" : method;
      http.head(verb, "?" + query, lines.toArray(new String[0]));
      return normal(http.reply(verb));
    }
  }

  private static Map<String, String> normal(RawHttp.Reply reply) {
    Map<String, String> answer = new TreeMap<>();
    DocumentedExchange.corsHeaders(reply)
        .forEach((name, values) -> answer.put(name, String.join(" | ", values)));
    answer.computeIfPresent(
        "vary",
        (name, value) ->
            Arrays.stream(value.split(","))
                .map(part -> part.strip().toLowerCase(Locale.ROOT))
                .sorted()
                .collect(Collectors.joining(", ")));
    answer.put("status", Integer.toString(reply.status()));
    return answer;
  }
}
