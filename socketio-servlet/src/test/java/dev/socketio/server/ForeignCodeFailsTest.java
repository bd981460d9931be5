package dev.socketio.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.socketio.concurrent.CapturedLog;
import dev.socketio.engine.CloseReason;
import dev.socketio.server.ServerWorld.Peer;
import dev.socketio.server.adapter.Adapter;
import dev.socketio.server.adapter.AdapterFactory;
import dev.socketio.server.adapter.InMemoryAdapter;
import dev.socketio.server.adapter.LocalSockets;
import dev.socketio.server.adapter.RoomListener;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Room listeners and adapters that throw: no socket stays half connected, or half gone. */
class ForeignCodeFailsTest {
  @RegisterExtension final CapturedLog log = new CapturedLog();

  /** An adapter of which one method fails. */
  private static Adapter failing(LocalSockets sockets, String method) {
    Adapter real = new InMemoryAdapter(sockets);
    return (Adapter)
        Proxy.newProxyInstance(
            Adapter.class.getClassLoader(),
            new Class<?>[] {Adapter.class},
            (proxy, called, arguments) -> {
              if (called.getName().equals(method)) {
                throw new IllegalStateException(method + " failed");
              }
              try {
                return called.invoke(real, arguments);
              } catch (InvocationTargetException failure) {
                throw failure.getCause();
              }
            });
  }

  private static ServerWorld worldWhere(String method) {
    return new ServerWorld(options -> options.adapter(sockets -> failing(sockets, method)));
  }

  @Test
  void aRoomListenerThatFailsCostsNoSocketItsPlaceOrItsEnd() {
    ServerWorld world = new ServerWorld();
    List<String> told = new ArrayList<>();
    world
        .main
        .adapter()
        .addRoomListener(
            new RoomListener() {
              @Override
              public void onJoin(String room, String socketId) {
                throw new IllegalStateException("no join");
              }

              @Override
              public void onLeave(String room, String socketId) {
                throw new IllegalStateException("no leave");
              }
            });
    Peer peer = world.join();
    peer.socket().onDisconnect(reason -> told.add(reason.text()));
    peer.connection().ends(CloseReason.TRANSPORT_CLOSE);
    assertThat(told).containsExactly("transport close");
    world.assertEmpty();
  }

  @Test
  void anAdapterThatDoesNotLetGoDelaysNoEnd() {
    ServerWorld world = worldWhere("delAll");
    List<String> told = new ArrayList<>();
    Peer peer = world.join();
    peer.socket().onDisconnect(reason -> told.add(reason.text()));
    peer.connection().ends(CloseReason.TRANSPORT_CLOSE);
    assertThat(told).containsExactly("transport close");
    assertThat(world.clients.whenEmpty().toCompletableFuture()).isDone();
  }

  @Test
  void aSocketThatTheAdapterDoesNotTakeIsSentAway() {
    ServerWorld world = worldWhere("addAll");
    List<Socket> greeted = new ArrayList<>();
    world.main.onConnection(greeted::add);
    FakeConnection client = world.open();
    client.sends("0");
    assertThat(greeted).isEmpty();
    assertThat(client.received()).hasSize(2).last().isEqualTo("1");
    assertThat(world.main.sockets()).isEmpty();
  }

  @Test
  void anAdapterThatDoesNotStartIsLogged() {
    assertThat(worldWhere("init").join().socket().isConnected()).isTrue();
    assertThat(log.errors()).containsExactly("The adapter of / failed to start");
  }

  @Test
  void anAdapterThatDoesNotCloseKeepsNoServerOpen() throws Exception {
    SocketIoServer server =
        SocketIoServer.create(
            SocketIoOptions.builder()
                .adapter(sockets -> failing(sockets, "close"))
                .dispatch(Dispatch.direct())
                .build());
    server.close().toCompletableFuture().get(30, TimeUnit.SECONDS);
    assertThat(log.errors()).containsExactly("The adapter of / failed to close");
  }

  @Test
  void anAdapterMayAskForAnotherNamespace() throws Exception {
    AtomicReference<SocketIoServer> server = new AtomicReference<>();
    AdapterFactory curious =
        sockets -> {
          if (sockets.namespace().equals("/first")) {
            server.get().of("/second");
          }
          return new InMemoryAdapter(sockets);
        };
    server.set(
        SocketIoServer.create(
            SocketIoOptions.builder().dispatch(Dispatch.direct()).adapter(curious).build()));
    assertThat(server.get().of("/first").name()).isEqualTo("/first");
    server.get().close().toCompletableFuture().get(30, TimeUnit.SECONDS);
  }
}
