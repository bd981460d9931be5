package dev.socketio.cors.doctor;

import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.function.UnaryOperator;

/** A page of one host and a server of another, both on the loopback interface. */
final class Patient implements AutoCloseable {

  static final String ORIGIN = Situations.ORIGIN;

  private final FakeServer server;

  Patient(FakeServer.Script script) throws IOException {
    server = FakeServer.start(script);
  }

  Examination examine(UnaryOperator<CorsDoctorRequest.Builder> page) {
    return examine(url(), ORIGIN, page);
  }

  Examination examine(String url, String origin, UnaryOperator<CorsDoctorRequest.Builder> page) {
    CorsDoctorRequest.Builder builder = CorsDoctorRequest.builder(url, origin);
    for (String host : List.of("my-frontend.com", "api.example.com", "other.example.com")) {
      builder.resolve(host, InetAddress.getLoopbackAddress());
    }
    return CorsDoctor.examine(page.apply(builder).build());
  }

  String url() {
    return "http://api.example.com:" + server.port();
  }

  int port() {
    return server.port();
  }

  /** What the server got, probes included. */
  List<FakeServer.Request> requests() {
    return server.requests();
  }

  /** Methods of what the server got, {@code WS} for a WebSocket's handshake. */
  List<String> methods() {
    return requests().stream()
        .map(request -> request.isUpgrade() ? "WS" : request.method())
        .toList();
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
