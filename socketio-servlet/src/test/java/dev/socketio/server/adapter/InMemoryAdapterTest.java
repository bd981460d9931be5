package dev.socketio.server.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.socketio.server.packet.OutboundEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Who is in which room, and whom a broadcast reaches. */
class InMemoryAdapterTest {
  private static final OutboundEvent EVENT = new OutboundEvent("e", "[\"e\"]", List.of());

  private final FakeSockets local = new FakeSockets();
  private final InMemoryAdapter adapter = new InMemoryAdapter(local);
  private final LocalSocket a = local.socket("a");
  private final LocalSocket b = local.socket("b");
  private final LocalSocket c = local.socket("c");

  /** A socket that has joined and is in the room of its own id. */
  private void joined(LocalSocket... sockets) {
    for (LocalSocket socket : sockets) {
      adapter.addAll(socket, Set.of(socket.id()));
    }
  }

  private static BroadcastTarget target(Set<String> rooms, Set<String> except) {
    return new BroadcastTarget(rooms, except, false, false, Duration.ofSeconds(1));
  }

  private Set<String> reached(Set<String> rooms, Set<String> except) {
    local.log.clear();
    adapter.broadcast(EVENT, target(rooms, except));
    assertThat(local.log).hasSize(1);
    return local.lastReceivers;
  }

  private void assertNothingLeft() {
    assertThat(adapter.rooms()).isEmpty();
    assertThat(adapter).extracting("index.rooms").isEqualTo(Map.of());
  }

  @Test
  void withoutARoomEverybodyIsMeant() {
    assertThat(reached(Set.of(), Set.of())).containsExactlyInAnyOrder("a", "b", "c");
  }

  @Test
  void roomsAreAUnionAndEachSocketGetsOneCopy() {
    joined(a, b, c);
    adapter.addAll(a, Set.of("r", "s"));
    adapter.addAll(b, Set.of("s"));
    assertThat(reached(Set.of("r"), Set.of())).containsExactly("a");
    assertThat(reached(Set.of("r", "s"), Set.of())).containsExactlyInAnyOrder("a", "b");
    assertThat(local.lastCount).isEqualTo(2);
    assertThat(reached(Set.of("r", "c", "unknown"), Set.of())).containsExactlyInAnyOrder("a", "c");
    assertThat(reached(Set.of("unknown"), Set.of())).isEmpty();
  }

  @Test
  void exceptTakesOutWhoeverIsInAnyOfTheRooms() {
    joined(a, b, c);
    adapter.addAll(a, Set.of("r", "s"));
    adapter.addAll(b, Set.of("r"));
    assertThat(reached(Set.of("r"), Set.of("s"))).containsExactly("b");
    assertThat(reached(Set.of("r", "s"), Set.of("r"))).isEmpty();
    assertThat(reached(Set.of(), Set.of("s", "b"))).containsExactly("c");
    assertThat(reached(Set.of(), Set.of("unknown"))).hasSize(3);
    assertThat(reached(Set.of("r"), Set.of("a"))).containsExactly("b");
  }

  @Test
  void theRoomsOfASocketAreASnapshot() {
    joined(a);
    adapter.addAll(a, Set.of("r"));
    Set<String> before = adapter.socketRooms(a);
    adapter.del(a, "r");
    assertThat(before).containsExactlyInAnyOrder("a", "r");
    assertThat(adapter.socketRooms(a)).containsExactly("a");
    assertThat(adapter.socketRooms(b)).isEmpty();
  }

  @Test
  void anEmptyRoomLeavesNothingBehind() {
    joined(a, b);
    adapter.addAll(a, Set.of("r", "s"));
    adapter.addAll(b, Set.of("r"));
    adapter.del(a, "r");
    assertThat(adapter.rooms()).containsExactlyInAnyOrder("a", "b", "r", "s");
    adapter.del(b, "r");
    adapter.del(b, "r");
    adapter.del(b, "never joined");
    assertThat(adapter.rooms()).containsExactlyInAnyOrder("a", "b", "s");
    adapter.delAll(a);
    adapter.delAll(a);
    adapter.delAll(b);
    adapter.delAll(c);
    assertNothingLeft();
  }

  @Test
  void aSocketMayLeaveItsOwnRoom() {
    joined(a);
    adapter.del(a, "a");
    assertNothingLeft();
    assertThat(reached(Set.of("a"), Set.of())).isEmpty();
  }

