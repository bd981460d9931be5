package dev.socketio.servlet;

import dev.socketio.engine.transport.UpgradeDecision;
import dev.socketio.engine.transport.WebSocketReceiver;
import dev.socketio.servlet.EngineEndpoint.Arrival;
import dev.socketio.servlet.WebSocketHandshake.Ordinary;
import dev.socketio.servlet.WebSocketHandshake.Refused;
import dev.socketio.servlet.WebSocketHandshake.Verdict;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.websocket.DeploymentException;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * What both servlets do with a request: may its origin talk to us, is the path ours, is it a
 * WebSocket handshake, and then over to the engine.
 *
 * <p>Threading: safe for use by any thread; {@link #service} runs on the container's thread of the
 * request and returns at once, except for a WebSocket handshake on which the application takes time
 * to decide.
 */
final class ServletGateway {

  private static final Logger LOG = System.getLogger(ServletGateway.class.getName());

  private final GatewaySettings settings;
  private final EngineDoor engine;
  private final @Nullable WebSocketUpgrader upgrader;
  private final AtomicBoolean complained = new AtomicBoolean();

  /**
   * Makes a gateway.
   *
   * @param upgrader {@code null} if the container has no WebSockets to offer
   */
  ServletGateway(
      GatewaySettings settings, EngineDoor engine, @Nullable WebSocketUpgrader upgrader) {
    this.settings = settings;
    this.engine = engine;
    this.upgrader = upgrader;
  }

  /** Serves one request of any method: a WebSocket over HTTP/2 arrives as CONNECT. */
  void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
    if (settings.cors().admit(request, response)) {
      serveAdmitted(request, response);
    }
  }

  private void serveAdmitted(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (!isOurs(request)) {
      Replies.write(response, HttpServletResponse.SC_NOT_FOUND, "text/plain", "Not found");
      return;
    }
    if (asksAboutCors(request)) {
      settings.cors().explain(request, response);
      return;
    }
    Verdict verdict =
        WebSocketHandshake.examine(
            RequestSnapshot.method(request),
            request.getProtocol(),
            name -> RequestSnapshot.headers(request, name));
    if (verdict instanceof Ordinary) {
      serveOrdinary(request, response);
    } else if (verdict instanceof Refused refused) {
      refuse(request, response, refused.fault());
    } else {
      serveHandshake(request, response);
    }
  }

  private boolean asksAboutCors(HttpServletRequest request) {
    return settings.corsExplain()
        && "/cors-doctor".equals(request.getPathInfo())
        && RequestSnapshot.method(request).equals("GET");
  }

  /**
   * The reference owns what starts with {@code /socket.io/}; without the slash it is another
   * resource.
   */
  private boolean isOurs(HttpServletRequest request) {
    return !settings.addTrailingSlash()
        || request.getPathInfo() != null
        || request.getServletPath().endsWith("/");
  }

  // Polling

  private void serveOrdinary(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (!request.isAsyncSupported()) {
      refuseWithoutAsync(request, response);
      return;
    }
    Duration timeout =
        RequestSnapshot.method(request).equals("POST")
            ? settings.bodyTimeout()
            : settings.exchangeTimeout();
    ServletHttpExchange.serve(request, response, settings.snapshots(), timeout, engine::dispatch);
  }

  private void refuseWithoutAsync(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (complained.compareAndSet(false, true)) {
      LOG.log(Level.ERROR, AsyncSupport.complaint(settings.servletName(), request));
    }
    Replies.write(
        response,
        HttpServletResponse.SC_INTERNAL_SERVER_ERROR,
        "text/plain",
        "Asynchronous requests are not enabled here, the server's log says where");
  }

  // WebSocket

  private void serveHandshake(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (upgrader == null) {
      refuse(request, response, HandshakeFault.noWebSockets());
      return;
    }
    CompletionStage<UpgradeDecision> pending =
        engine.dispatchUpgrade(new ContainerRequest(request, settings.snapshots()));
    try {
      UpgradeDecision decision =
          pending
              .toCompletableFuture()
              .get(settings.decisionTimeout().toMillis(), TimeUnit.MILLISECONDS);
      follow(decision, upgrader, request, response);
    } catch (TimeoutException late) {
      LOG.log(
          Level.WARNING,
          "A WebSocket handshake is refused: the application took longer than {0} to decide on it",
          settings.decisionTimeout());
      pending.thenAccept(decision -> abandon(decision, late));
      refuse(request, response, HandshakeFault.undecided(settings.decisionTimeout()));
    } catch (ExecutionException failure) {
      Throwable cause = Objects.requireNonNullElse(failure.getCause(), failure);
      LOG.log(Level.ERROR, "A WebSocket handshake could not be decided on and is refused", cause);
      refuse(request, response, HandshakeFault.undecided(cause));
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      pending.thenAccept(decision -> abandon(decision, stopping));
      refuse(request, response, HandshakeFault.undecided(stopping));
    }
  }

  /** What the engine refuses it has reported. */
  private void follow(
      UpgradeDecision decision,
      WebSocketUpgrader container,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    if (decision instanceof UpgradeDecision.Accepted accepted) {
      upgrade(container, request, response, accepted.receiver());
    } else if (decision instanceof UpgradeDecision.Refused refused) {
      Replies.refuseHandshake(
          request, response, HttpServletResponse.SC_BAD_REQUEST, refused.message());
    }
  }

  private void upgrade(
      WebSocketUpgrader container,
      HttpServletRequest request,
      HttpServletResponse response,
      WebSocketReceiver receiver)
      throws IOException {
    try {
      container.upgrade(request, response, new Arrival(receiver, settings.webSockets()));
    } catch (DeploymentException | IOException | RuntimeException failure) {
      LOG.log(Level.WARNING, "The container did not upgrade a request to a WebSocket", failure);
      abandon(new UpgradeDecision.Accepted(receiver), failure);
      HandshakeFault fault = HandshakeFault.notUpgraded(failure);
      if (response.isCommitted()) {
        report(request, fault);
      } else {
        refuse(request, response, fault);
      }
    }
  }

  private static void abandon(UpgradeDecision decision, Throwable cause) {
    if (decision instanceof UpgradeDecision.Accepted accepted) {
      accepted.receiver().onError(cause);
      accepted.receiver().onClose();
    }
  }

  private void refuse(
      HttpServletRequest request, HttpServletResponse response, HandshakeFault fault)
      throws IOException {
    report(request, fault);
    Replies.refuseHandshake(request, response, fault.status(), fault.message());
  }

  private void report(HttpServletRequest request, HandshakeFault fault) {
    engine.report(fault.toConnectionError(settings.snapshots().of(request)));
  }
}
