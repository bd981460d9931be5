package dev.socketio.it.robustness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.socketio.it.container.EmbeddedContainer;
import dev.socketio.it.container.WebApplication;
import dev.socketio.it.fixture.MountedApplication;
import dev.socketio.it.fixture.Mounts;
import dev.socketio.it.wire.Endpoint;
import dev.socketio.it.wire.Patience;
import dev.socketio.it.wire.PollingProbe;
import dev.socketio.it.wire.WebSocketProbe;
import dev.socketio.server.DisconnectReason;
import dev.socketio.server.SocketIoOptions;
import dev.socketio.server.SocketIoServer;
import java.net.http.HttpResponse;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Several servers in one web application, context paths, and what is left when an application is
 * taken down.
 */
class DeploymentIT {

  @Test
  void serversOnDifferentPathsKnowNothingOfEachOther() throws Exception {
    WebApplication application =
        context -> {
          MountedApplication.talk(context, "a/socket.io/", SocketIoOptions.defaults());
          MountedApplication.talk(context, "b/socket.io/", SocketIoOptions.defaults());
        };
    try (EmbeddedContainer container = EmbeddedContainer.start("/ctx", application)) {
      Mounts mounts = new Mounts(container.uri());
      Endpoint a = mounts.at("a/socket.io/");
      Endpoint b = mounts.at("b/socket.io/");
      PollingProbe session = PollingProbe.open(a);
      try (WebSocketProbe sender = WebSocketProbe.connected(a);
          WebSocketProbe sibling = WebSocketProbe.connected(a);
          WebSocketProbe stranger = WebSocketProbe.connected(b)) {
        sender.send("42[\"except-rooms\",[],\"hello\"]");

        assertThat(sibling.nextText()).isEqualTo("42[\"said\",\"hello\"]");
        stranger.send("42[\"echo\",\"alone\"]");
        assertThat(stranger.nextText()).isEqualTo("42[\"echo\",\"alone\"]");
        assertThat(b.get(session.query()).body())
            .isEqualTo("{\"code\":1,\"message\":\"Session ID unknown\"}");
      }
    }
  }

  @Test
  void undeploymentTellsEverybodyAndLeavesNoThread() throws Exception {
    BlockingQueue<DisconnectReason> reasons = new LinkedBlockingQueue<>();
    CompletableFuture<SocketIoServer> started = new CompletableFuture<>();
    WebApplication application =
        context -> {
          SocketIoServer server =
              MountedApplication.talk(context, "socket.io/", SocketIoOptions.defaults());
          server.onConnection(socket -> socket.onDisconnect(reasons::add));
          started.complete(server);
        };
    Set<Thread> before = threads();
    try (EmbeddedContainer container = EmbeddedContainer.start(application)) {
      Endpoint endpoint = new Mounts(container.uri()).at("socket.io/");
      PollingProbe polling = PollingProbe.open(endpoint);
      polling.connect();
      CompletableFuture<HttpResponse<String>> waiting = polling.get();
      polling.expectAlive();
      WebSocketProbe socket = WebSocketProbe.connected(endpoint);

      container.undeploy();

      assertThat(Patience.take("a disconnect", reasons))
          .isEqualTo(DisconnectReason.SERVER_SHUTTING_DOWN);
      assertThat(Patience.take("a disconnect", reasons))
          .isEqualTo(DisconnectReason.SERVER_SHUTTING_DOWN);
      socket.expectClose();
      assertThat(Patience.await("answer to the poll", waiting).body()).isEqualTo("1");
      assertThat(Patience.await("the server", started).connectionCount()).isZero();
      for (Thread thread : threads()) {
        if (!before.contains(thread)) {
          expectEnded(thread);
        }
      }
    }
  }

  /** The server names its threads; the container's own stay as long as the container. */
  private static Set<Thread> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().toLowerCase(java.util.Locale.ROOT).contains("socketio"))
        .collect(Collectors.toSet());
  }

  private static void expectEnded(Thread thread) throws InterruptedException {
    thread.join(TimeUnit.SECONDS.toMillis(20));
    assertThat(thread.isAlive()).as("whether %s is still there", thread).isFalse();
  }
}
