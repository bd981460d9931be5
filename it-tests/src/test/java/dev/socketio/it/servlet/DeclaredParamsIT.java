package dev.socketio.it.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.socketio.it.container.EmbeddedContainer;
import dev.socketio.it.container.WebApplication;
import dev.socketio.servlet.EngineIoServlet;
import dev.socketio.servlet.SocketIoInitializer;
import dev.socketio.servlet.SocketIoServlet;
import jakarta.servlet.Servlet;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRegistration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * An application declares servlets with init-params that cannot be right. None of the servlets
 * starts with the application, so it must be the initializer that refuses.
 */
class DeclaredParamsIT {

  private static void run(WebApplication declared) throws Exception {
    EmbeddedContainer.start(
            "/app",
            started -> {
              declared.deploy(started);
              new SocketIoInitializer().onStartup(Set.of(), started);
            })
        .close();
  }

  private static String failureOf(WebApplication declared) {
    return CapturedLog.failuresOf(() -> run(declared));
  }

  private static void declare(
      ServletContext started, String name, Class<? extends Servlet> type, Map<String, String> with)
      throws ServletException {
    ServletRegistration.Dynamic servlet = started.addServlet(name, type.getName());
    servlet.setAsyncSupported(true);
    servlet.addMapping("/" + name + "/*");
    servlet.setInitParameters(with);
  }

  @Test
  void allMistakesOfAllServletsAreReported() {
    assertThat(
            failureOf(
                started -> {
                  declare(
                      started,
                      "chat",
                      SocketIoServlet.class,
                      Map.of("pingIntervall", "3", "cors.origin", "https://a.example/path"));
                  declare(
                      started,
                      "games",
                      SocketIoServlet.class,
                      Map.of("configurer", "com.example.Missing", "jmx", "maybe"));
                }))
        .contains("Servlet \"chat\": ", "did you mean \"pingInterval\"?", "https://a.example/path")
        .contains("Servlet \"games\": ", "com.example.Missing", "\"jmx\" cannot be \"maybe\"");
  }

  @Test
  void mistakesOfEngineIoServletsAreReported() {
    assertThat(
            failureOf(
                started ->
                    declare(
                        started, "raw", RawServlet.class, Map.of("pingTimeout", "a", "ack", "1"))))
        .contains("Servlet \"raw\": ", "\"pingTimeout\" cannot be \"a\"", "Unknown option \"ack\"");
  }

  @Test
  void whatIsRightIsDeployed() {
    assertThatCode(
            () ->
                run(
                    started ->
                        declare(
                            started,
                            "chat",
                            SocketIoServlet.class,
                            Map.of("pingTimeout", "9000", "cors.origin", "https://a.example"))))
        .doesNotThrowAnyException();
  }

  /** Nobody is to connect to it. */
  public static final class RawServlet extends EngineIoServlet {
    private static final long serialVersionUID = 1L;

    /** For the container. */
    public RawServlet() {
      super(
          connection -> {
            throw new AssertionError("No client was expected");
          });
    }
  }
}
