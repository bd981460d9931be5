package dev.socketio.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.socketio.concurrent.CapturedLog;
import dev.socketio.engine.transport.HttpExchange.Completion;
import dev.socketio.engine.transport.WebSocketChannel;
import jakarta.websocket.SendResult;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class JakartaWebSocketChannelTest {
  @RegisterExtension final CapturedLog log = new CapturedLog();

  private final FakeSession fake = new FakeSession();
  private final List<Runnable> closing = new ArrayList<>();
  private final List<String> ends = new ArrayList<>();
  private final JakartaWebSocketChannel channel =
      new JakartaWebSocketChannel(fake.session(), closing::add);

  private Completion done() {
    return failure -> ends.add(failure == null ? "sent" : "failed " + failure.getMessage());
  }

  @Test
  void endOfASendIsReported() {
    channel.sendText("hello", done());
    assertThat(ends).isEmpty();
    fake.sends.remove().onResult(new SendResult());

    assertThat(ends).containsExactly("sent");
  }

  @Test
  void failedSendIsReportedWithItsCause() {
    channel.sendText("hello", done());
    fake.sends.remove().onResult(new SendResult(new IOException("broken")));

    assertThat(ends).containsExactly("failed broken");
  }

  @Test
  void sendThatThrowsIsReportedOnce() {
    fake.refusesToSend = new IllegalStateException("closed");
    channel.sendText("hello", done());
    channel.sendBinary(ByteBuffer.allocate(1), done());
    fake.sends.remove().onResult(new SendResult(new IOException("as well")));

    assertThat(ends).containsExactly("failed closed", "failed closed");
  }

  @Test
  void sendThatIsReportedTwiceCountsOnce() {
    channel.sendText("hello", done());
    fake.sends.peek().onResult(new SendResult());
    fake.sends.remove().onResult(new SendResult(new IOException("late")));

    assertThat(ends).containsExactly("sent");
  }

  @Test
  void nextSendMayStartFromTheEndOfTheLast() {
    channel.sendText("one", failure -> channel.sendText("two", done()));
    fake.sends.remove().onResult(new SendResult());

    assertThat(fake.events).containsExactly("send one", "send two");
  }

  @Test
  void bytesAreNotConsumed() {
    ByteBuffer bytes = ByteBuffer.wrap(new byte[] {1, 2, 3});
    channel.sendBinary(bytes, done());

    assertThat(bytes.remaining()).isEqualTo(3);
  }

  @Test
  void unknownContainerGetsBytesWhoseArrayItMayUse() {
    ByteBuffer bytes = ByteBuffer.wrap(new byte[] {1, 2, 3}, 1, 2).asReadOnlyBuffer();
    channel.sendBinary(bytes, done());

    ByteBuffer sent = fake.binaries.remove();
    assertThat(sent.hasArray()).isTrue();
    assertThat(sent).isEqualTo(bytes);
  }

  @Test
  void quietWebSocketIsClosedAtOnce() {
    channel.close(WebSocketChannel.TOO_BIG, "too big");

    assertThat(fake.events).containsExactly("idle 5000", "close 1009 too big");
    assertThat(closing).isEmpty();
  }

  @Test
  void webSocketWithASendUnderWayIsClosedElsewhere() {
    channel.sendText("hello", done());
    channel.close(1000, null);
    assertThat(fake.events).containsExactly("send hello");

    assertThat(closing).hasSize(1);
    closing.get(0).run();
    assertThat(fake.events).containsExactly("send hello", "idle 5000", "close 1000 ");
  }

  @Test
  void webSocketIsClosedOnce() {
    channel.close(1000, null);
    channel.close(1009, null);

    assertThat(fake.events).containsExactly("idle 5000", "close 1000 ");
  }

  @Test
  void unknownContainerGetsANormalCloseInsteadOfNone() {
    channel.close(WebSocketChannel.NO_CODE, null);

    assertThat(fake.events).contains("close 1000 ");
  }

  @Test
  void longReasonIsCutWithoutHalfACharacter() {
    channel.close(1009, "😀".repeat(100));

    String reason = fake.events.get(1).substring("close 1009 ".length());
    assertThat(reason).matches("(😀)+");
    assertThat(reason.getBytes(StandardCharsets.UTF_8)).hasSizeBetween(40, 123);
  }

  @Test
  void reasonThatFitsIsKept() {
    channel.close(1009, "x".repeat(123));

    assertThat(fake.events).contains("close 1009 " + "x".repeat(123));
  }

  @Test
  void webSocketThatIsGoneAlreadyIsNoProblem() {
    fake.refusesToClose = new IOException("gone");

    channel.close(1000, null);

    assertThat(fake.events).contains("close 1000 ");
  }

  @Test
  void webSocketWhoseSendHasEndedIsClosedAtOnce() {
    channel.sendText("hello", done());
    fake.sends.remove().onResult(new SendResult());
    channel.sendBinary(ByteBuffer.allocate(1), done());
    fake.sends.remove().onResult(new SendResult(new IOException("broken")));
    channel.close(1000, null);

    assertThat(closing).isEmpty();
    assertThat(fake.events).endsWith("idle 5000", "close 1000 ");
  }

  @Test
  void containerThatFailsToCloseHarmsNobody() {
    fake.refusesToClose = new RejectedExecutionException("stopping");
    channel.close(1000, null);

    assertThat(fake.events).contains("close 1000 ");
    assertThat(log.warnings()).hasSize(1);
  }

  @Test
  void webSocketIsClosedHereWhenThereIsNoThreadElsewhere() {
    JakartaWebSocketChannel poor =
        new JakartaWebSocketChannel(
            fake.session(),
            task -> {
              throw new RejectedExecutionException("no thread");
            });
    poor.sendText("hello", done());
    poor.close(1000, null);

    assertThat(fake.events).endsWith("idle 5000", "close 1000 ");
    assertThat(log.warnings()).hasSize(1);
  }
}
