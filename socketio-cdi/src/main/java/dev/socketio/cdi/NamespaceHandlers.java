package dev.socketio.cdi;

import dev.socketio.cdi.HandlerMethod.Kind;
import dev.socketio.server.Ack;
import dev.socketio.server.Arguments;
import dev.socketio.server.ConnectRefusedException;
import dev.socketio.server.DisconnectReason;
import dev.socketio.server.Namespace;
import dev.socketio.server.Socket;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The handlers of all beans of one namespace, as the server calls them.
 *
 * <p>Threading: immutable once installed. Called in the turn of each client; handlers of different
 * clients run concurrently.
 */
final class NamespaceHandlers {

  private static final Logger LOG = System.getLogger(NamespaceHandlers.class.getName());
  private static final CompletionStage<@Nullable Object> DONE =
      CompletableFuture.completedFuture(null);

  private final Contexts contexts;
  private final CdiEvents events;
  private final List<AccessRule> access = new ArrayList<>();
  private final Map<Kind, List<Handler>> handlers = new EnumMap<>(Kind.class);

  NamespaceHandlers(Contexts contexts, CdiEvents events) {
    this.contexts = contexts;
    this.events = events;
    for (Kind kind : Kind.values()) {
      handlers.put(kind, new ArrayList<>());
    }
  }

  /**
   * Adds the rule of one of the beans; a client must be allowed by all of them.
   *
   * @param rule who may join
   */
  void add(AccessRule rule) {
    if (!rule.open()) {
      access.add(rule);
    }
  }

  void add(Handler handler) {
    of(handler.method().kind()).add(handler);
  }

  private List<Handler> of(Kind kind) {
    return handlers.getOrDefault(kind, List.of());
  }

  /**
   * Registers everything.
   *
   * @param namespace of the server
   */
  void install(Namespace namespace) {
    if (!access.isEmpty()) {
      namespace.use(this::requireRole);
    }
    // One by one: the server brings what a stage has decided back into the client's turn.
    for (Handler handler : of(Kind.CONNECT)) {
      namespace.useAsync(socket -> decide(handler, socket));
    }
    // One by one: the server keeps the failure of one from the others.
    namespace.onConnection(this::welcome);
    namespace.onConnection(
        socket ->
            contexts.call(
                socket,
                () -> {
                  events.connected(socket);
                  return null;
                }));
    for (Handler handler : of(Kind.CONNECTED)) {
      namespace.onConnection(
          socket -> contexts.call(socket, () -> handler.invoke(Call.of(socket))));
    }
  }

  // Coming

  private void requireRole(Socket socket) throws ConnectRefusedException {
    Set<String> roles = socket.handshake().request().caller().roles();
    if (!access.stream().allMatch(rule -> rule.allows(roles))) {
      throw new ConnectRefusedException(
          "Not allowed to join " + socket.namespace().name(),
          Map.of("code", EventRefusedException.FORBIDDEN));
    }
  }

  private CompletionStage<?> decide(Handler handler, Socket socket) throws Exception {
    Object verdict;
    try {
      verdict = contexts.call(socket, () -> handler.invoke(Call.of(socket)));
    } catch (EventRefusedException misfit) {
      throw refusal(misfit);
    }
    if (verdict instanceof CompletionStage<?> stage) {
      return stage.exceptionallyCompose(failure -> CompletableFuture.failedStage(refusal(failure)));
    }
    if (handler.method().answer() != HandlerMethod.Answer.NONE) {
      throw new IllegalStateException(
          handler.method() + " returned null instead of a CompletionStage");
    }
    return DONE;
  }

  private static ConnectRefusedException refusal(EventRefusedException misfit) {
    ConnectRefusedException refusal =
        new ConnectRefusedException(
            String.valueOf(misfit.getMessage()), EventAnswers.details(misfit));
    refusal.initCause(misfit);
    return refusal;
  }

  /** {@return what a failed stage means to the client} */
  private static Throwable refusal(Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    return cause instanceof EventRefusedException misfit ? refusal(misfit) : cause;
  }

  private void welcome(Socket socket) {
    for (Handler handler : of(Kind.ANY_EVENT)) {
      socket.onAny(
          (event, arguments) ->
              contexts.call(
                  socket, () -> handler.invoke(Call.event(socket, event, arguments, null))));
    }
    for (Handler handler : of(Kind.EVENT)) {
      for (String event : handler.method().events()) {
        socket.onAsync(event, (arguments, ack) -> handle(handler, socket, event, arguments, ack));
      }
    }
    if (!of(Kind.ERROR).isEmpty()) {
      socket.onError(failure -> failed(socket, failure));
    }
    socket.onDisconnect(reason -> gone(socket, reason));
  }

  // Events

  private CompletionStage<?> handle(
      Handler handler, Socket socket, String event, Arguments arguments, Ack ack) throws Exception {
    try {
      if (!handler.method().access().allows(socket.handshake().request().caller().roles())) {
        throw new EventRefusedException(
            EventRefusedException.FORBIDDEN, "Not allowed to send \"" + event + "\"");
      }
      Object result =
          contexts.call(socket, () -> handler.invoke(Call.event(socket, event, arguments, ack)));
      return EventAnswers.answer(handler.method(), result, socket, event, ack);
    } catch (Throwable failure) {
      EventAnswers.refuse(failure, socket, event, ack);
      throw failure;
    }
  }

  private void failed(Socket socket, Throwable failure) {
    for (Handler handler : of(Kind.ERROR)) {
      if (concerns(handler, failure)) {
        guarded(handler, socket, Call.error(socket, failure));
      }
    }
  }

  private static boolean concerns(Handler handler, Throwable failure) {
    return handler.method().parameters().stream()
        .filter(parameter -> parameter.source() == HandlerParameter.Source.FAILURE)
        .allMatch(parameter -> Types.raw(parameter.type()).isInstance(failure));
  }

  // Going

  private void gone(Socket socket, DisconnectReason reason) {
    try {
      for (Handler handler : of(Kind.DISCONNECT)) {
        guarded(handler, socket, Call.disconnect(socket, reason));
      }
      contexts.call(
          socket,
          () -> {
            events.disconnected(socket, reason);
            return null;
          });
    } catch (Exception failure) {
      LOG.log(Level.WARNING, "An observer of SocketDisconnected failed", failure);
    }
  }

  /** What goes wrong here must keep neither the others nor the end of the scope from their turn. */
  private void guarded(Handler handler, Socket socket, Call call) {
    try {
      contexts.call(socket, () -> handler.invoke(call));
    } catch (Exception | Error failure) {
      LOG.log(
          Level.WARNING,
          handler.method()
              + " failed for socket "
              + socket.id()
              + " of "
              + socket.namespace().name(),
          failure);
    }
  }
}
