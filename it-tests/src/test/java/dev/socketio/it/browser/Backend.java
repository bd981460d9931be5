package dev.socketio.it.browser;

import dev.socketio.cors.CorsFilter;
import dev.socketio.it.container.EmbeddedContainer;
import dev.socketio.it.wire.Patience;
import dev.socketio.server.SocketIoOptions;
import dev.socketio.server.SocketIoServer;
import dev.socketio.servlet.SocketIoServlet;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * An application with a login, a page and Socket.IO, in the container of this run. The CORS filter
 * is as its init-parameters say.
 *
 * <p>Threading: for one test thread; what clients do is recorded on the container's threads.
 */
final class Backend implements AutoCloseable {

  private final EmbeddedContainer container;
  private final TlsFront tls;
  private final Events events;

  /** The server, and what its clients did. */
  private static final class Events {
    final SocketIoServer server;
    final AtomicInteger connections = new AtomicInteger();
    final BlockingQueue<String> said = new LinkedBlockingQueue<>();
    final BlockingQueue<Exchange> exchanges = new LinkedBlockingQueue<>();

    Events(SocketIoOptions options) {
      server = SocketIoServer.create(options);
    }
  }

  private Backend(EmbeddedContainer container, Events events)
      throws IOException, GeneralSecurityException {
    this.container = container;
    this.tls = TlsFront.of(container.uri().getPort());
    this.events = events;
  }

  /**
   * Starts the application.
   *
   * @param cors the init-parameters of the CORS filter; none for an application without it
   */
  static Backend start(Map<String, String> cors) throws Exception {
    return start(cors, SocketIoOptions.defaults());
  }

  /**
   * Starts the application.
   *
   * @param cors the init-parameters of the CORS filter; none for an application without it
   * @param options those of the server
   */
  static Backend start(Map<String, String> cors, SocketIoOptions options) throws Exception {
    Events events = new Events(options);
    EmbeddedContainer container = EmbeddedContainer.start(context -> deploy(context, cors, events));
    try {
      return new Backend(container, events);
    } catch (IOException | GeneralSecurityException e) {
      container.close();
      throw e;
    }
  }

  private static void deploy(ServletContext context, Map<String, String> cors, Events events)
      throws ServletException {
    map(context.addFilter("exchanges", new ExchangeFilter(events.exchanges)), "/socket.io/*");
    if (!cors.isEmpty()) {
      FilterRegistration.Dynamic filter = context.addFilter("cors", new CorsFilter());
      filter.setInitParameters(cors);
      map(filter, "/socket.io/*");
    }
    context.addServlet("pages", new PageServlet()).addMapping("/");
    SocketIoServer server = events.server;
    server.onConnection(
        socket -> {
          events.connections.incrementAndGet();
          socket.on(
              "what have you seen?",
              (arguments, ack) -> ack.send(seen(socket.handshake().request()::header)));
          socket.on(
              "say",
              (arguments, ack) -> {
                events.said.add(String.valueOf(arguments.get(0, String.class)));
                ack.send();
              });
        });
    SocketIoServlet.register(context, "/socket.io/", server);
  }

  private static Map<String, String> seen(Function<String, Optional<String>> header) {
    return Map.of(
        "cookie", header.apply("cookie").orElse(""),
        "header", header.apply("my-custom-header").orElse(""),
        "origin", header.apply("origin").orElse(""));
  }

  private static void map(FilterRegistration.Dynamic filter, String mapping) {
    filter.setAsyncSupported(true);
    filter.addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), true, mapping);
  }

  /**
   * {@return the application's URL under a host name, without TLS}
   *
   * @param host the name
   */
  String url(String host) {
    URI uri = container.uri();
    return "http://" + host + ":" + uri.getPort();
  }

  /**
   * {@return the application's URL under a host name, with TLS that ends before the container}
   *
   * @param host the name
   */
  String secureUrl(String host) {
    return "https://" + host + ":" + tls.port();
  }

  /** {@return the container's port, without TLS} */
  int port() {
    return container.uri().getPort();
  }

  /** {@return how many clients have connected to the namespace so far} */
  int connections() {
    return events.connections.get();
  }

  /** {@return the next text that somebody has said} */
  String said() {
    return Patience.take("something said", events.said);
  }

  /** {@return the next request to Socket.IO that was answered or given to an upgrade} */
  Exchange exchange() {
    return Patience.take("request", events.exchanges);
  }

  /** {@return the requests so far that {@link #exchange()} has not given} */
  List<Exchange> exchanges() {
    return List.copyOf(events.exchanges);
  }

  @Override
  public void close() throws Exception {
    // Polls whose page has gone would keep Tomcat waiting.
    Patience.await("the server's end", events.server.close());
    tls.close();
    container.close();
  }
}