  @Test
  void aRoomMayShrinkToOneAndGrowAgain() {
    adapter.addAll(a, Set.of("r"));
    adapter.addAll(b, Set.of("r"));
    adapter.del(a, "r");
    adapter.addAll(c, Set.of("r"));
    adapter.addAll(c, Set.of("r"));
    assertThat(reached(Set.of("r"), Set.of())).containsExactlyInAnyOrder("b", "c");
  }

  @Test
  void listenersAreToldInTheOrderOfThings() {
    List<String> told = new ArrayList<>();
    RoomListener listener = recordingInto(told);
    adapter.addRoomListener(listener);
    adapter.addAll(a, Set.of("r"));
    adapter.addAll(b, Set.of("r"));
    adapter.addAll(b, Set.of("r"));
    adapter.del(a, "r");
    adapter.del(a, "r");
    adapter.delAll(b);
    assertThat(told)
        .containsExactly("create r", "join r a", "join r b", "leave r a", "leave r b", "delete r");
    adapter.removeRoomListener(listener);
    adapter.addAll(a, Set.of("r"));
    assertThat(told).hasSize(6);
  }

  private static RoomListener recordingInto(List<String> told) {
    return new RoomListener() {
      @Override
      public void onCreate(String room) {
        told.add("create " + room);
      }

      @Override
      public void onJoin(String room, String socketId) {
        told.add("join " + room + ' ' + socketId);
      }

      @Override
      public void onLeave(String room, String socketId) {
        told.add("leave " + room + ' ' + socketId);
      }

      @Override
      public void onDelete(String room) {
        told.add("delete " + room);
      }
    };
  }

  @Test
  void leavingARoomThatWasNotJoinedIsNothingToTell() {
    joined(a, b);
    adapter.addAll(b, Set.of("r"));
    List<String> told = new ArrayList<>();
    adapter.addRoomListener(recordingInto(told));
    adapter.del(a, "r");
    assertThat(told).isEmpty();
  }

  @Test
  void aListenerMayChangeRooms() {
    adapter.addRoomListener(
        new RoomListener() {
          @Override
          public void onJoin(String room, String socketId) {
            if (room.equals("r")) {
              adapter.addAll(a, Set.of("s"));
            }
          }
        });
    adapter.addAll(a, Set.of("r"));
    assertThat(adapter.socketRooms(a)).containsExactlyInAnyOrder("r", "s");
  }

  @Test
  void theOtherThingsDoneToATarget() {
    joined(a, b);
    adapter.addAll(a, Set.of("r"));
    adapter.addSockets(target(Set.of("r"), Set.of()), Set.of("x"));
    adapter.delSockets(target(Set.of("r"), Set.of()), Set.of("x"));
    adapter.disconnectSockets(target(Set.of(), Set.of("r")), true);
    assertThat(local.log)
        .containsExactly("join [a] [x]", "leave [a] [x]", "disconnect [b, c] true");
    assertThat(adapter.sockets(Set.of("r")).toCompletableFuture().join()).containsExactly("a");
    assertThat(adapter.sockets(Set.of()).toCompletableFuture().join())
        .containsExactlyInAnyOrder("a", "b", "c");
    assertThat(adapter.fetchSockets(target(Set.of("r"), Set.of())).toCompletableFuture().join())
        .extracting(SocketDetails::id)
        .containsExactly("a");
    assertThat(adapter.serverCount().toCompletableFuture().join()).isEqualTo(1);
    assertThat(adapter.init().toCompletableFuture()).isCompleted();
    assertThat(adapter.close().toCompletableFuture()).isCompleted();
    assertThat(adapter.restoreSession("pid", "offset").toCompletableFuture().join()).isEmpty();
  }

  @Test
  void aBroadcastWithAcknowledgementsSaysHowManyWereAsked() {
    joined(a, b);
    adapter.addAll(a, Set.of("r"));
    List<Integer> expected = new ArrayList<>();
    adapter.broadcastWithAck(
        EVENT,
        target(Set.of("r"), Set.of()),
        new BroadcastAnswers() {
          @Override
          public void expect(int clients) {
            expected.add(clients);
          }

          @Override
          public void answer(List<Object> arguments) {}
        });
    assertThat(expected).containsExactly(1);
  }

