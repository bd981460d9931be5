package dev.socketio.it.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.socketio.cors.CorsFilter;
import dev.socketio.cors.CorsPolicy;
import dev.socketio.it.container.EmbeddedContainer;
import dev.socketio.it.container.WebApplication;
import dev.socketio.it.fixture.MountedApplication;
import dev.socketio.it.fixture.Mounts;
import dev.socketio.it.wire.Endpoint;
import dev.socketio.it.wire.Patience;
import dev.socketio.server.DisconnectReason;
import dev.socketio.server.SocketIoOptions;
import dev.socketio.server.SocketIoServer;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The official client and where an application is deployed, or is no more. */
class OfficialClientDeploymentIT {

  private static final String MOUNT = "socket.io/";

  @TestFactory
  Stream<DynamicTest> belowAContextPath() throws Exception {
    WebApplication application =
        context -> MountedApplication.talk(context, MOUNT, SocketIoOptions.defaults());
    try (EmbeddedContainer container = EmbeddedContainer.start("/ctx", application)) {
      assertThat(container.uri().getPath()).isEqualTo("/ctx/");
      return new NodeScript("client.mjs").run(new Mounts(container.uri()).at(MOUNT), Mode.UPGRADE);
    }
  }

  @TestFactory
  Stream<DynamicTest> fromAnotherOrigin() throws Exception {
    WebApplication application =
        context -> {
          context.setAttribute(
              CorsFilter.POLICY_ATTRIBUTE,
              CorsPolicy.builder().origins("https://my-frontend.com").build());
          MountedApplication.talk(context, MOUNT, SocketIoOptions.defaults());
        };
    try (EmbeddedContainer container = EmbeddedContainer.start(application)) {
      NodeScript script = new NodeScript("foreign.mjs");
      Endpoint endpoint = new Mounts(container.uri()).at(MOUNT);
      return Stream.concat(
          script.run(endpoint, Mode.POLLING), script.run(endpoint, Mode.WEBSOCKET));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"POLLING", "WEBSOCKET"})
  void whenItsServerGoes(Mode mode) throws Throwable {
    CompletableFuture<Void> ready = new CompletableFuture<>();
    CompletableFuture<DisconnectReason> reason = new CompletableFuture<>();
    WebApplication application =
        context -> {
          SocketIoServer server =
              MountedApplication.talk(context, MOUNT, SocketIoOptions.defaults());
          server.onConnection(
              socket -> {
                socket.on("ready", (arguments, ack) -> ready.complete(null));
                socket.onDisconnect(reason::complete);
              });
        };
    try (EmbeddedContainer container = EmbeddedContainer.start(application)) {
      var script = new NodeScript("shutdown.mjs");
      var endpoint = new Mounts(container.uri()).at(MOUNT);
      CompletableFuture<Stream<DynamicTest>> report =
          CompletableFuture.supplyAsync(() -> script.runUnchecked(endpoint, mode));
      Patience.await("the client", ready);

      container.undeploy();

      assertThat(Patience.await("the reason", reason))
          .isEqualTo(DisconnectReason.SERVER_SHUTTING_DOWN);
      for (DynamicTest scenario : Patience.await("the script's end", report).toList()) {
        scenario.getExecutable().execute();
      }
    }
  }
}
