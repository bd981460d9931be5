package dev.socketio.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.socketio.engine.CloseReason;
import dev.socketio.engine.TransportName;
import dev.socketio.server.ServerWorld.Peer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What an application sees of the connection below its sockets. */
class ConnectionViewTest {
  private final ServerWorld world = new ServerWorld();
  private final Peer peer = world.join();
  private final Connection connection = peer.socket().connection();
  private final List<String> log = new ArrayList<>();

  @Test
  void saysHowAndFromWhereTheClientHasConnected() {
    assertThat(connection.transport()).isEqualTo(TransportName.POLLING);
    assertThat(connection.protocol()).isEqualTo(4);
    assertThat(connection.remoteAddress()).isEqualTo("192.0.2.1");
  }

  @Test
  void tellsOfItsEndOnceAfterItsSockets() {
    peer.socket().onDisconnect(reason -> log.add("socket " + reason.text()));
    connection.onClose(
        reason -> {
          throw new IllegalStateException("a listener fails");
        });
    connection.onClose(reason -> log.add("connection " + reason.text()));
    connection.onClose(reason -> log.add("taken off")).remove();
    peer.connection().ends(CloseReason.PING_TIMEOUT);
    assertThat(log).containsExactly("socket ping timeout", "connection ping timeout");
    world.assertEmpty();
  }

  @Test
  void goesOnWhenASocketLeaves() {
    connection.onClose(reason -> log.add("connection"));
    peer.socket().disconnect();
    assertThat(log).isEmpty();
  }
}
