package dev.socketio.engine.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.socketio.engine.CloseReason;
import dev.socketio.engine.packet.EnginePacket.Message;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Timeout;

/**
 * Real threads at the engine's doors: nothing is lost, doubled or reordered, and sessions end once.
 */
@Timeout(120)
class ConcurrentTrafficTest {
  private final EngineWorld world = new EngineWorld(options -> options.sendQueueBytes(1L << 30));
  private final ExecutorService pool = Executors.newCachedThreadPool();

  @AfterEach
  void shutDown() {
    pool.shutdownNow();
  }

  /** Texts are {@code sender:number}; those of one sender must come in order, none missing. */
  private static void assertInOrder(List<String> texts, int senders, int perSender) {
    Map<String, Integer> next = new HashMap<>();
    for (String text : texts) {
      String[] parts = text.split(":");
      assertThat(Integer.parseInt(parts[1])).isEqualTo(next.merge(parts[0], 1, Integer::sum) - 1);
    }
    assertThat(next).hasSize(senders).allSatisfy((s, n) -> assertThat(n).isEqualTo(perSender));
  }

  private Future<?> sender(EngineWorld.Client client, CyclicBarrier start, int id, int count) {
    return pool.submit(
        () -> {
          start.await();
          for (int i = 0; i < count; i++) {
            client.connection.send(List.of(new Message(id + ":" + i)));
          }
          return null;
        });
  }

  @RepeatedTest(10)
  void manyThreadsSendToOneWebSocket() throws Exception {
    EngineWorld.Socket socket = world.openWebSocket();
    CyclicBarrier start = new CyclicBarrier(4);
    List<Future<?>> senders = new ArrayList<>();
    for (int id = 0; id < 4; id++) {
      senders.add(sender(socket.client, start, id, 500));
    }
    for (Future<?> sender : senders) {
      sender.get();
    }
    List<String> sent = socket.sent();
    assertInOrder(sent.subList(1, sent.size()).stream().map(s -> s.substring(1)).toList(), 4, 500);
  }

  @RepeatedTest(20)
  void theSessionIsUpgradedWhileBothSidesSend() throws Exception {
    EngineWorld.Client client = world.openPolling();
    CyclicBarrier start = new CyclicBarrier(4);
    List<Future<?>> senders = new ArrayList<>();
    for (int id = 0; id < 2; id++) {
      senders.add(sender(client, start, id, 1000));
    }
    List<String> received = Collections.synchronizedList(new ArrayList<>());
    AtomicBoolean stopPolling = new AtomicBoolean();
    AtomicReference<FakeHttpExchange> current = new AtomicReference<>();
    Future<?> poller =
        pool.submit(
            () -> {
              start.await();
              while (!stopPolling.get()) {
                FakeHttpExchange poll = client.poll();
                current.set(poll);
                while (!poll.answered()) {
                  Thread.onSpinWait();
                }
                Arrays.stream(poll.answer().split("\u001e"))
                    .filter(packet -> packet.startsWith("4"))
                    .forEach(packet -> received.add(packet.substring(1)));
              }
              return null;
            });
    start.await();
    for (int i = 0; i < 100; i++) {
      client.post("4c:" + i);
    }
    EngineWorld.Socket socket = client.openCandidate().clientSends("2probe");
    // The client pauses polling: the poll that waits is released, and no other is sent.
    stopPolling.set(true);
    // A poll that another thread is answering needs no help, and the clock must not run away
    // meanwhile.
    int releases = 0;
    while (!poller.isDone()) {
      FakeHttpExchange poll = current.get();
      if (poll != null && !poll.answered() && releases < 20) {
        world.advance(Duration.ofMillis(100));
        releases++;
      }
    }
    poller.get();
    socket.clientSends("5");
    for (int i = 100; i < 200; i++) {
      socket.clientSends("4c:" + i);
    }
    for (Future<?> sender : senders) {
      sender.get();
    }
    List<String> all = new ArrayList<>(received);
    socket.sent().stream()
        .filter(packet -> packet.startsWith("4"))
        .forEach(packet -> all.add(packet.substring(1)));
    assertInOrder(all, 2, 1000);
    List<String> events = new ArrayList<>(client.events());
    events.remove("upgrade websocket");
    assertInOrder(events.stream().map(event -> event.substring(5)).toList(), 1, 200);
  }

