package dev.socketio.engine.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.socketio.concurrent.CapturedLog;
import dev.socketio.engine.packet.EnginePacket;
import dev.socketio.engine.packet.EnginePacket.BinaryMessage;
import dev.socketio.engine.packet.EnginePacket.Message;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Messages over long-polling (Engine.IO protocol 4, "HTTP long-polling", "Message"). */
class PollingMessagesTest {
  @RegisterExtension final CapturedLog log = new CapturedLog();

  private final EngineWorld world = new EngineWorld();
  private final EngineWorld.Client client = world.openPolling();

  @Test
  void aPostIsAnsweredOk() {
    FakeHttpExchange post = client.post("4hello");
    assertThat(post.status()).isEqualTo(200);
    assertThat(post.answer()).isEqualTo("ok");
    assertThat(post.reply().contentType()).contains("text/html");
    assertThat(post.reply().headers()).isEqualTo(Map.of("Cache-Control", "no-store"));
    assertThat(client.events()).containsExactly("text hello");
  }

  @Test
  void packetsOfAPostArriveInOrder() {
    client.post("4a\u001ebAQIDBA==\u001e4b\u001e3\u001e4");
    assertThat(client.events()).containsExactly("text a", "binary 01020304", "text b", "text ");
  }

  @Test
  void aPollIsAnsweredAtOnceWhenPacketsWait() {
    client.serverSends("a", "b");
    FakeHttpExchange poll = client.poll();
    assertThat(poll.answer()).isEqualTo("4a\u001e4b");
    assertThat(poll.reply().contentType()).contains("text/plain; charset=UTF-8");
    assertThat(poll.reply().headers()).isEqualTo(Map.of("Cache-Control", "no-store"));
  }

  @Test
  void aPollWaitsForTheFirstPacket() {
    FakeHttpExchange poll = client.poll();
    assertThat(poll.answered()).isFalse();
    client.serverSends("a", "b");
    assertThat(poll.answer()).isEqualTo("4a");
    assertThat(client.poll().answer()).isEqualTo("4b");
  }

  @Test
  void packetsSentTogetherStayTogetherAndBytesBecomeBase64() {
    FakeHttpExchange poll = client.poll();
    List<EnginePacket> packets =
        List.of(
            new Message("451-[\"a\"]"), new BinaryMessage(ByteBuffer.wrap(new byte[] {1, 2, 3})));
    client.connection.send(packets);
    assertThat(poll.answer()).isEqualTo("4451-[\"a\"]\u001ebAQID");
  }

  @Test
  void theNextPollMayComeBeforeTheAnswerToTheLastWasWrittenOut() {
    FakeHttpExchange first = world.send(FakeHttpExchange.get(client.query).slowAnswer());
    client.serverSends("a");
    assertThat(first.answer()).isEqualTo("4a");
    FakeHttpExchange second = client.poll();
    client.serverSends("b");
    assertThat(second.answered()).isFalse();
    first.answerWritten();
    assertThat(second.answer()).isEqualTo("4b");
  }

  @Test
  void aPollWhoseAnswerCannotBeWrittenEndsTheSession() {
    FakeHttpExchange poll = world.send(FakeHttpExchange.get(client.query).slowAnswer());
    client.serverSends("a");
    poll.answerFails();
    assertThat(client.events())
        .containsExactly(
            "close transport error (write error: java.io.IOException: connection reset)");
    client.assertGone();
  }

  @Test
  void aPollThatWasLostUnnoticedEndsTheSessionWhenItIsToBeAnswered() {
    FakeHttpExchange poll = client.poll();
    poll.gone();
    client.serverSends("a");
    assertThat(client.events()).hasSize(1).first().asString().startsWith("close transport error");
    client.assertGone();
  }

  @Test
  void aPollThatTheClientBreaksOffEndsTheSession() {
    FakeHttpExchange poll = client.poll();
    poll.abort();
    assertThat(client.events())
        .containsExactly("close transport error (poll connection closed prematurely)");
    client.assertGone();
    world.assertEmpty();
  }

  @Test
  void whatTheContainerFindsOutLateAboutAnAnsweredPollIsIgnored() {
    FakeHttpExchange poll = client.poll();
    client.serverSends("a");
    poll.abort();
    assertThat(client.connection.isOpen()).isTrue();
    assertThat(client.events()).isEmpty();
  }

  @Test
  void openUpgradeNoopAndAPongWithDataFromTheClientAreIgnored() {
    assertThat(client.post("0{}\u001e5\u001e6\u001e3probe\u001e4x").answer()).isEqualTo("ok");
    assertThat(client.events()).containsExactly("text x");
    assertThat(client.connection.isOpen()).isTrue();
  }

  @Test
  void aListenerThatFailsCostsItsMessageAndNothingElse() {
    client.listener.onText(
        text -> {
          if (text.equals("bad")) {
            throw new IllegalStateException("no");
          }
        });
    assertThat(client.post("4bad\u001e4good").answer()).isEqualTo("ok");
    assertThat(client.events()).containsExactly("text bad", "text good");
    assertThat(client.connection.isOpen()).isTrue();
  }

  @Test
  void whatTheListenerSendsWhileItIsCalledIsAnsweredInOrder() {
    client.listener.onText(text -> client.serverSends("echo " + text));
    client.post("4a\u001e4b");
    assertThat(client.poll().answer()).isEqualTo("4echo a\u001e4echo b");
  }
}
