package dev.socketio.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.socketio.server.ServerWorld.Peer;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Events that may be lost. */
class VolatileTest {
  private final ServerWorld world = new ServerWorld();
  private final Peer a = world.join();
  private final Peer b = world.join();

  @Test
  void areDroppedWhereTheyCannotLeaveAtOnce() {
    a.connection().writable = false;
    assertThat(a.socket().asVolatile().emit("x", new byte[1])).isFalse();
    assertThat(a.socket().emit("y")).isTrue();
    a.connection().writable = true;
    assertThat(a.socket().asVolatile().emit("z")).isTrue();
    assertThat(a.received()).containsExactly("2[\"y\"]", "2[\"z\"]");
  }

  @Test
  void areDroppedForEachReceiverByItself() {
    a.connection().writable = false;
    world.main.asVolatile().emit("x");
    assertThat(a.received()).isEmpty();
    assertThat(b.received()).containsExactly("2[\"x\"]");
  }

  @Test
  void theSettingStaysWithTheEmitter() {
    a.connection().writable = false;
    SocketEmitter emitter = a.socket().asVolatile();
    emitter.emit("x");
    assertThat(a.socket().emit("y")).isTrue();
    emitter.emit("z");
    assertThat(a.received()).containsExactly("2[\"y\"]");
  }

  @Test
  void whoeverWaitsForAnAnswerToADroppedOneIsTold() {
    a.connection().writable = false;
    CompletableFuture<Arguments> answer =
        a.socket().asVolatile().emitWithAck("x").toCompletableFuture();
    assertThat(answer).isCompletedExceptionally();
    assertThat(answer.handle((value, failure) -> failure).join())
        .isInstanceOf(AckTimeoutException.class)
        .hasMessageContaining("volatile");
    assertThat(((ClientSocket) a.socket()).acks().size()).isZero();
  }
}
