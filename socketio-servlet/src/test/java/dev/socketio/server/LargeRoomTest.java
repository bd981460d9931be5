package dev.socketio.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.socketio.server.ServerWorld.Peer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A broadcast to many: queued at once and in order, written in the background. */
class LargeRoomTest {
  private final List<Runnable> background = new ArrayList<>();
  private final List<Peer> peers = new ArrayList<>();
  private ServerWorld world;

  private void fill(int size) {
    world = new ServerWorld(options -> {}, Runnable::run, background::add);
    for (int i = 0; i < size; i++) {
      peers.add(world.join());
    }
  }

  @Test
  void aSmallRoomIsWrittenByTheEmitter() {
    fill(NamespaceSockets.CHUNK);
    world.main.emit("x");
    assertThat(background).isEmpty();
    assertThat(peers).allSatisfy(peer -> assertThat(peer.received()).containsExactly("2[\"x\"]"));
  }

  @Test
  void aLargeRoomIsWrittenByOthersInChunks() {
    fill(2 * NamespaceSockets.CHUNK + 1);
    world.main.emit("x");
    assertThat(background).hasSize(3);
    assertThat(peers)
        .allSatisfy(peer -> assertThat(peer.connection().queuedPackets()).isEqualTo(1));
    background.forEach(Runnable::run);
    assertThat(peers).allSatisfy(peer -> assertThat(peer.received()).containsExactly("2[\"x\"]"));
  }

  @Test
  void whatTheEmitterSendsNextComesNextWhoeverWritesIt() {
    fill(NamespaceSockets.CHUNK + 1);
    world.main.emit("one");
    peers.get(0).socket().emit("two");
    world.main.emit("three");
    Collections.reverse(background);
    background.forEach(Runnable::run);
    assertThat(peers.get(0).received()).containsExactly("2[\"one\"]", "2[\"two\"]", "2[\"three\"]");
    assertThat(peers.get(1).received()).containsExactly("2[\"one\"]", "2[\"three\"]");
  }
}
