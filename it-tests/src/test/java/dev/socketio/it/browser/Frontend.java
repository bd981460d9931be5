package dev.socketio.it.browser;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Serves the same page under any host name, with and without TLS, each on a port of its own.
 *
 * <p>Threading: pages are served on threads of its own.
 */
final class Frontend implements AutoCloseable {

  private final HttpServer server;
  private final TlsFront tls;
  private final ExecutorService threads = Executors.newCachedThreadPool();

  private Frontend(HttpServer server) throws IOException, GeneralSecurityException {
    this.server = server;
    this.tls = TlsFront.of(server.getAddress().getPort());
    server.createContext("/", Frontend::serve);
    server.setExecutor(threads);
    server.start();
  }

  static Frontend start() throws IOException, GeneralSecurityException {
    return new Frontend(
        HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0));
  }

  private static void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      Content content = Content.at(exchange.getRequestURI().getPath());
      exchange.getResponseHeaders().set("Content-Type", content.type());
      exchange.sendResponseHeaders(200, content.bytes().length);
      exchange.getResponseBody().write(content.bytes());
    }
  }

  /**
   * {@return the origin of the page under a host name, without TLS}
   *
   * @param host the name
   */
  String origin(String host) {
    return "http://" + host + ":" + server.getAddress().getPort();
  }

  /**
   * {@return the origin of the page under a host name, with TLS}
   *
   * @param host the name
   */
  String secureOrigin(String host) {
    return "https://" + host + ":" + tls.port();
  }

  @Override
  public void close() throws IOException {
    tls.close();
    server.stop(0);
    threads.shutdownNow();
  }
}
