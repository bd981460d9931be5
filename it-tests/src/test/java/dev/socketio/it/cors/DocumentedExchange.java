package dev.socketio.it.cors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.socketio.it.wire.Endpoint;
import dev.socketio.it.wire.RawHttp;
import dev.socketio.it.wire.RawHttp.Reply;
import dev.socketio.it.wire.RawWebSocket;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * A request as the documentation shows it, and the answer that it promises: status, all CORS
 * headers with {@code Vary}, and perhaps the body.
 */
final class DocumentedExchange {

  private static final String FORM = "login=x";

  private final String method;
  private final List<String> request;
  private final int status;
  private final Map<String, List<String>> headers = new TreeMap<>();
  private final List<String> body;

  DocumentedExchange(String text) {
    String[] parts = text.split("\n\n", 3);
    request = new ArrayList<>(Arrays.asList(parts[0].split("\n")));
    method = request.get(0).replaceAll(" .*", "");
    List<String> answer = Arrays.asList(parts[1].split("\n"));
    status = Integer.parseInt(answer.get(0));
    for (String line : answer.subList(1, answer.size())) {
      String[] header = line.split(": ", 2);
      headers.put(header[0].toLowerCase(Locale.ROOT), List.of(header[1]));
    }
    body = parts.length < 3 ? List.of() : List.of(parts[2]);
  }

  /** Sends the request to a server and compares. */
  void perform(URI server) throws IOException {
    Reply reply = send(server);
    assertThat(reply.status()).as("status of the answer to %s", request).isEqualTo(status);
    assertThat(corsHeaders(reply)).as("headers of the answer to %s", request).isEqualTo(headers);
    body.forEach(promised -> assertThat(reply.body()).isEqualTo(promised));
  }

  /** Sends the request to a server. */
  Reply send(URI server) throws IOException {
    try (RawHttp http = RawHttp.connect(new Endpoint(server))) {
      http.write(bytes());
      return http.reply(method);
    }
  }

  private byte[] bytes() {
    List<String> lines = new ArrayList<>(request);
    lines.set(0, lines.get(0) + " HTTP/1.1");
    if (lines.get(0).contains("transport=websocket")) {
      lines.addAll(RawWebSocket.handshake());
    } else {
      lines.add("Connection: close");
    }
    boolean hasBody = method.equals("POST");
    if (hasBody) {
      lines.add("Content-Type: application/x-www-form-urlencoded");
      lines.add("Content-Length: " + FORM.length());
    }
    return (String.join("\r\n", lines) + "\r\n\r\n" + (hasBody ? FORM : ""))
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  /** The CORS headers of an answer, with {@code Vary}. */
  static Map<String, List<String>> corsHeaders(Reply reply) {
    Map<String, List<String>> found = new TreeMap<>(reply.headers());
    found.keySet().removeIf(name -> !name.equals("vary") && !name.startsWith("access-control-"));
    return found;
  }
}
