package dev.socketio.engine.transport;

import dev.socketio.engine.EngineSession;
import dev.socketio.engine.EngineSessions;
import dev.socketio.engine.HandshakeRequest;
import dev.socketio.engine.RequestGate;
import dev.socketio.engine.transport.HttpExchange.Completion;
import dev.socketio.engine.transport.PollingTransport.Admission;
import dev.socketio.engine.transport.RequestVerifier.Outcome;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The front door of the engine: every request enters here, is checked, and goes to its session, to
 * a new one, or back with one of the protocol's errors.
 *
 * <p>Threading: safe for use by any thread; never blocks.
 */
public final class EngineDispatcher {
  private static final Logger LOGGER = System.getLogger(EngineDispatcher.class.getName());

  private final EngineSessions sessions;
  private final RequestVerifier verifier;
  private final int maxMessage;
  private final LatePolls latePolls;

  /**
   * Makes a dispatcher.
   *
   * @param sessions where sessions are found and opened
   */
  public EngineDispatcher(EngineSessions sessions) {
    this.sessions = sessions;
    this.verifier = new RequestVerifier(sessions);
    this.maxMessage = sessions.options().maxHttpBufferSize();
    this.latePolls = new LatePolls(sessions.timer());
  }

  // ---- HTTP ----

  /**
   * Serves a request that is no WebSocket handshake. It may be answered later, by any thread.
   *
   * @param exchange the request
   */
  public void dispatch(HttpExchange exchange) {
    EngineRequest request = EngineRequest.parse(exchange);
    Outcome outcome = verifier.verify(request, false);
    if (outcome instanceof Outcome.Existing existing) {
      toSession(exchange, request, existing.session());
    } else if (isOvertaken(request)) {
      exchange.respond(Replies.payload(PollingTransport.NOOP), Completion.IGNORED);
    } else if (outcome instanceof Outcome.Refused refused) {
      refuse(exchange, refused.refusal(), exchange.snapshot());
    } else {
      openPolling(exchange, request);
    }
  }

  /** A poll whose client has closed the session with a POST that came first. */
  private boolean isOvertaken(EngineRequest request) {
    return request.method().equals("GET")
        && request.sid().isPresent()
        && latePolls.tryTake(request.sid().get());
  }

  private void toSession(HttpExchange exchange, EngineRequest request, EngineSession session) {
    if (!(session.currentTransport() instanceof PollingTransport polling)) {
      refuse(exchange, moved(request, session), exchange.snapshot());
      return;
    }
    Admission admission =
        switch (request.method()) {
          case "GET" -> polling.onPoll(exchange);
          case "POST" -> polling.onPost(exchange);
          default -> {
            refuse(exchange, Refusal.badMethod(request.method()), exchange.snapshot());
            yield Admission.TAKEN;
          }
        };
    if (admission == Admission.GONE) {
      refuse(exchange, Refusal.unknownSid(session.id()), exchange.snapshot());
    } else if (admission == Admission.MOVED) {
      refuse(exchange, moved(request, session), exchange.snapshot());
    }
  }

  private static Refusal moved(EngineRequest request, EngineSession session) {
    return Refusal.transportMismatch(request.transport(), session.transport().wireName());
  }

  private void openPolling(HttpExchange exchange, EngineRequest request) {
    HandshakeRequest handshake = exchange.snapshot();
    admit(handshake, request)
        .thenApply(refusal -> refusal.or(() -> openPolling(exchange, handshake)))
        .exceptionally(failure -> Optional.of(broken(failure)))
        .thenAccept(refusal -> refusal.ifPresent(refused -> refuse(exchange, refused, handshake)));
  }

  private Optional<Refusal> openPolling(HttpExchange exchange, HandshakeRequest handshake) {
    Optional<EngineSession> opened =
        sessions.open(
            handshake, session -> new PollingTransport(session, maxMessage, exchange, latePolls));
    return opened.isPresent() ? Optional.empty() : Optional.of(closed());
  }

  private void refuse(HttpExchange exchange, Refusal refusal, HandshakeRequest request) {
    sessions.report(refusal.toConnectionError(request));
    exchange.respond(Replies.error(refusal.error(), refusal.message()), Completion.IGNORED);
  }

