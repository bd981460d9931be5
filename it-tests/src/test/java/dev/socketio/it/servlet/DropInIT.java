package dev.socketio.it.servlet;

import static dev.socketio.it.servlet.Greeter.greeting;
import static dev.socketio.it.servlet.Greeter.greetingAt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.socketio.it.container.EmbeddedContainer;
import dev.socketio.it.container.WebApplication;
import dev.socketio.it.wire.Endpoint;
import dev.socketio.server.SocketIoServer;
import dev.socketio.servlet.SocketIoConfigurer;
import dev.socketio.servlet.SocketIoInitializer;
import dev.socketio.servlet.SocketIoServlet;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRegistration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The jar is there; what the web application says about it differs. */
class DropInIT {
  private final AtomicReference<ServletContext> context = new AtomicReference<>();
  private EmbeddedContainer container;

  /**
   * Starts an application as a container does: what it declares, the initializer, its listeners.
   */
  private Endpoint start(
      Map<String, String> params,
      WebApplication declared,
      Set<Class<?>> found,
      WebApplication listener)
      throws Exception {
    container =
        EmbeddedContainer.start(
            "/app",
            started -> {
              context.set(started);
              params.forEach(started::setInitParameter);
              declared.deploy(started);
              new SocketIoInitializer().onStartup(found, started);
              listener.deploy(started);
            });
    return at("socket.io/");
  }

  private Endpoint start(Map<String, String> params) throws Exception {
    return start(params, nothing -> {}, Set.of(), nothing -> {});
  }

  private Endpoint at(String path) {
    return new Endpoint(container.uri().resolve(path));
  }

  private static ServletRegistration.Dynamic declare(
      ServletContext started, String name, String mapping) throws ServletException {
    ServletRegistration.Dynamic servlet =
        started.addServlet(name, started.createServlet(SocketIoServlet.class));
    servlet.setAsyncSupported(true);
    servlet.setLoadOnStartup(1);
    servlet.addMapping(mapping);
    return servlet;
  }

  private String failureOf(
      Map<String, String> params, WebApplication declared, Set<Class<?>> found) {
    return CapturedLog.failuresOf(() -> start(params, declared, found, nothing -> {}));
  }

  @AfterEach
  void stop() throws Exception {
    if (container != null) {
      container.close();
    }
  }

  // Nothing is declared

  @Test
  void withNothingDeclaredTheServerIsThere() throws Exception {
    Endpoint endpoint = start(Map.of());

    assertThat(endpoint.get(Endpoint.POLLING).body()).contains("\"upgrades\":[\"websocket\"]");
    SocketIoServer server = SocketIoServlet.find(context.get()).orElseThrow();
    Greeter.greet(server, "added later");
    assertThat(greetingAt(endpoint)).contains("added later");
  }

  @Test
  void theOnlyConfigurerOfTheApplicationIsFound() throws Exception {
    Endpoint endpoint =
        start(
            Map.of(),
            nothing -> {},
            Set.of(Greeter.class, SocketIoConfigurer.class, Unfinished.class),
            nothing -> {});

    assertThat(greetingAt(endpoint)).contains("from a configurer");
  }

  @Test
  void severalConfigurersAreNotChosenFrom() {
    assertThat(failureOf(Map.of(), nothing -> {}, Set.of(Greeter.class, Silent.class)))
        .contains("several classes", Greeter.class.getName(), "socketio.configurer");
  }

  @Test
  void contextParamsConfigureIt() throws Exception {
    start(
        Map.of(
            "socketio.configurer", Greeter.class.getName(),
            "socketio.path", "/other.io",
            "socketio.pingTimeout", "14000"),
        nothing -> {},
        Set.of(Greeter.class, Silent.class),
        nothing -> {});

    assertThat(at("socket.io/").get(Endpoint.POLLING).statusCode()).isEqualTo(404);
    assertThat(greetingAt(at("other.io/"))).contains("from a configurer");
    assertThat(at("other.io/").get(Endpoint.POLLING).body()).contains("\"pingTimeout\":14000");
  }

  @Test
  void aMisspeltContextParamIsExplained() {
    assertThat(failureOf(Map.of("socketio.pingTimeuot", "1"), nothing -> {}, Set.of()))
        .contains("did you mean \"pingTimeout\"?");
  }

  @Test
  void oneSwitchTurnsItOff() throws Exception {
    Endpoint endpoint = start(Map.of("socketio.enabled", "false", "socketio.pingTimeout", "1"));

    assertThat(endpoint.get(Endpoint.POLLING).statusCode()).isEqualTo(404);
  }

  @Test
  void theSwitchTakesTrueAndFalseOnly() {
    assertThat(failureOf(Map.of("socketio.enabled", "no"), nothing -> {}, Set.of()))
        .contains("socketio.enabled", "\"no\" is not allowed; give true or false");
  }

