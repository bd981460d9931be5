package dev.socketio.engine.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.socketio.engine.packet.EnginePacket.Message;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whether a packet could leave at once, which decides the fate of volatile ones. */
class WritabilityTest {
  private final EngineWorld world = new EngineWorld();

  @Test
  void overPollingWhileAPollWaits() {
    EngineWorld.Client client = world.openPolling();
    assertThat(client.connection.isWritable()).isFalse();
    client.poll();
    assertThat(client.connection.isWritable()).isTrue();
    client.serverSends("a");
    assertThat(client.connection.isWritable()).isFalse();
  }

  @Test
  void overWebSocketWhileNothingIsBeingSent() {
    EngineWorld.Socket socket = world.openWebSocket();
    assertThat(socket.client.connection.isWritable()).isTrue();
    socket.channel.slow();
    socket.client.serverSends("a");
    assertThat(socket.client.connection.isWritable()).isFalse();
    socket.channel.sendEnds();
    assertThat(socket.client.connection.isWritable()).isTrue();
  }

  @Test
  void notWhileSomethingIsQueuedThatWasNotFlushedYet() {
    EngineWorld.Socket socket = world.openWebSocket();
    socket.client.connection.enqueue(List.of(new Message("a")));
    assertThat(socket.client.connection.isWritable()).isFalse();
    assertThat(socket.sent()).hasSize(1);
    socket.client.connection.flush();
    assertThat(socket.sent()).last().isEqualTo("4a");
    assertThat(socket.client.connection.isWritable()).isTrue();
  }

  @Test
  void notAfterTheEnd() {
    EngineWorld.Socket socket = world.openWebSocket();
    socket.receiver.onClose();
    assertThat(socket.client.connection.isWritable()).isFalse();
  }
}
