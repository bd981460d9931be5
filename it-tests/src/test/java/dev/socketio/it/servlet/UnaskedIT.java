package dev.socketio.it.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.socketio.it.container.EmbeddedContainer;
import dev.socketio.it.wire.Endpoint;
import dev.socketio.server.SocketIoServer;
import dev.socketio.servlet.SocketIoContributor;
import dev.socketio.servlet.SocketIoInitializer;
import dev.socketio.servlet.SocketIoServlet;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletConfig;
import jakarta.servlet.ServletContext;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import java.net.http.HttpResponse;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * The jar is in an application whose declarations let no server start: a filter before it has no
 * asynchronous support.
 */
class UnaskedIT {
  private EmbeddedContainer container;

  private void start(
      Map<String, String> params, Set<Class<?>> found, Map<String, Object> attributes)
      throws Exception {
    container =
        EmbeddedContainer.start(
            "/app",
            started -> {
              params.forEach(started::setInitParameter);
              attributes.forEach(started::setAttribute);
              filter(started);
              new SocketIoInitializer().onStartup(found, started);
            });
  }

  private static void filter(ServletContext started) {
    FilterRegistration.Dynamic filter = started.addFilter("log", new Sync());
    filter.setAsyncSupported(false);
    filter.addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), false, "/*");
  }

  private String failureOf(
      Map<String, String> params, Set<Class<?>> found, Map<String, Object> attributes) {
    return CapturedLog.failuresOf(() -> start(params, found, attributes));
  }

  @AfterEach
  void stop() throws Exception {
    if (container != null) {
      container.close();
    }
  }

  @Test
  void theApplicationStartsWithoutTheServerThatNobodyAskedFor() throws Exception {
    try (CapturedLog log = CapturedLog.of(SocketIoServlet.class.getName())) {
      start(Map.of(), Set.of(), Map.of());

      assertThat(log.messages())
          .singleElement()
          .asString()
          .contains(
              "cannot start",
              "path:       /app/socket.io/  (answers 503)",
              "the filter \"log\"",
              "<async-supported>true</async-supported>",
              "socketio.enabled set to false");
    }
    var endpoint = new Endpoint(container.uri().resolve("socket.io/"));
    HttpResponse<String> answer = endpoint.get(Endpoint.POLLING);
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.body())
        .isEqualTo(
            "The Socket.IO server of this application could not start. The application's log says why.\n");
  }

  @Test
  void whoHasAContextParamForItHasAskedForIt() {
    assertThat(failureOf(Map.of("socketio.pingTimeout", "14000"), Set.of(), Map.of()))
        .contains("the filter \"log\"");
  }

  @Test
  void whoHasAConfigurerHasAskedForIt() {
    assertThat(failureOf(Map.of(), Set.of(Greeter.class), Map.of())).contains("the filter \"log\"");
  }

  @Test
  void whoHasAServerForItHasAskedForIt() {
    SocketIoServer server = SocketIoServer.create();
    assertThat(failureOf(Map.of(), Set.of(), Map.of(SocketIoServlet.SERVER_ATTRIBUTE, server)))
        .contains("the filter \"log\"");
    server.close();
  }

  @Test
  void aFrameworkWithHandlersHasAskedForItAndOneWithoutHasNot() throws Exception {
    assertThat(
            failureOf(Map.of(), Set.of(), Map.of(SocketIoContributor.ATTRIBUTE, framework(true))))
        .contains("the filter \"log\"");
    stop();

    start(Map.of(), Set.of(), Map.of(SocketIoContributor.ATTRIBUTE, framework(false)));
  }

  private static SocketIoContributor framework(boolean handlers) {
    return new SocketIoContributor() {
      @Override
      public boolean concerns(ServletConfig servlet) {
        return handlers;
      }

      @Override
      public void configure(ServletConfig servlet, SocketIoServer server) {}
    };
  }

  /** As if its annotation had registered it. */
  @WebFilter(filterName = "log", urlPatterns = "/*")
  public static final class Sync extends HttpFilter {
    private static final long serialVersionUID = 1L;
  }
}
