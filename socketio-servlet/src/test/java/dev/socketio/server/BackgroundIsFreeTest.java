package dev.socketio.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.socketio.engine.CloseReason;
import dev.socketio.server.ServerWorld.Peer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the application hangs on a combination of futures runs where handlers do. */
class BackgroundIsFreeTest {
  private final Deque<Runnable> handlers = new ArrayDeque<>();
  private final Deque<Runnable> background = new ArrayDeque<>();
  private final ServerWorld world = new ServerWorld(options -> {}, handlers::add, background::add);
  private final List<String> seen = new ArrayList<>();
  private Peer peer;

  @BeforeEach
  void aClientIsAsked() {
    FakeConnection connection = world.open();
    List<Socket> joined = new ArrayList<>();
    world.main.onConnection(joined::add);
    connection.sends("0");
    run(handlers);
    peer = new Peer(connection, joined.get(0));
  }

  private static void run(Deque<Runnable> tasks) {
    while (!tasks.isEmpty()) {
      tasks.remove().run();
    }
  }

  private void assertSeenByHandlersOnly() {
    run(background);
    assertThat(seen).as("on a thread of the background").isEmpty();
    run(handlers);
    assertThat(seen).containsExactly("failed");
  }

  private void hang(CompletableFuture<?> future) {
    var unused =
        CompletableFuture.allOf(future).whenComplete((none, failure) -> seen.add("failed"));
  }

  @Test
  void whenTimeIsUp() {
    hang(peer.socket().timeout(Duration.ofSeconds(1)).emitWithAck("q").toCompletableFuture());
    world.timer.advance(Duration.ofSeconds(1));
    assertSeenByHandlersOnly();
  }

  @Test
  void whenTheClientHasLeft() {
    hang(peer.socket().emitWithAck("q").toCompletableFuture());
    peer.connection().ends(CloseReason.TRANSPORT_CLOSE);
    assertSeenByHandlersOnly();
  }

  @Test
  void whenTimeIsUpForABroadcast() {
    hang(world.main.timeout(Duration.ofSeconds(1)).emitWithAck("q").toCompletableFuture());
    world.timer.advance(Duration.ofSeconds(1));
    assertSeenByHandlersOnly();
  }
}
