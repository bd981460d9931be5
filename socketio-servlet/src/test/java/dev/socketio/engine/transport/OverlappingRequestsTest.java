package dev.socketio.engine.transport;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/**
 * Two requests of a kind at a time end the session (Engine.IO protocol 4, "Sending data",
 * "Receiving data").
 */
class OverlappingRequestsTest {
  private final EngineWorld world = new EngineWorld();
  private final EngineWorld.Client client = world.openPolling();

  private void assertEmpty400(FakeHttpExchange exchange) {
    assertThat(exchange.status()).isEqualTo(400);
    assertThat(exchange.answer()).isEmpty();
    assertThat(exchange.reply().contentType()).isEmpty();
  }

  @Test
  void aSecondPollEndsTheSessionTheFirstIsToldSo() {
    FakeHttpExchange first = client.poll();
    FakeHttpExchange second = client.poll();
    assertThat(first.status()).isEqualTo(200);
    assertThat(first.answer()).isEqualTo("1");
    assertEmpty400(second);
    assertThat(client.events()).containsExactly("close transport error (overlap from client)");
    client.assertGone();
  }

  @Test
  void aSecondPostEndsTheSessionBothAreRefused() {
    FakeHttpExchange poll = client.poll();
    FakeHttpExchange first = client.slowPost();
    FakeHttpExchange second = client.slowPost();
    assertEmpty400(first);
    assertEmpty400(second);
    assertThat(second.bodyIsRead()).isFalse();
    assertThat(poll.answer()).isEqualTo("1");
    assertThat(client.events())
        .containsExactly("close transport error (data request overlap from client)");
    client.assertGone();
  }

  @Test
  void whatTheFirstOfTwoPostsBringsLaterIsDropped() {
    FakeHttpExchange first = client.slowPost();
    client.slowPost();
    first.bodyArrives("4late");
    assertThat(client.events()).hasSize(1).first().asString().startsWith("close");
    assertEmpty400(first);
  }

  @Test
  void aPollAndAPostMayOverlap() {
    FakeHttpExchange poll = client.poll();
    FakeHttpExchange post = client.slowPost();
    client.serverSends("a");
    assertThat(poll.answer()).isEqualTo("4a");
    post.bodyArrives("4b");
    assertThat(client.events()).containsExactly("text b");
    assertThat(client.connection.isOpen()).isTrue();
  }

  @Test
  void theNextPostMayComeAsSoonAsTheLastWasAnswered() {
    for (int i = 0; i < 3; i++) {
      assertThat(client.post("4" + i).answer()).isEqualTo("ok");
    }
    assertThat(client.events()).containsExactly("text 0", "text 1", "text 2");
  }

  @Test
  void aSecondPollForAnotherSessionIsNoOverlap() {
    EngineWorld.Client other = world.openPolling();
    FakeHttpExchange poll = client.poll();
    FakeHttpExchange otherPoll = other.poll();
    assertThat(poll.answered()).isFalse();
    assertThat(otherPoll.answered()).isFalse();
  }
}
