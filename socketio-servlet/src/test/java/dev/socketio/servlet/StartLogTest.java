package dev.socketio.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.socketio.cors.CorsGuard;
import dev.socketio.engine.EngineOptions;
import dev.socketio.server.Dispatch;
import dev.socketio.server.SocketIoOptions;
import dev.socketio.server.SocketIoServer;
import jakarta.servlet.ServletConfig;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRegistration;
import java.lang.System.Logger.Level;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;

/** What the log says of a servlet that starts, or cannot. */
class StartLogTest {
  private static final ContainerWebSockets WEB_SOCKETS =
      new ContainerWebSockets(
          WebSocketUpgrader.direct(new Fakes().as(jakarta.websocket.server.ServerContainer.class)),
          "org.example.WsContainer 7.1",
          true);

  private static ServletConfig config() {
    ServletRegistration registration =
        new Fakes()
            .returning("getMappings", List.of("/socket.io/*", "/io"))
            .as(ServletRegistration.class);
    ServletContext context =
        new Fakes()
            .returning("getServletRegistration", registration)
            .returning("getFilterRegistrations", Map.of())
            .returning("getAttribute", null)
            .returning("getInitParameter", null)
            .returning("getContextPath", "/shop")
            .returning("getServerInfo", "Example Server 3.2")
            .as(ServletContext.class);
    return new Fakes()
        .returning("getServletContext", context)
        .returning("getServletName", "chat")
        .on("getInitParameterNames", none -> Collections.emptyEnumeration())
        .as(ServletConfig.class);
  }

  private static List<String> block(List<String> warnings) throws ServletException {
    ServletConfig config = config();
    return StartLog.block(
            "Socket.IO",
            config,
            EngineOptions.defaults(),
            CorsGuard.forServlet(config, "cors."),
            WEB_SOCKETS,
            "on virtual threads",
            warnings)
        .lines()
        .toList();
  }

  @Test
  void theBlockTellsAllThatCounts() throws Exception {
    assertThat(block(List.of()))
        .containsExactly(
            "Socket.IO servlet \"chat\" is ready",
            "  path:       /shop/io, /shop/socket.io/  (the client's option \"path\")",
            "  transports: polling, websocket, with upgrade",
            "  handlers:   on virtual threads",
            "  origins:    the application's own pages only; init-param cors.origin allows others",
            "  WebSockets: org.example.WsContainer 7.1",
            "  container:  Example Server 3.2",
            "  heartbeat:  every 25000 ms, answered within 20000 ms",
            "  limits:     1000000 bytes from a client at once, 8388608 bytes and 45000 ms waiting for a client",
            "  warnings:   none");
  }

  @Test
  void warningsArePartOfTheBlockAndMakeItLouder() throws Exception {
    assertThat(block(List.of("One thing. Mend it.", "Another.")))
        .endsWith("  WARNING:    One thing. Mend it.", "  WARNING:    Another.")
        .hasSize(11);
    assertThat(StartLog.level(WEB_SOCKETS, List.of("One thing."))).isEqualTo(Level.WARNING);
    assertThat(StartLog.level(WEB_SOCKETS, List.of())).isEqualTo(Level.INFO);
    ContainerWebSockets none = new ContainerWebSockets(null, "none", false);
    assertThat(StartLog.level(none, List.of())).isEqualTo(Level.WARNING);
  }

  private static String handlers(Dispatch dispatch) {
    SocketIoServer server =
        SocketIoServer.create(SocketIoOptions.builder().dispatch(dispatch).build());
    try {
      return StartLog.handlers(server);
    } finally {
      server.close();
    }
  }

  @Test
  void handlersRunWhereTheServerHasThemRun() {
    Executor managed = new Named();
    assertThat(handlers(Dispatch.executor(managed))).isEqualTo("on given executor mine");
    assertThat(handlers(Dispatch.direct()))
        .isEqualTo("on the container's threads (dispatch=direct), they must not block");
    assertThat(handlers(Dispatch.auto()))
        .matches("on (virtual threads|pool of at most \\d+ daemon threads) .dispatch=auto.*");
  }

  @Test
  void whoCannotStartIsToldWithTheRemedy() {
    assertThat(StartLog.refusal(config(), new ServletException("No JSON. Add it.")).lines())
        .containsExactly(
            "Socket.IO servlet \"chat\" cannot start",
            "  path:       /shop/io, /shop/socket.io/  (answers 503)",
            "  reason:     No JSON. Add it.",
            "  if wanted:  mend that",
            "  if not:     nothing in this application asks for the server, it comes with the jar;"
                + " context-param socketio.enabled set to false keeps it away");
  }

  private record Named() implements Executor {
    @Override
    public void execute(Runnable task) {
      task.run();
    }

    @Override
    public String toString() {
      return "mine";
    }
  }
}
