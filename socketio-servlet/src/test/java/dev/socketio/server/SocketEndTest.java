package dev.socketio.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.socketio.engine.CloseReason;
import dev.socketio.server.ServerWorld.Peer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** What was made for a socket is let go of once, in whichever way the socket ends. */
class SocketEndTest {
  private final ServerWorld world = new ServerWorld();
  private final List<String> log = new ArrayList<>();

  private FakeConnection openWatched() {
    world.main.use(socket -> socket.onEnd(() -> log.add("end")));
    return world.open();
  }

  @Test
  void theEndComesAfterAllDisconnectListeners() {
    Peer peer = world.join();
    peer.socket().onEnd(() -> log.add("end"));
    peer.socket().onDisconnect(reason -> log.add("first"));
    peer.socket().onDisconnect(reason -> log.add("second"));
    peer.connection().ends(CloseReason.TRANSPORT_CLOSE);
    assertThat(log).containsExactly("first", "second", "end");
  }

  @Test
  void aSocketThatALaterMiddlewareRefusesEnds() {
    FakeConnection client = openWatched();
    world.main.use(
        socket -> {
          throw new ConnectRefusedException("no");
        });
    client.sends("0");
    assertThat(log).containsExactly("end");
    client.ends(CloseReason.TRANSPORT_CLOSE);
    assertThat(log).containsExactly("end");
  }

  @Test
  void aSocketWhoseClientLeavesWhileAMiddlewareWaitsEnds() {
    FakeConnection client = openWatched();
    CompletableFuture<String> verdict = new CompletableFuture<>();
    world.main.useAsync(socket -> verdict);
    client.sends("0");
    assertThat(log).isEmpty();
    client.ends(CloseReason.TRANSPORT_CLOSE);
    assertThat(log).containsExactly("end");
    verdict.complete("yes");
    assertThat(log).containsExactly("end");
  }

  @Test
  void aSocketThatAMiddlewareKeepsWaitingForTooLongEnds() {
    FakeConnection client = openWatched();
    world.main.useAsync(socket -> new CompletableFuture<>());
    client.sends("0");
    world.timer.advance(world.tools.options().connectTimeout());
    assertThat(log).containsExactly("end");
  }

  @Test
  void aSocketThatIsOverCallsAtOnce() {
    AtomicReference<Socket> refused = new AtomicReference<>();
    world.main.use(
        socket -> {
          refused.set(socket);
          throw new ConnectRefusedException("no");
        });
    world.open().sends("0");
    refused.get().onEnd(() -> log.add("end"));
    assertThat(log).containsExactly("end");
  }

  @Test
  void aListenerThatWasTakenOffIsNotCalledAndOneThatFailsHindersNobody() {
    Peer peer = world.join();
    peer.socket().onEnd(() -> log.add("taken off")).remove();
    peer.socket()
        .onEnd(
            () -> {
              throw new IllegalStateException("expected");
            });
    peer.socket().onEnd(() -> log.add("end"));
    peer.socket().disconnect();
    assertThat(log).containsExactly("end");
    assertThat(world.failures).extracting(Throwable::getMessage).containsExactly("expected");
  }
}
