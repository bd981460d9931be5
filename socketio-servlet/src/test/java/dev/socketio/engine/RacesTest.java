package dev.socketio.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.socketio.concurrent.Cancellable;
import dev.socketio.concurrent.ManualTimer;
import dev.socketio.concurrent.TaskTimer;
import dev.socketio.engine.packet.EnginePacket;
import dev.socketio.engine.packet.EnginePacket.Message;
import dev.socketio.engine.packet.EnginePacket.Ping;
import dev.socketio.engine.packet.EnginePacket.Upgrade;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Two threads that meet at the worst moment: the second one strikes inside a step of the first. */
class RacesTest {
  private final ManualTimer clock = new ManualTimer();
  private final EngineOptions options = EngineOptions.builder().build();
  private final RecordingListener listener = new RecordingListener();
  private final HookedTransport polling = new HookedTransport(TransportName.POLLING);
  private final HookedTransport webSocket = new HookedTransport(TransportName.WEBSOCKET);
  private Runnable whenScheduled = () -> {};
  private final EngineSessions sessions =
      new EngineSessions(options, new HookedTimer(), new Application());
  private final EngineSession session =
      sessions
          .open(
              new HandshakeRequest(
                  "GET", "/", Map.of(), Map.of(), "", false, Instant.EPOCH, Caller.unknown()),
              made -> polling)
          .orElseThrow();

  private UpgradeAttempt attempt() {
    return new UpgradeAttempt(session, polling, webSocket, options, clock);
  }

  private static void upgradeBy(UpgradeAttempt attempt) {
    attempt.onPacket(new Ping("probe"));
    attempt.onPacket(new Upgrade());
  }

  private void assertNothingLeft() {
    assertThat(sessions.count()).isZero();
    assertThat(clock.scheduled()).isZero();
  }

  @Test
  void aWebSocketIsLostJustWhenTheSwitchIsMade() {
    UpgradeAttempt attempt = attempt();
    upgradeBy(attempt);
    attempt.onCandidateLost(CloseReason.TRANSPORT_CLOSE, "");
    assertThat(listener.events()).contains("close transport close");
    assertNothingLeft();
  }

  @Test
  void aCandidateThatIsLostAfterItWasGivenUpEndsNothing() {
    UpgradeAttempt attempt = attempt();
    attempt.abandon();
    attempt.onCandidateLost(CloseReason.TRANSPORT_CLOSE, "");
    assertThat(session.isOpen()).isTrue();
  }

  @Test
  void aSessionThatEndsJustBeforeTheSwitchIsNotUpgraded() {
    UpgradeAttempt attempt = attempt();
    polling.whenDiscarded = attempt::cancel;
    upgradeBy(attempt);
    assertThat(sessions.statistics().sessionsUpgraded()).isZero();
    assertThat(listener.events()).isEmpty();
  }

  @Test
  void aSessionThatEndsWhileAWebSocketIsTakenClosesItToo() {
    polling.whenNamed = () -> session.end(CloseReason.TRANSPORT_CLOSE, "");
    session.tryUpgrade(webSocket);
    assertThat(webSocket.closed).isTrue();
    assertNothingLeft();
  }

  @Test
  void aSessionThatEndsWhileItBeginsToCloseLeavesNoClock() {
    polling.readyToClose = false;
    whenScheduled =
        () -> {
          whenScheduled = () -> {};
          session.end(CloseReason.TRANSPORT_CLOSE, "");
        };
    session.close(CloseReason.FORCED_CLOSE);
    assertNothingLeft();
  }

  @Test
  void whatIsQueuedJustWhenTheWatchIsGivenUpIsWatched() {
    List<String> calls = new ArrayList<>();
    Runnable[] whenFoundEmpty = {() -> {}};
    OutboundQueue queue =
        new OutboundQueue(1024) {
          @Override
          OptionalLong oldest() {
            OptionalLong oldest = super.oldest();
            whenFoundEmpty[0].run();
            return oldest;
          }
        };
    ManualTimer own = new ManualTimer();
    QueueWatchdog watchdog =
        new QueueWatchdog(queue, Duration.ofSeconds(45), own, () -> calls.add("expired"));
    queue.offer(List.of(new Message("a")), own.nanoTime());
    watchdog.watch();
    queue.takeAll();
    queue.written();
    whenFoundEmpty[0] =
        () -> {
          whenFoundEmpty[0] = () -> {};
          queue.offer(List.of(new Message("b")), own.nanoTime());
          watchdog.watch();
        };
    own.advance(Duration.ofSeconds(45));
    assertThat(calls).isEmpty();
    own.advance(Duration.ofSeconds(45));
    assertThat(calls).containsExactly("expired");
    watchdog.stop();
  }

  private final class Application implements EngineApplication {
    @Override
    public EngineListener onConnection(EngineConnection connection) {
      return listener;
    }

    @Override
    public void onConnectionError(ConnectionError error) {}
  }

  private final class HookedTimer implements TaskTimer {
    @Override
    public Cancellable schedule(Duration delay, Runnable task) {
      whenScheduled.run();
      return clock.schedule(delay, task);
    }

    @Override
    public long nanoTime() {
      return clock.nanoTime();
    }
  }

  private static final class HookedTransport implements Transport {
    private final TransportName name;
    private Runnable whenNamed = () -> {};
    private Runnable whenDiscarded = () -> {};
    private boolean readyToClose = true;
    private boolean closed;

    HookedTransport(TransportName name) {
      this.name = name;
    }

    @Override
    public TransportName name() {
      Runnable once = whenNamed;
      whenNamed = () -> {};
      once.run();
      return name;
    }

    @Override
    public boolean isWritable() {
      return false;
    }

    @Override
    public boolean write(PacketSource source) {
      return false;
    }

    @Override
    public void release() {}

    @Override
    public void sendAside(EnginePacket packet) {}

    @Override
    public boolean discard() {
      whenDiscarded.run();
      return true;
    }

    @Override
    public boolean readyToClose() {
      return readyToClose;
    }

    @Override
    public void close() {
      closed = true;
    }
  }
}