  // ---- WebSocket ----

  /**
   * Decides on a WebSocket handshake, whose method and headers the caller has checked.
   *
   * @param incoming the request; it is not answered here
   * @return a stage with the decision, which never fails; complete already unless the request gate
   *     takes its time
   */
  public CompletionStage<UpgradeDecision> dispatchUpgrade(IncomingRequest incoming) {
    EngineRequest request = EngineRequest.parse(incoming);
    Outcome outcome = verifier.verify(request, true);
    if (outcome instanceof Outcome.Existing existing) {
      return CompletableFuture.completedFuture(
          accept(channel -> tryUpgrade(existing.session(), channel)));
    }
    HandshakeRequest handshake = incoming.snapshot();
    if (outcome instanceof Outcome.Refused refused) {
      return CompletableFuture.completedFuture(refuseUpgrade(refused.refusal(), handshake));
    }
    return admit(handshake, request)
        .thenApply(
            refusal ->
                refusal
                    .map(refused -> refuseUpgrade(refused, handshake))
                    .orElseGet(() -> accept(channel -> openWebSocket(handshake, channel))))
        .exceptionally(failure -> refuseUpgrade(broken(failure), handshake));
  }

  private UpgradeDecision accept(Function<WebSocketChannel, Optional<WebSocketTransport>> opening) {
    return new UpgradeDecision.Accepted(new WebSocketInlet(maxMessage, opening));
  }

  private Optional<WebSocketTransport> openWebSocket(
      HandshakeRequest handshake, WebSocketChannel channel) {
    return sessions
        .open(handshake, session -> new WebSocketTransport(session, channel))
        .map(session -> (WebSocketTransport) session.currentTransport());
  }

  private static Optional<WebSocketTransport> tryUpgrade(
      EngineSession session, WebSocketChannel channel) {
    WebSocketTransport candidate = new WebSocketTransport(session, channel);
    return session.tryUpgrade(candidate) ? Optional.of(candidate) : Optional.empty();
  }

  private UpgradeDecision refuseUpgrade(Refusal refusal, HandshakeRequest request) {
    sessions.report(refusal.toConnectionError(request));
    return new UpgradeDecision.Refused(refusal.error(), refusal.message());
  }

  // ---- Both ----

  /** The last checks of a handshake: the server is open, the gate agrees, the version is ours. */
  private CompletionStage<Optional<Refusal>> admit(
      HandshakeRequest handshake, EngineRequest request) {
    if (!sessions.isOpen()) {
      return CompletableFuture.completedFuture(Optional.of(closed()));
    }
    return ask(handshake)
        .handle(
            (verdict, failure) -> {
              Optional<Refusal> refusal = judge(verdict, failure);
              return refusal.isEmpty() && !request.version().equals("4")
                  ? Optional.of(Refusal.unsupportedVersion(request.revision()))
                  : refusal;
            });
  }

  /** A gate is code of the application: it may throw anything, and give nothing. */
  private CompletionStage<RequestGate.Verdict> ask(HandshakeRequest handshake) {
    try {
      return Objects.requireNonNull(
          sessions.options().allowRequest().decide(handshake), "the gate returned no stage");
    } catch (Throwable failure) {
      return CompletableFuture.failedFuture(failure);
    }
  }

  private static Optional<Refusal> judge(
      RequestGate.@Nullable Verdict verdict, @Nullable Throwable failure) {
    if (verdict == null) {
      Throwable cause =
          failure != null ? failure : new NullPointerException("the gate's stage gave no verdict");
      LOGGER.log(Level.ERROR, "The request gate failed; the handshake is refused", cause);
      return Optional.of(Refusal.gateFailed(cause));
    }
    return verdict.allowed() ? Optional.empty() : Optional.of(Refusal.forbidden(verdict.message()));
  }

  private static Refusal broken(Throwable failure) {
    LOGGER.log(Level.ERROR, "A handshake failed and is refused", failure);
    return Refusal.handshakeError(failure.getClass().getName());
  }

  private static Refusal closed() {
    return Refusal.handshakeError("the server is closed");
  }
}
