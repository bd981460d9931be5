package dev.socketio.engine.transport;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies that are too large, broken off, or not made of packets. */
class BadPostsTest {
  private final EngineWorld world = new EngineWorld(options -> options.maxHttpBufferSize(10));
  private final EngineWorld.Client client = world.openPolling();

  @ParameterizedTest
  @ValueSource(
      strings = {"", "abc", "7", "4ok\u001e", "\u001e4no", "4ok\u001ex", "b!!", "4ok\u001eb="})
  void packetsThatCannotBeReadEndTheSessionThoughThePostIsAnsweredOk(String body) {
    FakeHttpExchange poll = client.poll();
    FakeHttpExchange post = client.post(body);
    assertThat(post.status()).isEqualTo(200);
    assertThat(post.answer()).isEqualTo("ok");
    assertThat(poll.answer()).isEqualTo("1");
    assertThat(client.events()).last().isEqualTo("close parse error");
    client.assertGone();
  }

  @Test
  void whatComesBeforeABadPacketIsDeliveredWhatComesBehindIsNot() {
    client.post("4a\u001ex\u001e4b");
    assertThat(client.events()).containsExactly("text a", "close parse error");
  }

  @Test
  void bytesThatAreNoUtf8AreABadPacket() {
    FakeHttpExchange post =
        world.send(FakeHttpExchange.post(client.query, new byte[] {'4', (byte) 0xff}));
    assertThat(post.answer()).isEqualTo("ok");
    assertThat(client.events()).containsExactly("close parse error");
  }

  @Test
  void aBodyOfExactlyTheLimitPasses() {
    assertThat(client.post("4123456789").answer()).isEqualTo("ok");
    assertThat(client.events()).containsExactly("text 123456789");
  }

  @ParameterizedTest
  @ValueSource(strings = {"4123456789a", "4\u00e9\u00e9\u00e9\u00e9\u00e9"})
  void oneByteMoreIsAnswered413AndEndsTheSession(String body) {
    FakeHttpExchange poll = client.poll();
    FakeHttpExchange post = client.post(body);
    assertThat(post.status()).isEqualTo(413);
    assertThat(post.answer()).isEmpty();
    assertThat(poll.answer()).isEqualTo("1");
    assertThat(client.events())
        .containsExactly(
            "close transport error (a POST had more than 10 bytes (maxHttpBufferSize))");
    client.assertGone();
    world.assertEmpty();
  }

  @Test
  void theLimitDoesNotBindTheServer() {
    client.serverSends("much more than ten bytes");
    assertThat(client.poll().answer()).isEqualTo("4much more than ten bytes");
  }

  @Test
  void aBodyThatBreaksOffEndsTheSession() {
    FakeHttpExchange post = client.slowPost();
    post.bodyFails();
    assertThat(client.events()).hasSize(1);
    assertThat(client.events().get(0))
        .startsWith("close transport error (data request connection closed prematurely");
    assertThat(post.status()).isEqualTo(400);
    client.assertGone();
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/octet-stream", "Application/Octet-Stream; charset=x"})
  void binaryBodiesAreNotOfThisProtocol(String contentType) {
    FakeHttpExchange post =
        FakeHttpExchange.post(client.query, "4hello").header("Content-Type", contentType);
    world.send(post);
    assertThat(post.status()).isEqualTo(400);
    assertThat(post.answer()).isEmpty();
    assertThat(client.events()).containsExactly("close transport error (invalid content)");
    client.assertGone();
  }

  @Test
  void aPingFromTheClientEndsTheSession() {
    assertThat(client.post("2").answer()).isEqualTo("ok");
    assertThat(client.events())
        .containsExactly("close transport error (invalid heartbeat direction)");
  }

  @Test
  void aProbeOutsideAnUpgradeEndsTheSession() {
    client.post("2probe");
    assertThat(client.events())
        .containsExactly("close transport error (invalid heartbeat direction)");
  }

  @Test
  void nothingIsDeliveredAfterAnError() {
    client.post("2\u001e4late");
    assertThat(client.events()).hasSize(1);
  }
}
