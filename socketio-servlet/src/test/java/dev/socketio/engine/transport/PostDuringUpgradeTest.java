package dev.socketio.engine.transport;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.socketio.engine.TransportName;
import org.junit.jupiter.api.Test;

/** A POST is still arriving when the client says {@code 5}: nothing of it is lost or overtaken. */
class PostDuringUpgradeTest {
  private final EngineWorld world = new EngineWorld();
  private final EngineWorld.Client client = world.openPolling();
  private final FakeHttpExchange post = client.slowPost();
  private final EngineWorld.Socket socket = client.openCandidate().clientSends("2probe");

  @Test
  void theWebSocketTakesOverWhenThePostIsIn() {
    socket.clientSends("5");
    assertThat(client.connection.transport()).isEqualTo(TransportName.POLLING);
    post.bodyArrives("4a\u001e4b");
    assertThat(post.answer()).isEqualTo("ok");
    assertThat(client.connection.transport()).isEqualTo(TransportName.WEBSOCKET);
    assertThat(client.events()).containsExactly("text a", "text b", "upgrade websocket");
  }

  @Test
  void whatCameOnTheWebSocketMeanwhileFollowsThePost() {
    socket.clientSends("5", "4c", "3", "4d");
    assertThat(client.events()).isEmpty();
    post.bodyArrives("4a\u001e4b");
    socket.clientSends("4e");
    assertThat(client.events())
        .filteredOn(event -> event.startsWith("text"))
        .containsExactly("text a", "text b", "text c", "text d", "text e");
  }

  @Test
  void whatTheServerSendsMeanwhileGoesOutOnTheWebSocketAfterwards() {
    socket.clientSends("5");
    client.serverSends("x", "y");
    assertThat(socket.sent()).containsExactly("3probe");
    post.bodyArrives("4a");
    assertThat(socket.sent()).containsExactly("3probe", "4x", "4y");
  }

  @Test
  void theUpgradeTimeoutNoLongerRuns() {
    socket.clientSends("5");
    world.advance(ofSeconds(11));
    assertThat(socket.closed()).isFalse();
    post.bodyArrives("4a");
    assertThat(client.connection.transport()).isEqualTo(TransportName.WEBSOCKET);
  }

  @Test
  void aPostThatBreaksOffEndsTheSession() {
    socket.clientSends("5", "4c");
    post.bodyFails();
    assertThat(client.events()).hasSize(1).first().asString().startsWith("close transport error");
    assertThat(socket.closed()).isTrue();
    world.assertEmpty();
  }

  @Test
  void aWebSocketThatIsLostMeanwhileEndsTheSession() {
    socket.clientSends("5");
    socket.receiver.onClose();
    assertThat(client.events()).containsExactly("close transport close");
    post.bodyArrives("4late");
    assertThat(client.events()).hasSize(1);
    world.assertEmpty();
  }

  @Test
  void aClientThatFloodsTheWebSocketMeanwhileIsClosed() {
    socket.clientSends("5");
    String big = "4" + "x".repeat(900_000);
    for (int i = 0; i < 5; i++) {
      socket.clientSends(big);
    }
    assertThat(client.events())
        .containsExactly(
            "close receive queue overflow (too much came while a POST was still arriving)");
    assertThat(socket.closed()).isTrue();
  }

  @Test
  void aClosePacketOnTheWebSocketMeanwhileEndsTheSessionBehindThePost() {
    socket.clientSends("5", "4c", "1", "4d");
    post.bodyArrives("4a");
    assertThat(client.events())
        .filteredOn(event -> !event.startsWith("upgrade"))
        .containsExactly("text a", "text c", "close transport close");
    assertThat(socket.closed()).isTrue();
    world.assertEmpty();
  }

  @Test
  void anotherPostMeanwhileIsAnOverlap() {
    socket.clientSends("5");
    client.slowPost();
    assertThat(client.events())
        .containsExactly("close transport error (data request overlap from client)");
    assertThat(socket.closed()).isTrue();
  }

  @Test
  void aSessionThatEndsMeanwhileTakesTheWebSocketAlong() {
    socket.clientSends("5", "4c");
    world.sessions.close(dev.socketio.engine.CloseReason.SERVER_SHUTTING_DOWN);
    assertThat(socket.closed()).isTrue();
    post.bodyArrives("4a");
    assertThat(client.events()).containsExactly("close server shutting down");
    world.assertEmpty();
  }
}