  @RepeatedTest(100)
  void aPostArrivesWhileTheClientSaysFive() throws Exception {
    EngineWorld.Client client = world.openPolling();
    FakeHttpExchange post = client.slowPost();
    EngineWorld.Socket socket = client.openCandidate().clientSends("2probe");
    CyclicBarrier start = new CyclicBarrier(2);
    Future<?> poster =
        pool.submit(
            () -> {
              start.await();
              post.bodyArrives("4c:0\u001e4c:1\u001e4c:2");
              return null;
            });
    start.await();
    socket.clientSends("5");
    for (int i = 3; i < 20; i++) {
      socket.clientSends("4c:" + i);
    }
    poster.get();
    List<String> events = new ArrayList<>(client.events());
    assertThat(events.remove("upgrade websocket")).isTrue();
    assertInOrder(events.stream().map(event -> event.substring(5)).toList(), 1, 20);
    assertThat(post.answer()).isEqualTo("ok");
  }

  @RepeatedTest(100)
  void everybodyClosesAtOnceTheListenerLearnsItOnce() throws Exception {
    EngineWorld.Client client = world.openPolling();
    EngineWorld.Socket socket = client.openCandidate().clientSends("2probe");
    List<Runnable> closers =
        List.of(
            () -> client.connection.close(CloseReason.FORCED_CLOSE),
            () -> client.post("1"),
            () -> socket.clientSends("5"),
            () -> socket.receiver.onClose(),
            () -> world.sessions.close(CloseReason.SERVER_SHUTTING_DOWN));
    CyclicBarrier start = new CyclicBarrier(closers.size());
    List<Future<?>> running = new ArrayList<>();
    for (Runnable closer : closers) {
      running.add(
          pool.submit(
              () -> {
                start.await();
                closer.run();
                return null;
              }));
    }
    for (Future<?> future : running) {
      future.get(30, TimeUnit.SECONDS);
    }
    assertThat(client.events()).filteredOn(event -> event.startsWith("close")).hasSize(1);
    assertThat(client.events()).last().asString().startsWith("close");
    assertThat(socket.closed()).isTrue();
    world.assertEmpty();
  }

  @RepeatedTest(100)
  void twoWebSocketsWantTheSameSessionOneGetsIt() throws Exception {
    EngineWorld.Client client = world.openPolling();
    CyclicBarrier start = new CyclicBarrier(3);
    List<Future<EngineWorld.Socket>> candidates = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      candidates.add(
          pool.submit(
              () -> {
                start.await();
                return client.openCandidate();
              }));
    }
    int open = 0;
    for (Future<EngineWorld.Socket> candidate : candidates) {
      open += candidate.get().closed() ? 0 : 1;
    }
    assertThat(open).isEqualTo(1);
  }

  @RepeatedTest(100)
  void twoPollsRaceOneSessionEnds() throws Exception {
    EngineWorld.Client client = world.openPolling();
    CyclicBarrier start = new CyclicBarrier(2);
    List<Future<FakeHttpExchange>> polls = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      polls.add(
          pool.submit(
              () -> {
                start.await();
                return client.poll();
              }));
    }
    FakeHttpExchange one = polls.get(0).get();
    FakeHttpExchange other = polls.get(1).get();
    assertThat(List.of(one.status(), other.status())).containsExactlyInAnyOrder(200, 400);
    assertThat(client.events()).containsExactly("close transport error (overlap from client)");
  }
}
