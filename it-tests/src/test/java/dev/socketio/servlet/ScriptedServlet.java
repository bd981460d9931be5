package dev.socketio.servlet;

import dev.socketio.concurrent.ScheduledTaskTimer;
import dev.socketio.engine.ConnectionError;
import dev.socketio.engine.EngineError;
import dev.socketio.engine.transport.HttpExchange;
import dev.socketio.engine.transport.IncomingRequest;
import dev.socketio.engine.transport.UpgradeDecision;
import dev.socketio.engine.transport.WebSocketReceiver;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.websocket.server.ServerContainer;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;

/** The container's side with a test in the place of the engine. */
public final class ScriptedServlet extends HttpServlet {

  private static final long serialVersionUID = 1L;

  /** Limit given to containers that want one. */
  public static final int MESSAGE_LIMIT = 1_000_000;

  private final transient ExecutorService closer = Executors.newSingleThreadExecutor();
  private final transient ScheduledTaskTimer timer = ScheduledTaskTimer.start("scripted-timer");
  private final transient BlockingQueue<HttpExchange> exchanges = new LinkedBlockingQueue<>();
  private final transient BlockingQueue<ConnectionError> errors = new LinkedBlockingQueue<>();
  private transient Consumer<HttpExchange> script = exchanges::add;
  private transient CompletionStage<UpgradeDecision> decision =
      CompletableFuture.completedFuture(
          new UpgradeDecision.Refused(EngineError.FORBIDDEN, EngineError.FORBIDDEN.message()));
  private Duration exchangeTimeout = Duration.ofMinutes(2);
  private Duration bodyTimeout = Duration.ofMinutes(2);
  private Duration decisionTimeout = Duration.ofMinutes(2);
  private boolean compress;
  private transient ServletGateway gateway;

  /**
   * Says what happens to each ordinary request; the default is to keep it in {@link #exchanges}.
   */
  public ScriptedServlet onRequest(Consumer<HttpExchange> newScript) {
    script = newScript;
    return this;
  }

  /** Lets WebSockets in. */
  public ScriptedServlet accept(WebSocketReceiver receiver) {
    return decide(CompletableFuture.completedFuture(new UpgradeDecision.Accepted(receiver)));
  }

  /** Decides on WebSockets. */
  public ScriptedServlet decide(CompletionStage<UpgradeDecision> newDecision) {
    decision = newDecision;
    return this;
  }

  public ScriptedServlet exchangeTimeout(Duration timeout) {
    exchangeTimeout = timeout;
    return this;
  }

  public ScriptedServlet bodyTimeout(Duration timeout) {
    bodyTimeout = timeout;
    return this;
  }

  public ScriptedServlet decisionTimeout(Duration timeout) {
    decisionTimeout = timeout;
    return this;
  }

  public ScriptedServlet compress() {
    compress = true;
    return this;
  }

  /** Handshakes that the container's side has refused. */
  public BlockingQueue<ConnectionError> errors() {
    return errors;
  }

  /** Requests that wait for the test. */
  public BlockingQueue<HttpExchange> exchanges() {
    return exchanges;
  }

  @Override
  public void init() throws ServletException {
    GatewaySettings settings =
        new GatewaySettings(
            getServletName(),
            Gateways.cors(getServletConfig()),
            false,
            true,
            exchangeTimeout,
            bodyTimeout,
            decisionTimeout,
            new RequestSnapshot(Set.of("admin"), Set.of(), Clock.systemUTC()),
            new WebSocketSettings(MESSAGE_LIMIT, compress, closer, timer));
    ServerContainer container =
        (ServerContainer) getServletContext().getAttribute(ServerContainer.class.getName());
    gateway =
        new ServletGateway(
            settings, new Script(), HandoffListener.upgrader(getServletContext(), container));
  }

  @Override
  public void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
    gateway.service(request, response);
  }

  @Override
  public void destroy() {
    closer.shutdownNow();
    timer.close();
  }

  private final class Script implements EngineDoor {
    @Override
    public void dispatch(HttpExchange exchange) {
      script.accept(exchange);
    }

    @Override
    public CompletionStage<UpgradeDecision> dispatchUpgrade(IncomingRequest request) {
      return decision;
    }

    @Override
    public void report(ConnectionError error) {
      errors.add(error);
    }
  }
}
