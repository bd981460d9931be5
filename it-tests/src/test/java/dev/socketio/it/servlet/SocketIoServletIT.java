package dev.socketio.it.servlet;

import static dev.socketio.it.servlet.Greeter.greeting;
import static dev.socketio.it.servlet.Greeter.greetingAt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.socketio.engine.HandshakeRequest;
import dev.socketio.it.container.EmbeddedContainer;
import dev.socketio.it.container.WebApplication;
import dev.socketio.it.wire.Endpoint;
import dev.socketio.it.wire.Patience;
import dev.socketio.it.wire.PollingProbe;
import dev.socketio.it.wire.RawHttp;
import dev.socketio.it.wire.RawWebSocket;
import dev.socketio.it.wire.WebSocketProbe;
import dev.socketio.server.SocketIoOptions;
import dev.socketio.server.SocketIoServer;
import dev.socketio.servlet.SocketIoServlet;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import jakarta.websocket.server.ServerContainer;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SocketIoServletIT {
  private final OwnThreads threads = new OwnThreads();

  private final Map<String, String> options = new HashMap<>();
  private final AtomicReference<ServletContext> context = new AtomicReference<>();
  private EmbeddedContainer container;

  private Endpoint deploy(WebApplication application) throws Exception {
    container =
        EmbeddedContainer.start(
            "/app",
            started -> {
              context.set(started);
              application.deploy(started);
            });
    return at("socket.io/");
  }

  private Endpoint deploy(SocketIoServlet servlet) throws Exception {
    return deploy(started -> add(started, "chat", servlet, "/socket.io/*"));
  }

  private void add(ServletContext started, String name, SocketIoServlet servlet, String mapping) {
    ServletRegistration.Dynamic registration = started.addServlet(name, servlet);
    registration.setAsyncSupported(true);
    registration.setLoadOnStartup(1);
    registration.addMapping(mapping);
    registration.setInitParameters(options);
  }

  private Endpoint at(String path) {
    return new Endpoint(container.uri().resolve(path));
  }

  private String failureOfDeployment(SocketIoServlet servlet) {
    return CapturedLog.failuresOf(() -> deploy(servlet));
  }

  @AfterEach
  void stop() throws Exception {
    if (container != null) {
      container.close();
    }
  }

  // Where the server comes from

  @Test
  void configurerSetsOptionsAndServerUp() throws Exception {
    options.put("configurer", Greeter.class.getName());
    options.put("pingTimeout", "13000");
    Endpoint endpoint = deploy(new SocketIoServlet());

    assertThat(greetingAt(endpoint)).isEqualTo("42[\"greeting\",\"from a configurer\"]");
    assertThat(endpoint.get(Endpoint.POLLING).body())
        .contains("\"pingInterval\":11000", "\"pingTimeout\":13000");
  }

  @Test
  void subclassSetsOptionsAndServerUp() throws Exception {
    Endpoint endpoint =
        deploy(
            new SocketIoServlet() {
              @Override
              protected void configure(SocketIoOptions.Builder builder) {
                builder.maxHttpBufferSize(4321);
              }

              @Override
              protected void configure(SocketIoServer server) {
                Greeter.greet(server, "from a subclass");
              }
            });

    assertThat(greetingAt(endpoint)).contains("from a subclass");
    assertThat(endpoint.get(Endpoint.POLLING).body()).contains("\"maxPayload\":4321");
  }

  @Test
  void serverIsRegisteredByTheApplication() throws Exception {
    SocketIoServer server = greeting("registered");
    Endpoint endpoint = deploy(started -> SocketIoServlet.register(started, "/socket.io", server));

    assertThat(greetingAt(endpoint)).contains("registered");
    assertThat(SocketIoServlet.find(context.get())).containsSame(server);
  }

  @Test
  void serverIsFoundInTheServletContext() throws Exception {
    SocketIoServer server = greeting("from an attribute");
    Endpoint endpoint =
        deploy(
            started -> {
              started.setAttribute(SocketIoServlet.SERVER_ATTRIBUTE, server);
              add(started, "chat", new SocketIoServlet(), "/socket.io/*");
            });

    assertThat(greetingAt(endpoint)).contains("from an attribute");
  }

  @Test
  void serverIsFoundUnderTheNameThatTheServletIsTold() throws Exception {
    options.put("server", "my.server");
    Endpoint endpoint =
        deploy(
            started -> {
              started.setAttribute("my.server", greeting("by name"));
              add(started, "chat", new SocketIoServlet(), "/socket.io/*");
            });

    assertThat(greetingAt(endpoint)).contains("by name");
  }

  @Test
  void serversOnDifferentPathsAreApart() throws Exception {
    deploy(
        started -> {
          add(started, "one", new SocketIoServlet(greeting("one")), "/one/*");
          add(started, "two", new SocketIoServlet(greeting("two")), "/two/*");
        });

    assertThat(greetingAt(at("one/"))).contains("one");
    assertThat(greetingAt(at("two/"))).contains("two");
    assertThat(SocketIoServlet.find(context.get(), "one")).isPresent();
    assertThat(SocketIoServlet.find(context.get(), "one"))
        .isNotEqualTo(SocketIoServlet.find(context.get(), "two"));
    assertThatThrownBy(() -> SocketIoServlet.find(context.get()))
        .isInstanceOf(IllegalStateException.class);
  }

  // What keeps it from starting

  @ParameterizedTest
  @CsvSource({
    "pingIntervall, 100, 'did you mean \"pingInterval\"?'",
    "pingInterval, 25s, 'allowed is a whole number of milliseconds'",
    "pingInterval, 0, 'pingInterval: PT0S is not allowed'",
    "cors, *, 'set cors.origin'",
    "cors.origins, *, 'write \"cors.origin\"'",
    "cors.credentials, true, 'CORS parameter \"cors.origin\"'",
    "corsOrigin, *, 'did you mean \"cors.origin\"?'",
    "dispatch, sometimes, 'auto or direct'",
    "configurer, com.example.Nowhere, 'cannot be loaded'",
    "configurer, java.lang.String, 'does not implement'",
    "configurer, dev.socketio.servlet.SocketIoConfigurer, 'public class, not abstract'",
    "server, my.server, 'which is not set'"
  })
  void mistakeIsExplained(String name, String value, String explanation) {
    options.put(name, value);

    assertThat(failureOfDeployment(new SocketIoServlet())).contains(explanation);
  }

  @Test
  void optionsOfAServerThatExistsAlreadyAreRefused() {
    options.put("pingInterval", "1000");
    options.put("roles", "admin");

    assertThat(failureOfDeployment(new SocketIoServlet(SocketIoServer.create())))
        .contains("Options [pingInterval] cannot be set on this servlet");
  }

  @Test
  void closedServerIsRefused() {
    SocketIoServer server = SocketIoServer.create();
    server.close();

    assertThat(failureOfDeployment(new SocketIoServlet(server))).contains("has been closed");
  }

  @Test
  void applicationThatFailsIsNamed() throws Exception {
    SocketIoServlet servlet =
        new SocketIoServlet() {
          @Override
          protected void configure(SocketIoServer server) {
            throw new IllegalStateException("planted");
          }
        };

    assertThat(failureOfDeployment(servlet))
        .contains("\"chat\": the application could not set up its server", "planted");
    assertThat(threads.left()).isEmpty();
  }

  @Test
  void attributeWithSomethingElseIsNamed() {
    String failures =
        CapturedLog.failuresOf(
            () ->
                deploy(
                    started -> {
                      started.setAttribute(SocketIoServlet.SERVER_ATTRIBUTE, "not a server");
                      add(started, "chat", new SocketIoServlet(), "/socket.io/*");
                    }));
    assertThat(failures)
        .contains("\"dev.socketio.server\" must hold a dev.socketio.server.SocketIoServer");
  }

  // Without WebSockets

  @Test
  void withoutWebSocketsPollingWorksAndTheLogSaysWhatToDo() throws Exception {
    try (CapturedLog log = CapturedLog.of(SocketIoServlet.class.getName())) {
      Endpoint endpoint = deploy(new WithoutWebSockets());

      assertThat(log.messages()).anyMatch(text -> text.contains("clients stay on polling"));
      assertThat(endpoint.get(Endpoint.POLLING).body()).contains("\"upgrades\":[]");
      try (RawHttp http = RawHttp.connect(endpoint)) {
        http.head("GET", "/app/socket.io/?" + Endpoint.WEBSOCKET, RawWebSocket.handshake());
        RawHttp.Reply reply = http.reply();
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.body()).isEqualTo("Transport unknown");
      }
    }
  }

  @Test
  void withoutWebSocketsAServerThatAllowsNothingElseIsRefused() {
    options.put("transports", "websocket");

    assertThat(failureOfDeployment(new WithoutWebSockets())).contains("allows websocket only");
  }

  /** Does not see the WebSockets of its web application. */
  private static final class WithoutWebSockets extends SocketIoServlet {

    private static final long serialVersionUID = 1L;

    @Override
    public ServletContext getServletContext() {
      ServletContext original = super.getServletContext();
      return (ServletContext)
          Proxy.newProxyInstance(
              getClass().getClassLoader(),
              new Class<?>[] {ServletContext.class},
              (proxy, method, args) ->
                  method.getName().equals("getAttribute")
                          && args[0].equals(ServerContainer.class.getName())
                      ? null
                      : method.invoke(original, args));
    }
  }

  // Start and end

  @Test
  void startIsLoggedInOneBlock() throws Exception {
    try (CapturedLog log = CapturedLog.of(SocketIoServlet.class.getName())) {
      deploy(new SocketIoServlet());

      assertThat(log.messages())
          .singleElement()
          .asString()
          .contains(
              "Socket.IO servlet \"chat\" is ready",
              "/app/socket.io/",
              "polling, websocket, with upgrade",
              "(dispatch=auto), they may block",
              "warnings:   none",
              "origins:    the application's own pages only; init-param cors.origin allows others",
              "WebSockets: org.",
              "every 25000 ms, answered within 20000 ms",
              "1000000 bytes");
    }
  }

  @Test
  void undeploymentLeavesNothingBehind() throws Exception {
    Endpoint endpoint = deploy(new SocketIoServlet());
    SocketIoServer server = SocketIoServlet.find(context.get()).orElseThrow();
    WebSocketProbe probe = WebSocketProbe.connected(endpoint);
    PollingProbe polling = PollingProbe.open(endpoint);
    assertThat(server.connectionCount()).isEqualTo(2);

    container.undeploy();

    probe.awaitClose();
    assertThat(polling).isNotNull();
    assertThat(server.connectionCount()).isZero();
    assertThat(threads.left()).isEmpty();
  }

  @Test
  void trailingSlashIsOptionalWhenAsked() throws Exception {
    options.put("addTrailingSlash", "false");
    deploy(new SocketIoServlet());

    assertThat(at("socket.io").get(Endpoint.POLLING).statusCode()).isEqualTo(200);
    assertThat(at("socket.io/").get(Endpoint.POLLING).statusCode()).isEqualTo(200);
  }

  @Test
  void handshakeIsRememberedWithoutMakingASession() throws Exception {
    var handshakes = new LinkedBlockingQueue<HandshakeRequest>();
    SocketIoServer server = SocketIoServer.create();
    server.onConnection(socket -> handshakes.add(socket.handshake().request()));
    Endpoint endpoint = deploy(new SocketIoServlet(server));

    try (WebSocketProbe probe =
        WebSocketProbe.open(endpoint, Endpoint.WEBSOCKET + "&a=1&a=b%20c+d")) {
      probe.nextText();
      probe.connect();
      var handshake = Patience.take("a handshake", handshakes);
      assertThat(handshake.query()).containsEntry("a", "b c d");
      assertThat(handshake.url())
          .isEqualTo("/app/socket.io/?EIO=4&transport=websocket&a=1&a=b%20c+d");
      assertThat(handshake.method()).isEqualTo("GET");
      assertThat(handshake.remoteAddress()).isEqualTo("127.0.0.1");
      assertThat(handshake.headers()).containsKey("sec-websocket-key");
      assertThat(handshake.secure()).isFalse();
      assertThat(handshake.caller().sessionId()).isEmpty();
      assertThat(handshake.issued())
          .isBetween(Instant.now().minus(Duration.ofMinutes(1)), Instant.now());
    }
  }
}