  /**
   * Each thread plays with sockets of its own in rooms shared by all, and a socket of everybody's.
   */
  @Test
  void manyThreadsLeaveNothingBehind() throws Exception {
    int threads = 4;
    LocalSocket shared = local.socket("shared");
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      CountDownLatch start = new CountDownLatch(1);
      List<Future<?>> done = new ArrayList<>();
      for (int t = 0; t < threads; t++) {
        LocalSocket own = local.socket("own" + t);
        done.add(
            pool.submit(
                () -> {
                  start.await();
                  for (int i = 0; i < 3000; i++) {
                    adapter.addAll(own, Set.of("r", "s", own.id()));
                    adapter.addAll(shared, Set.of("r", "t" + i % 3));
                    adapter.broadcast(EVENT, target(Set.of("r", "s"), Set.of("t1")));
                    assertThat(adapter.socketRooms(own)).contains("r", "s", own.id());
                    adapter.del(own, "r");
                    adapter.del(shared, "r");
                    adapter.delAll(own);
                  }
                  return null;
                }));
      }
      start.countDown();
      for (Future<?> future : done) {
        future.get();
      }
    } finally {
      pool.shutdownNow();
    }
    adapter.delAll(shared);
    assertNothingLeft();
  }

  /** Writes down what the adapter asks for. */
  private static final class FakeSockets implements LocalSockets {
    private final List<LocalSocket> sockets = new CopyOnWriteArrayList<>();
    private final List<String> log = new CopyOnWriteArrayList<>();
    private volatile Set<String> lastReceivers = Set.of();
    private volatile int lastCount;

    LocalSocket socket(String id) {
      LocalSocket socket = new FakeSocket(id);
      sockets.add(socket);
      return socket;
    }

    private static List<String> ids(Collection<? extends LocalSocket> sockets) {
      return sockets.stream().map(LocalSocket::id).sorted().toList();
    }

    @Override
    public String namespace() {
      return "/";
    }

    @Override
    public Collection<? extends LocalSocket> all() {
      return sockets;
    }

    @Override
    public void send(
        Collection<? extends LocalSocket> receivers, OutboundEvent event, boolean ifWritable) {
      lastReceivers = receivers.stream().map(LocalSocket::id).collect(Collectors.toSet());
      lastCount = receivers.size();
      log.add("send");
    }

    @Override
    public int sendWithAck(
        Collection<? extends LocalSocket> receivers,
        OutboundEvent event,
        BroadcastTarget target,
        BroadcastAnswers answers) {
      return receivers.size();
    }

    @Override
    public List<SocketDetails> describe(Collection<? extends LocalSocket> which) {
      return which.stream()
          .map(s -> new SocketDetails(s.id(), Map.of(), Set.of(), Map.of()))
          .toList();
    }

    @Override
    public void join(Collection<? extends LocalSocket> which, Set<String> rooms) {
      log.add("join " + ids(which) + ' ' + rooms);
    }

    @Override
    public void leave(Collection<? extends LocalSocket> which, Set<String> rooms) {
      log.add("leave " + ids(which) + ' ' + rooms);
    }

    @Override
    public void disconnect(Collection<? extends LocalSocket> which, boolean closeConnection) {
      log.add("disconnect " + ids(which) + ' ' + closeConnection);
    }
  }

  private static final class FakeSocket implements LocalSocket {
    private final String id;

    FakeSocket(String id) {
      this.id = id;
    }

    @Override
    public String id() {
      return id;
    }
  }

  /** A member that joins while listeners are told that the last one has left. */
  @Test
  void theLastCallSaysHowARoomIs() throws Exception {
    adapter.addAll(a, Set.of("r"));
    List<String> told = new CopyOnWriteArrayList<>();
    CountDownLatch leaving = new CountDownLatch(1);
    CountDownLatch joined = new CountDownLatch(1);
    adapter.addRoomListener(
        new RoomListener() {
          @Override
          public void onLeave(String room, String socketId) {
            leaving.countDown();
            await(joined);
          }
        });
    adapter.addRoomListener(recordingInto(told));
    Thread leaver = new Thread(() -> adapter.del(a, "r"));
    leaver.start();
    leaving.await();
    adapter.addAll(b, Set.of("r"));
    joined.countDown();
    leaver.join();
    assertThat(adapter.rooms()).containsExactly("r");
    assertThat(told).containsExactly("leave r a", "delete r", "create r", "join r b");
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }
}
