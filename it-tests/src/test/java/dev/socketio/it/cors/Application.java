package dev.socketio.it.cors;

import dev.socketio.cors.CorsFilter;
import dev.socketio.engine.ConnectionError;
import dev.socketio.it.container.EmbeddedContainer;
import dev.socketio.it.container.WebApplication;
import dev.socketio.it.wire.Endpoint;
import dev.socketio.it.wire.RawHttp;
import dev.socketio.it.wire.RawWebSocket;
import dev.socketio.server.SocketIoServer;
import dev.socketio.servlet.SocketIoServlet;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** A Socket.IO server below {@code /app}, and requests to it as a browser would write them. */
final class Application implements AutoCloseable {

  static final String POLLING = "socket.io/?" + Endpoint.POLLING;
  static final String WEBSOCKET = "socket.io/?" + Endpoint.WEBSOCKET;

  final SocketIoServer server = SocketIoServer.create();
  final BlockingQueue<ConnectionError> errors = new LinkedBlockingQueue<>();
  private final EmbeddedContainer container;

  /** Deploys the servlet {@code chat} with these init-params, and what else belongs to it. */
  Application(Map<String, String> params, WebApplication others) throws Exception {
    server.onConnectionError(errors::add);
    container =
        EmbeddedContainer.start(
            "/app",
            context -> {
              others.deploy(context);
              addServlet(context, params);
            });
  }

  private void addServlet(ServletContext context, Map<String, String> params) {
    ServletRegistration.Dynamic chat = context.addServlet("chat", new SocketIoServlet(server));
    chat.setAsyncSupported(true);
    chat.setLoadOnStartup(1);
    chat.setInitParameters(params);
    chat.addMapping("/socket.io/*");
  }

  static WebApplication nothing() {
    return context -> {};
  }

  static void addFilter(
      ServletContext context, String name, Map<String, String> params, String... mappings) {
    FilterRegistration.Dynamic filter = context.addFilter(name, new CorsFilter());
    filter.setInitParameters(params);
    filter.setAsyncSupported(true);
    filter.addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), false, mappings);
  }

  Endpoint endpoint() {
    return new Endpoint(container.uri().resolve("socket.io/"));
  }

  /** The origin of the application's own pages. */
  String ownOrigin() {
    return "http://" + container.uri().getAuthority();
  }

  /** Sends a request without a body to a path below {@code /app/}. */
  RawHttp.Reply ask(String method, String path, String... headers) throws IOException {
    try (RawHttp http = RawHttp.connect(endpoint())) {
      List<String> lines = new ArrayList<>(List.of(headers));
      lines.add("Connection: close"); // a 204 or 304 has no length to read to
      http.head(method, "/app/" + path, lines);
      return http.reply(method);
    }
  }

  RawHttp.Reply post(String path, String body, String... headers) throws IOException {
    try (RawHttp http = RawHttp.connect(endpoint())) {
      List<String> lines = new ArrayList<>(List.of(headers));
      lines.add("Content-Type: text/plain;charset=UTF-8");
      lines.add("Content-Length: " + body.length());
      http.head("POST", "/app/" + path, lines);
      http.writeIfOpen(body.getBytes(StandardCharsets.US_ASCII));
      return http.reply();
    }
  }

  RawHttp.Reply openWebSocket(String... headers) throws IOException {
    try (RawHttp http = RawHttp.connect(endpoint())) {
      http.head("GET", "/app/" + WEBSOCKET, RawWebSocket.handshake(headers));
      return http.reply();
    }
  }

  /** Opens a session and gives its id. */
  String session(String... headers) throws IOException {
    String body = ask("GET", POLLING, headers).body();
    return body.replaceAll(".*\"sid\":\"([^\"]+)\".*", "$1");
  }

  @Override
  public void close() throws Exception {
    container.close();
  }
}
