package dev.socketio.cors.doctor;

import dev.socketio.cors.doctor.FakeServer.Request;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A Socket.IO server that does everything right for the origins it is given, unless told otherwise.
 * What {@link #when} says comes first.
 */
public final class FakeSocketIo implements FakeServer.Script {

  static final String OPEN =
      "0{\"sid\":\"SID\",\"upgrades\":[\"websocket\"],\"pingInterval\":25000,\"pingTimeout\":20000,"
          + "\"maxPayload\":1000000}";

  private final Set<String> allowed;
  private final Map<Predicate<Request>, FakeServer.Script> exceptions = new LinkedHashMap<>();
  private Function<String, List<String>> corsHeaders = this::listed;
  private boolean webSocketChecked = true;
  private boolean disallowedRefused = true;
  private String open = OPEN;
  private String connected = "40{\"sid\":\"X\"}";

  public FakeSocketIo(String... allowed) {
    this.allowed = Set.of(allowed);
  }

  /** Does something else with certain requests. */
  public FakeSocketIo when(Predicate<Request> request, FakeServer.Script script) {
    exceptions.put(request, script);
    return this;
  }

  /** Sends these CORS headers, whoever asks. */
  FakeSocketIo cors(String... lines) {
    return cors(origin -> List.of(lines));
  }

  /** Sends CORS headers that depend on the origin. */
  FakeSocketIo cors(Function<String, List<String>> headers) {
    corsHeaders = headers;
    disallowedRefused = false;
    return this;
  }

  FakeSocketIo webSocketForAnyOrigin() {
    webSocketChecked = false;
    return this;
  }

  FakeSocketIo open(String packet) {
    open = packet;
    return this;
  }

  FakeSocketIo connected(String packet) {
    connected = packet;
    return this;
  }

  private List<String> listed(String origin) {
    List<String> lines = new ArrayList<>(List.of("Vary: Origin"));
    if (allowed.contains(origin)) {
      lines.add("Access-Control-Allow-Origin: " + origin);
      lines.add("Access-Control-Allow-Credentials: true");
    }
    return lines;
  }

  @Override
  public void serve(Request request, Socket socket) throws IOException {
    for (Map.Entry<Predicate<Request>, FakeServer.Script> exception : exceptions.entrySet()) {
      if (exception.getKey().test(request)) {
        exception.getValue().serve(request, socket);
        return;
      }
    }
    boolean disallowed = !request.origin().isEmpty() && !allowed.contains(request.origin());
    if (request.isUpgrade()) {
      upgrade(request, socket, disallowed);
    } else if (disallowed && disallowedRefused) {
      answer(403, "{\"code\":4,\"message\":\"Forbidden\"}", "Vary: Origin").serve(request, socket);
    } else {
      polling(request, socket);
    }
  }

  private void upgrade(Request request, Socket socket, boolean disallowed) throws IOException {
    if (disallowed && webSocketChecked) {
      answer(403, "{\"code\":4,\"message\":\"Forbidden\"}").serve(request, socket);
    } else {
      webSocket().serve(request, socket);
    }
  }

  private void polling(Request request, Socket socket) throws IOException {
    List<String> headers = new ArrayList<>(corsHeaders.apply(request.origin()));
    if (request.isPreflight()) {
      request
          .headers()
          .combined("Access-Control-Request-Headers")
          .filter(
              asked ->
                  headers.stream().noneMatch(line -> line.startsWith("Access-Control-Allow-H")))
          .ifPresent(asked -> headers.add("Access-Control-Allow-Headers: " + asked));
      answer(204, "", headers.toArray(String[]::new)).serve(request, socket);
      return;
    }
    String body = request.method().equals("POST") ? "ok" : request.hasSid() ? connected : open;
    answer(200, body, headers.toArray(String[]::new)).serve(request, socket);
  }

  /** Answers with a status, a body and header lines. */
  static FakeServer.Script answer(int status, String body, String... headers) {
    String length =
        status == 204
            ? ""
            : "Content-Length: " + body.getBytes(StandardCharsets.UTF_8).length + "\r\n";
    String lines = Arrays.stream(headers).map(line -> line + "\r\n").reduce("", String::concat);
    return raw("HTTP/1.1 " + status + " Text\r\n" + lines + length + "\r\n" + body);
  }

  /** Answers with these bytes. */
  static FakeServer.Script raw(String text) {
    return (request, socket) -> {
      socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
      socket.getOutputStream().flush();
    };
  }

  /** Completes the handshake, then sends messages, each after the client's message before it. */
  static FakeServer.Script webSocket() {
    return webSocket(OPEN, "40{\"sid\":\"X\"}");
  }

  /** As {@link #webSocket()}, with other messages for a session that begins with a WebSocket. */
  static FakeServer.Script webSocket(String first, String second) {
    return (request, socket) -> {
      raw(switchingProtocols(request, "")).serve(request, socket);
      DataInputStream in = new DataInputStream(socket.getInputStream());
      OutputStream out = socket.getOutputStream();
      if (request.hasSid()) {
        String probe = readFrame(in);
        frame(out, probe.equals("2probe") ? "3probe" : "1");
      } else {
        frame(out, first);
        readFrame(in);
        frame(out, second);
      }
      readFrame(in); // the client's goodbye
    };
  }

  static String switchingProtocols(Request request, String more) {
    return "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        + "Sec-WebSocket-Accept: "
        + accept(request.headers().combined("Sec-WebSocket-Key").orElse(""))
        + "\r\n"
        + more
        + "\r\n";
  }

  private static String accept(String key) {
    try {
      byte[] both = (key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").getBytes(StandardCharsets.UTF_8);
      return Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-1").digest(both));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static void frame(OutputStream out, String text) throws IOException {
    byte[] payload = text.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream frame = new ByteArrayOutputStream();
    frame.write(0x81);
    if (payload.length < 126) {
      frame.write(payload.length);
    } else {
      frame.write(126);
      frame.write(payload.length >> 8);
      frame.write(payload.length);
    }
    frame.write(payload);
    out.write(frame.toByteArray());
    out.flush();
  }

  private static String readFrame(DataInputStream in) throws IOException {
    in.readUnsignedByte();
    int length = in.readUnsignedByte() & 0x7f;
    byte[] mask = in.readNBytes(4);
    byte[] payload = in.readNBytes(length);
    for (int i = 0; i < payload.length; i++) {
      payload[i] ^= mask[i % 4];
    }
    return new String(payload, StandardCharsets.UTF_8);
  }
}
