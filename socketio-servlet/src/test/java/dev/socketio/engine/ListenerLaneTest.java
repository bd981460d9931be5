package dev.socketio.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.socketio.concurrent.CapturedLog;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The listener is called one by one, opened first, closed last, whatever it throws. */
class ListenerLaneTest {
  @RegisterExtension final CapturedLog log = new CapturedLog();

  private final RecordingListener listener = new RecordingListener();
  private final ListenerLane lane = new ListenerLane("sid");

  @Test
  void whatComesWhileTheListenerIsBeingMadeWaitsForIt() {
    lane.open(
        () -> {
          lane.text("early");
          lane.close(CloseReason.TRANSPORT_CLOSE, "");
          return listener;
        },
        () -> {});
    assertThat(listener.events()).containsExactly("text early", "close transport close");
  }

  @Test
  void nothingComesAfterTheClose() {
    lane.open(() -> listener, () -> {});
    lane.close(CloseReason.TRANSPORT_CLOSE, "");
    lane.text("late");
    lane.binary(ByteBuffer.allocate(1));
    lane.upgraded(TransportName.WEBSOCKET);
    lane.close(CloseReason.PING_TIMEOUT, "");
    assertThat(listener.events()).containsExactly("close transport close");
  }

  @Test
  void whatAListenerThrowsIsLoggedWithTheSession() {
    List<String> failed = new ArrayList<>();
    lane.open(
        () -> {
          throw new IllegalStateException("no");
        },
        () -> failed.add("failed"));
    assertThat(failed).containsExactly("failed");
    ListenerLane other = new ListenerLane("other");
    other.open(Throwing::new, () -> failed.add("not this one"));
    other.text("a");
    other.binary(ByteBuffer.allocate(1));
    other.upgraded(TransportName.WEBSOCKET);
    other.close(CloseReason.FORCED_CLOSE, "");
    assertThat(failed).hasSize(1);
    assertThat(log.errors())
        .containsExactly(
            "Session sid: the application failed to handle the opening",
            "Session other: the application failed to handle a text message",
            "Session other: the application failed to handle a binary message",
            "Session other: the application failed to handle an upgrade",
            "Session other: the application failed to handle the close");
  }

  private static final class Throwing implements EngineListener {
    @Override
    public void onText(String text) {
      throw new IllegalStateException("no");
    }

    @Override
    public void onBinary(ByteBuffer data) {
      throw new IllegalStateException("no");
    }

    @Override
    public void onUpgrade(TransportName transport) {
      throw new IllegalStateException("no");
    }

    @Override
    public void onClose(CloseReason reason, String description) {
      throw new IllegalStateException("no");
    }
  }
}
