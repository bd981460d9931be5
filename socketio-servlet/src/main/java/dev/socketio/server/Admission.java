package dev.socketio.server;

import dev.socketio.concurrent.Cancellable;
import dev.socketio.server.packet.EncodedPacket;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * One client's way through the middlewares of a namespace. It ends in one of four ways:
 *
 * <ol>
 *   <li>all middlewares let it pass: the socket is welcomed;
 *   <li>one refuses, or fails: the client gets a CONNECT_ERROR, and its connection stays;
 *   <li>one takes longer than {@code connectTimeout}: as if it had refused;
 *   <li>the client leaves meanwhile: the socket is dropped without a word, whatever the middleware
 *       says later.
 * </ol>
 *
 * <p>Threading: all in the lane of the client, to which stages that complete elsewhere come back.
 */
final class Admission {
  private static final String NO_DETAILS = "Connection refused";

  private final ServerTools tools;
  private final ServerNamespace namespace;
  private final Client client;
  private final ClientSocket socket;
  private final List<ConnectMiddleware.Async> middlewares;
  private @Nullable Cancellable deadline;
  private int passed;

  Admission(ServerTools tools, ServerNamespace namespace, Client client, ClientSocket socket) {
    this.tools = tools;
    this.namespace = namespace;
    this.client = client;
    this.socket = socket;
    this.middlewares = namespace.middlewares();
  }

  /** Goes on with the next middleware, until one takes time. */
  void proceed() {
    while (passed < middlewares.size()) {
      CompletableFuture<?> verdict;
      try {
        CompletionStage<?> stage = middlewares.get(passed).handle(socket);
        verdict =
            Objects.requireNonNull(stage, "the middleware returned no stage").toCompletableFuture();
      } catch (Throwable failure) {
        refuse(failure);
        return;
      }
      passed++;
      if (!verdict.isDone()) {
        await(verdict);
        return;
      }
      Throwable failure = failureOf(verdict);
      if (failure != null) {
        refuse(failure);
        return;
      }
    }
    pass();
  }

  private void await(CompletableFuture<?> verdict) {
    if (deadline == null) {
      Duration limit = tools.options().connectTimeout();
      socket.waitsFor(this);
      deadline = tools.timer().schedule(limit, () -> client.lane().execute(this::timedOut));
    }
    CompletionStage<?> pending = verdict;
    pending.whenComplete((value, failure) -> client.lane().execute(() -> decided(verdict)));
  }

  private void decided(CompletableFuture<?> verdict) {
    if (!socket.state().isJoining()) {
      return;
    }
    Throwable failure = failureOf(verdict);
    if (failure == null) {
      proceed();
    } else {
      refuse(failure);
    }
  }

  private void timedOut() {
    if (socket.state().isJoining()) {
      refuse(
          new IllegalStateException(
              "A middleware of "
                  + namespace.name()
                  + " took longer than "
                  + tools.options().connectTimeout()));
    }
  }

  private void pass() {
    stopClock();
    if (client.isOpen()) {
      client.joined();
      socket.welcome();
    } else {
      socket.finish(client.endReason());
    }
  }

  private void refuse(Throwable failure) {
    stopClock();
    EncodedPacket packet;
    if (failure instanceof ConnectRefusedException refusal) {
      packet = refusal(refusal);
    } else {
      tools.failures().middlewareFailed(socket, failure);
      packet = tools.encoder().connectError(namespace.name(), NO_DETAILS, null);
    }
    client.send(packet);
    socket.finish(DisconnectReason.SERVER_NAMESPACE_DISCONNECT);
  }

  private EncodedPacket refusal(ConnectRefusedException refusal) {
    String message = Objects.requireNonNullElse(refusal.getMessage(), NO_DETAILS);
    try {
      return tools.encoder().connectError(namespace.name(), message, refusal.data());
    } catch (RuntimeException unwritable) {
      tools.failures().middlewareFailed(socket, unwritable);
      return tools.encoder().connectError(namespace.name(), message, null);
    }
  }

  /** Also called by a socket that goes before it has come. */
  void stopClock() {
    Cancellable running = deadline;
    if (running != null) {
      running.cancel();
    }
  }

  /** {@return what a completed stage failed with, out of its wrappings} */
  private static @Nullable Throwable failureOf(CompletableFuture<?> verdict) {
    try {
      verdict.join();
      return null;
    } catch (CompletionException wrapped) {
      return Objects.requireNonNullElse(wrapped.getCause(), wrapped);
    } catch (RuntimeException failure) {
      return failure;
    }
  }
}
