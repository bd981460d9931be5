package dev.socketio.server;

import dev.socketio.concurrent.Cancellable;
import dev.socketio.concurrent.HandlerFuture;
import dev.socketio.json.JsonConversionException;
import dev.socketio.server.packet.EncodedPacket;
import dev.socketio.server.packet.ReservedEvents;
import dev.socketio.server.packet.SocketPacket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Sends events to one socket, with settings. */
final class Emitter implements SocketEmitter {
  /** A hundred years, which any clock can count in nanoseconds. */
  private static final Duration LONGEST = Duration.ofDays(36_525);

  private final ServerTools tools;
  private final ServerNamespace namespace;
  private final ClientSocket socket;
  private final boolean ifWritable;
  private final @Nullable Duration limit;

  Emitter(ServerTools tools, ServerNamespace namespace, ClientSocket socket) {
    this(tools, namespace, socket, false, null);
  }

  private Emitter(
      ServerTools tools,
      ServerNamespace namespace,
      ClientSocket socket,
      boolean ifWritable,
      @Nullable Duration limit) {
    this.tools = tools;
    this.namespace = namespace;
    this.socket = socket;
    this.ifWritable = ifWritable;
    this.limit = limit;
  }

  @Override
  public SocketEmitter timeout(Duration longest) {
    return new Emitter(tools, namespace, socket, ifWritable, requirePositive(longest));
  }

  @Override
  public SocketEmitter asVolatile() {
    return new Emitter(tools, namespace, socket, true, limit);
  }

  @Override
  public boolean emit(String event, @Nullable Object... arguments) {
    requireFree(event);
    return socket.isConnected() && send(packet(event, SocketPacket.NO_ID, arguments));
  }

  @Override
  public CompletionStage<Arguments> emitWithAck(String event, @Nullable Object... arguments) {
    requireFree(event);
    HandlerFuture<Arguments> answer = tools.future();
    if (socket.state().isJoining()) {
      answer.completeExceptionally(
          new IllegalStateException(
              "\"" + event + "\" was not sent: the socket has not joined yet"));
      return answer;
    }
    long id = namespace.nextAckId();
    EncodedPacket packet = packet(event, id, arguments);
    PendingAcks acks = socket.acks();
    acks.add(id, new Answer(event, answer));
    // Also when the application gives up: it may complete the future itself.
    answer.onSettled(() -> acks.remove(id));
    startClock(event, id, answer);
    if (!socket.isConnected() || !send(packet)) {
      notSent(event, id, answer);
    }
    return answer;
  }

  private void notSent(String event, long id, HandlerFuture<Arguments> answer) {
    if (!socket.isConnected()) {
      socket.acks().failAll(socket.leavingReason());
    } else if (socket.acks().remove(id)) {
      answer.completeExceptionally(
          new AckTimeoutException(
              "\"" + event + "\" was dropped, as it is volatile and could not leave at once"));
    }
  }

  private void startClock(String event, long id, HandlerFuture<Arguments> answer) {
    Duration longest = limit;
    if (longest == null) {
      return;
    }
    Cancellable clock = tools.timer().schedule(longest, () -> timedOut(event, id, longest, answer));
    answer.onSettled(clock::cancel);
  }

  private void timedOut(String event, long id, Duration longest, HandlerFuture<Arguments> answer) {
    if (socket.acks().remove(id)) {
      String message =
          "\""
              + event
              + "\" was not answered by socket "
              + socket.id()
              + " within "
              + longest.toMillis()
              + " ms";
      tools.fail(answer, new AckTimeoutException(message));
    }
  }

  private EncodedPacket packet(String event, long id, @Nullable Object... arguments) {
    return written(
        "event \"" + event + '"',
        () -> tools.encoder().event(namespace.name(), id, event, arguments));
  }

  private boolean send(EncodedPacket packet) {
    if (ifWritable && !socket.client().isWritable()) {
      return false;
    }
    return socket.client().send(packet);
  }

  static void requireFree(String event) {
    if (ReservedEvents.contains(event)) {
      throw new ArgumentException("\"" + event + "\" is a reserved event name");
    }
  }

  /** {@return the limit, or the longest there is} */
  static Duration requirePositive(Duration limit) {
    if (limit.isNegative() || limit.isZero()) {
      throw new IllegalArgumentException(
          "timeout: " + limit + " is not allowed; give more than zero");
    }
    return limit.compareTo(LONGEST) < 0 ? limit : LONGEST;
  }

  /** {@return what was written, or the reason why it cannot be in terms of this API} */
  static <T> T written(String what, Supplier<T> writing) {
    try {
      return writing.get();
    } catch (JsonConversionException e) {
      throw new ArgumentException(what + ", " + e.getMessage(), e);
    }
  }

  /** The answer of one client. */
  private final class Answer implements PendingAck {
    private final String event;
    private final HandlerFuture<Arguments> future;

    Answer(String event, HandlerFuture<Arguments> future) {
      this.event = event;
      this.future = future;
    }

    @Override
    public void answered(List<@Nullable Object> arguments) {
      future.complete(new EventArguments(tools.json(), arguments));
    }

    @Override
    public void disconnected(DisconnectReason reason) {
      String message =
          "\""
              + event
              + "\" was not answered: socket "
              + socket.id()
              + " disconnected ("
              + reason
              + ")";
      tools.fail(future, new DisconnectedException(message, reason));
    }
  }
}