  @Test
  void aPathThatIsTakenIsLeftToItsOwner() throws Exception {
    Endpoint endpoint =
        start(
            Map.of(),
            started -> started.addServlet("own", new Hello()).addMapping("/socket.io/*"),
            Set.of(),
            nothing -> {});

    assertThat(endpoint.get("").body()).isEqualTo("hello");
  }

  // The application declares its own

  @Test
  void whatIsDeclaredIsNotDoubled() throws Exception {
    Endpoint endpoint =
        start(Map.of(), started -> declare(started, "chat", "/chat/*"), Set.of(), nothing -> {});

    assertThat(endpoint.get(Endpoint.POLLING).statusCode()).isEqualTo(404);
    assertThat(at("chat/").get(Endpoint.POLLING).statusCode()).isEqualTo(200);
  }

  @Test
  void contextParamsCompleteWhatIsDeclared() throws Exception {
    start(
        Map.of("socketio.pingTimeout", "14000", "socketio.pingInterval", "15000"),
        started -> declare(started, "chat", "/chat/*").setInitParameter("pingInterval", "16000"),
        Set.of(),
        nothing -> {});

    assertThat(at("chat/").get(Endpoint.POLLING).body())
        .contains("\"pingInterval\":16000", "\"pingTimeout\":14000");
  }

  @Test
  void contextParamsForOneOfSeveralAreAMistake() {
    assertThat(
            failureOf(
                Map.of("socketio.pingTimeout", "14000"),
                started -> {
                  declare(started, "one", "/one/*");
                  declare(started, "two", "/two/*");
                },
                Set.of()))
        .contains("[socketio.pingTimeout] could be meant for any of the servlets [one, two]");
  }

  @Test
  void aPathForWhatIsMappedAlreadyIsAMistake() {
    assertThat(
            failureOf(
                Map.of("socketio.path", "/other"),
                started -> declare(started, "chat", "/chat/*"),
                Set.of()))
        .contains("socketio.path has no effect on the servlet [chat]");
  }

  // The application registers its own while it starts

  @Test
  void aServerRegisteredAtTheDefaultPathTakesItsPlace() throws Exception {
    Endpoint endpoint =
        start(
            Map.of(),
            nothing -> {},
            Set.of(),
            started -> {
              SocketIoServlet.register(started, "/socket.io", greeting("mine"))
                  .setInitParameter("addTrailingSlash", "false");
              SocketIoServer second = greeting("another");
              assertThatThrownBy(() -> SocketIoServlet.register(started, "/socket.io/*", second))
                  .isInstanceOf(IllegalStateException.class);
              second.close();
            });

    assertThat(greetingAt(endpoint)).contains("mine");
    assertThat(SocketIoServlet.find(context.get())).isPresent();
  }

  @Test
  void severalServersAreRegisteredAndOneOfThemAtTheDefaultPath() throws Exception {
    Endpoint endpoint =
        start(
            Map.of(),
            nothing -> {},
            Set.of(),
            started -> {
              SocketIoServlet.register(started, "/socket.io", greeting("mine"));
              SocketIoServlet.register(started, "/admin.io", greeting("admin"));
            });

    assertThat(greetingAt(endpoint)).contains("mine");
    assertThat(greetingAt(at("admin.io/"))).contains("admin");
  }

  @Test
  void aServerInTheServletContextIsServedBesideOneThatIsRegistered() throws Exception {
    Endpoint endpoint =
        start(
            Map.of(),
            nothing -> {},
            Set.of(),
            started -> {
              started.setAttribute(SocketIoServlet.SERVER_ATTRIBUTE, greeting("mine"));
              SocketIoServlet.register(started, "/admin.io", greeting("admin"));
            });

    assertThat(greetingAt(endpoint)).contains("mine");
    assertThat(greetingAt(at("admin.io/"))).contains("admin");
  }

  @Test
  void aServerRegisteredElsewhereSwitchesTheDefaultOff() throws Exception {
    Endpoint endpoint =
        start(
            Map.of(),
            nothing -> {},
            Set.of(),
            started -> SocketIoServlet.register(started, "/chat", greeting("mine")));

    assertThat(greetingAt(at("chat/"))).contains("mine");
    assertThat(endpoint.get(Endpoint.POLLING).statusCode()).isEqualTo(404);
    assertThat(SocketIoServlet.find(context.get())).isPresent();
  }

  /** Handles nothing. */
  public static final class Silent implements SocketIoConfigurer {
    @Override
    public void configure(SocketIoServer server) {}
  }

  /** For others to extend. */
  public abstract static class Unfinished implements SocketIoConfigurer {}
}
