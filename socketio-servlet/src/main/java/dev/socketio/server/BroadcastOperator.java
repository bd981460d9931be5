package dev.socketio.server;

import dev.socketio.concurrent.HandlerFuture;
import dev.socketio.server.adapter.Adapter;
import dev.socketio.server.adapter.BroadcastTarget;
import dev.socketio.server.adapter.SocketDetails;
import dev.socketio.server.packet.OutboundEvent;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A set of sockets of one namespace, handed to its adapter. */
final class BroadcastOperator implements Broadcast {
  private final ServerTools tools;
  private final Adapter adapter;
  private final BroadcastTarget target;

  BroadcastOperator(ServerTools tools, Adapter adapter, BroadcastTarget target) {
    this.tools = tools;
    this.adapter = adapter;
    this.target = target;
  }

  @Override
  public Broadcast to(String... rooms) {
    return to(Arrays.asList(rooms));
  }

  @Override
  public Broadcast to(Collection<String> rooms) {
    return with(
        new BroadcastTarget(
            union(target.rooms(), rooms),
            target.except(),
            target.local(),
            target.ifWritable(),
            target.timeout()));
  }

  @Override
  public Broadcast except(String... rooms) {
    return except(Arrays.asList(rooms));
  }

  @Override
  public Broadcast except(Collection<String> rooms) {
    return with(
        new BroadcastTarget(
            target.rooms(),
            union(target.except(), rooms),
            target.local(),
            target.ifWritable(),
            target.timeout()));
  }

  @Override
  public Broadcast local() {
    return with(
        new BroadcastTarget(
            target.rooms(), target.except(), true, target.ifWritable(), target.timeout()));
  }

  @Override
  public Broadcast asVolatile() {
    return with(
        new BroadcastTarget(
            target.rooms(), target.except(), target.local(), true, target.timeout()));
  }

  @Override
  public BroadcastOperator timeout(Duration limit) {
    return with(
        new BroadcastTarget(
            target.rooms(),
            target.except(),
            target.local(),
            target.ifWritable(),
            Emitter.requirePositive(limit)));
  }

  private BroadcastOperator with(BroadcastTarget other) {
    return new BroadcastOperator(tools, adapter, other);
  }

  private static Set<String> union(Set<String> some, Collection<String> more) {
    if (some.isEmpty()) {
      return Set.copyOf(more);
    }
    Set<String> union = new HashSet<>(some);
    union.addAll(more);
    return union;
  }

  @Override
  public void emit(String event, @Nullable Object... arguments) {
    adapter.broadcast(outbound(event, arguments), target);
  }

  @Override
  public CompletionStage<List<Arguments>> emitWithAck(String event, @Nullable Object... arguments) {
    return collect(event, arguments);
  }

  /** The answer of a set that has one socket at most. */
  CompletionStage<Arguments> emitWithOneAck(String event, @Nullable Object... arguments) {
    HandlerFuture<List<Arguments>> all = collect(event, arguments);
    HandlerFuture<Arguments> one = tools.future();
    all.onSettled(
        (answers, failure) -> {
          if (failure != null) {
            one.completeExceptionally(failure);
          } else if (answers.isEmpty()) {
            one.completeExceptionally(
                new IllegalStateException(
                    "\"" + event + "\" was not sent: the socket has left " + target.rooms()));
          } else {
            one.complete(answers.get(0));
          }
        });
    // Also when the application gives up: it may complete the future itself.
    one.onSettled(() -> all.cancel(false));
    return one;
  }

  private HandlerFuture<List<Arguments>> collect(String event, @Nullable Object... arguments) {
    OutboundEvent outbound = outbound(event, arguments);
    BroadcastCollector answers = new BroadcastCollector(tools, event, target.timeout());
    adapter.broadcastWithAck(outbound, target, answers);
    if (target.local()) {
      answers.expectServers(1);
    } else {
      adapter.serverCount().thenAccept(answers::expectServers);
    }
    return answers.result();
  }

  private OutboundEvent outbound(String event, @Nullable Object... arguments) {
    Emitter.requireFree(event);
    return Emitter.written(
        "event \"" + event + '"', () -> tools.encoder().outbound(event, arguments));
  }

  @Override
  public CompletionStage<List<RemoteSocket>> fetchSockets() {
    return adapter
        .fetchSockets(target)
        .thenApply(found -> found.stream().map(this::remote).toList());
  }

  private RemoteSocket remote(SocketDetails details) {
    BroadcastTarget itself =
        new BroadcastTarget(
            Set.of(details.id()), Set.of(), target.local(), false, target.timeout());
    return new FetchedSocket(details, with(itself));
  }

  @Override
  public void socketsJoin(String... rooms) {
    adapter.addSockets(target, Set.copyOf(Arrays.asList(rooms)));
  }

  @Override
  public void socketsLeave(String... rooms) {
    adapter.delSockets(target, Set.copyOf(Arrays.asList(rooms)));
  }

  @Override
  public void disconnectSockets(boolean closeConnection) {
    adapter.disconnectSockets(target, closeConnection);
  }
}
