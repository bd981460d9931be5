package dev.socketio.it.servlet;

import static dev.socketio.it.servlet.Greeter.greeting;
import static dev.socketio.it.servlet.Greeter.greetingAt;
import static org.assertj.core.api.Assertions.assertThat;

import dev.socketio.it.container.EmbeddedContainer;
import dev.socketio.it.container.WebApplication;
import dev.socketio.it.wire.Endpoint;
import dev.socketio.server.SocketIoServer;
import dev.socketio.servlet.EngineIoServlet;
import dev.socketio.servlet.SocketIoInitializer;
import dev.socketio.servlet.SocketIoServlet;
import jakarta.servlet.Servlet;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.ServletRegistration;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The jar is there, and the application registers servlets of its own after the jar's initializer
 * has run.
 */
class LaterServletIT {
  private final AtomicReference<ServletContext> context = new AtomicReference<>();
  private EmbeddedContainer container;

  private Endpoint start(Map<String, String> params, Set<Class<?>> found, WebApplication later)
      throws Exception {
    container =
        EmbeddedContainer.start(
            "/app",
            started -> {
              context.set(started);
              params.forEach(started::setInitParameter);
              new SocketIoInitializer().onStartup(found, started);
              later.deploy(started);
            });
    return at("socket.io/");
  }

  private Endpoint start(WebApplication later) throws Exception {
    return start(Map.of(), Set.of(), later);
  }

  private Endpoint at(String path) {
    return new Endpoint(container.uri().resolve(path));
  }

  private String failureOf(Map<String, String> params, WebApplication later) {
    return CapturedLog.failuresOf(() -> start(params, Set.of(), later));
  }

  private static ServletRegistration.Dynamic add(
      ServletContext started, Servlet servlet, String mapping) {
    ServletRegistration.Dynamic registration = started.addServlet("own", servlet);
    registration.setAsyncSupported(true);
    registration.setLoadOnStartup(1);
    assertThat(registration.addMapping(mapping)).isEmpty();
    return registration;
  }

  @AfterEach
  void stop() throws Exception {
    if (container != null) {
      container.close();
    }
  }

  @Test
  void aServletOfTheApplicationHasItsPath() throws Exception {
    try (CapturedLog log = CapturedLog.of(SocketIoServlet.class.getName())) {
      Endpoint endpoint = start(started -> add(started, new Hello(), "/socket.io/*"));

      assertThat(endpoint.get("").body()).isEqualTo("hello");
      assertThat(log.messages())
          .singleElement()
          .asString()
          .contains("/socket.io/* belongs to the servlet \"own\"");
    }
    assertThat(SocketIoServlet.find(context.get())).isEmpty();
  }

  @Test
  void aServletThatAListenerOfWebXmlRegistersHasItsPath(@TempDir Path webapp) throws Exception {
    Path webXml = Files.createDirectory(webapp.resolve("WEB-INF")).resolve("web.xml");
    Files.writeString(
        webXml,
        """
        <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0">
          <listener><listener-class>%s</listener-class></listener>
        </web-app>
        """
            .formatted(Registrar.class.getName()));
    container = EmbeddedContainer.startDirectory(webapp);

    assertThat(at("socket.io/").get("").body()).isEqualTo("hello");
    assertThat(at("chat/").get(Endpoint.POLLING).body()).startsWith("0{");
  }

  @Test
  void aSocketIoServletOfTheApplicationIsTheOnlyOne() throws Exception {
    Endpoint endpoint =
        start(started -> add(started, new SocketIoServlet(greeting("mine")), "/socket.io/*"));

    assertThat(greetingAt(endpoint)).contains("mine");
    assertThat(SocketIoServlet.find(context.get())).isPresent();
  }

  @Test
  void theRegisteredOneAndAnotherElsewhereServeBoth() throws Exception {
    Endpoint endpoint =
        start(
            started -> {
              SocketIoServlet.register(started, "/socket.io", greeting("mine"));
              SocketIoServlet.register(started, "/chat", greeting("another"));
            });

    assertThat(greetingAt(endpoint)).contains("mine");
    assertThat(greetingAt(at("chat/"))).contains("another");
  }

  @Test
  void anEngineIoServletAtThePathIsServed() throws Exception {
    Endpoint endpoint =
        start(started -> add(started, new EngineIoServlet(new EchoApplication()), "/socket.io/*"));

    assertThat(endpoint.get(Endpoint.POLLING).body()).startsWith("0{");
    assertThat(SocketIoServlet.find(context.get())).isEmpty();
  }

  @Test
  void anEngineIoServletElsewhereCountsAsTheServerOfTheApplication() throws Exception {
    Endpoint endpoint =
        start(started -> add(started, new EngineIoServlet(new EchoApplication()), "/engine.io/*"));

    assertThat(endpoint.get(Endpoint.POLLING).statusCode()).isEqualTo(404);
    assertThat(at("engine.io/").get(Endpoint.POLLING).statusCode()).isEqualTo(200);
  }

  @Test
  void besidesAnEngineIoServletWhoHasAConfigurerHasASocketIoServer() throws Exception {
    Endpoint endpoint =
        start(
            Map.of(),
            Set.of(Greeter.class),
            started -> add(started, new EngineIoServlet(new EchoApplication()), "/engine.io/*"));

    assertThat(greetingAt(endpoint)).contains("from a configurer");
  }

  @Test
  void contextParamsForAServerWhosePathIsTakenAreAMistake() {
    assertThat(
            failureOf(
                Map.of("socketio.pingTimeout", "14000"),
                started -> add(started, new Hello(), "/socket.io/*")))
        .contains("/socket.io/* belongs to a servlet", "[socketio.pingTimeout]", "socketio.path");
  }

  @Test
  void aConfigurerThatNobodyUsesIsWarnedOf() throws Exception {
    try (CapturedLog log = CapturedLog.of(SocketIoServlet.class.getName())) {
      Endpoint endpoint =
          start(
              Map.of(),
              Set.of(Greeter.class),
              started -> add(started, new Hello(), "/socket.io/*"));

      assertThat(endpoint.get("").body()).isEqualTo("hello");
      assertThat(log.messages())
          .singleElement()
          .asString()
          .contains("servlet \"own\"", "configurer has to name " + Greeter.class.getName());
    }
  }

  /** Declared in web.xml. */
  public static final class Registrar implements ServletContextListener {
    @Override
    public void contextInitialized(ServletContextEvent event) {
      add(event.getServletContext(), new Hello(), "/socket.io/*");
      SocketIoServlet.register(event.getServletContext(), "/chat", SocketIoServer.create());
    }
  }
}
