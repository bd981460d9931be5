package dev.socketio.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.socketio.engine.CloseReason;
import dev.socketio.server.ServerWorld.Peer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What waits for slow handlers: in order, bounded, and in nobody else's way. */
class ReceiveQueueTest {
  private final List<Runnable> queued = new ArrayList<>();
  private final List<String> log = new ArrayList<>();

  private void runAll() {
    while (!queued.isEmpty()) {
      queued.remove(0).run();
    }
  }

  private ServerWorld gated() {
    ServerWorld world =
        new ServerWorld(
            options -> options.maxHttpBufferSize(1000).receiveQueueBytes(2000), queued::add);
    world.main.onConnection(
        socket -> {
          socket.on("a", (arguments, ack) -> log.add("a" + arguments.get(0, int.class)));
          socket.onDisconnect(reason -> log.add(reason.text()));
        });
    return world;
  }

  @Test
  void eventsWaitInOrder() {
    FakeConnection client =
        gated().open().sends("0", "2[\"a\",1]", "2[\"a\",2]", "2[\"a\",3]", "1");
    assertThat(log).isEmpty();
    runAll();
    assertThat(log).containsExactly("a1", "a2", "a3", "client namespace disconnect");
    assertThat(client.isOpen()).isTrue();
  }

  @Test
  void aClientThatSendsFasterThanItIsHandledIsClosedAndItsQueueDropped() {
    ServerWorld world = gated();
    FakeConnection client = world.open().sends("0");
    runAll();
    // Each of these weighs 8 characters and 128 bytes.
    for (int i = 0; i < 14; i++) {
      client.sends("2[\"a\"," + i % 10 + "]");
    }
    assertThat(client.closes()).isEmpty();
    client.sends("2[\"a\",1]", "2[\"a\",1]");
    assertThat(client.closes()).containsExactly(CloseReason.RECEIVE_QUEUE_OVERFLOW);
    runAll();
    assertThat(log).containsExactly("receive queue overflow");
    world.assertEmpty();
  }

  @Test
  void whatWasHandledMakesRoom() {
    FakeConnection client = gated().open().sends("0");
    for (int i = 0; i < 100; i++) {
      runAll();
      client.sends("2[\"a\",1]", "2[\"a\",2]");
    }
    assertThat(client.closes()).isEmpty();
  }

  @Test
  void aSinglePacketIsTakenWhateverItsSize() {
    FakeConnection client = gated().open().sends("0");
    runAll();
    client.sends("2[\"a\",1,\"" + "x".repeat(5000) + "\"]");
    runAll();
    assertThat(log).containsExactly("a1");
    client.sends("51-[\"a\",2]").sends(new byte[5000]);
    runAll();
    assertThat(log).containsExactly("a1", "a2");
    assertThat(client.closes()).isEmpty();
  }

  @Test
  void attachmentsWeighAsWell() {
    FakeConnection client = gated().open().sends("0");
    runAll();
    client.sends("2[\"a\",1]").sends("51-[\"a\",2]").sends(new byte[5000]);
    assertThat(client.closes()).containsExactly(CloseReason.RECEIVE_QUEUE_OVERFLOW);
  }

  @Test
  void acknowledgementsDoNotWait() {
    ServerWorld world = gated();
    List<Socket> sockets = new ArrayList<>();
    world.main.onConnection(sockets::add);
    FakeConnection client = world.open().sends("0");
    runAll();
    var answer = sockets.get(0).emitWithAck("q").toCompletableFuture();
    client.sends("2[\"a\",1]", "30[\"here\"]");
    assertThat(queued).as("the lane").hasSize(1);
    assertThat(answer.join().values()).containsExactly("here");
    assertThat(log).isEmpty();
  }

  @Test
  void aBlockedHandlerHoldsUpItsOwnClientOnly() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(2);
    CountDownLatch release = new CountDownLatch(1);
    CountDownLatch blocked = new CountDownLatch(1);
    CountDownLatch other = new CountDownLatch(1);
    CountDownLatch behind = new CountDownLatch(1);
    try {
      ServerWorld world = new ServerWorld(options -> {}, pool);
      world.main.onConnection(
          socket -> {
            socket.on(
                "block",
                (arguments, ack) -> {
                  blocked.countDown();
                  release.await();
                });
            socket.on("behind", (arguments, ack) -> behind.countDown());
            socket.on("other", (arguments, ack) -> other.countDown());
          });
      world.open().sends("0", "2[\"block\"]", "2[\"behind\"]");
      assertThat(blocked.await(30, TimeUnit.SECONDS)).isTrue();
      world.open().sends("0", "2[\"other\"]");
      assertThat(other.await(30, TimeUnit.SECONDS)).isTrue();
      assertThat(behind.getCount()).isEqualTo(1);
      release.countDown();
      assertThat(behind.await(30, TimeUnit.SECONDS)).isTrue();
    } finally {
      release.countDown();
      pool.shutdownNow();
    }
  }

  @Test
  void withDirectDispatchNothingEverWaits() {
    ServerWorld world =
        new ServerWorld(options -> options.maxHttpBufferSize(1000).receiveQueueBytes(1000));
    Peer peer = world.join();
    peer.socket().on("a", (arguments, ack) -> log.add("a"));
    for (int i = 0; i < 1000; i++) {
      peer.sends("2[\"a\"]");
    }
    assertThat(log).hasSize(1000);
    assertThat(peer.connection().closes()).isEmpty();
  }
}
