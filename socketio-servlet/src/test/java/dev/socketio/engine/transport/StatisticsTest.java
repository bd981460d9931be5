package dev.socketio.engine.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.socketio.engine.CloseReason;
import dev.socketio.engine.EngineError;
import dev.socketio.engine.EngineStatistics;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What the counters say after a session has lived. */
class StatisticsTest {
  private final EngineWorld world = new EngineWorld();
  private final EngineStatistics statistics = world.sessions.statistics();

  @Test
  void nothingHasHappenedYet() {
    assertThat(statistics.sessionsOpened()).isZero();
    assertThat(statistics.sessionsClosed())
        .containsOnlyKeys(CloseReason.values())
        .allSatisfy((reason, count) -> assertThat(count).isZero());
    assertThat(statistics.requestsRefused()).containsOnlyKeys(EngineError.values());
  }

  @Test
  void packetsAreCountedWithTheSizeOfTheirMessages() {
    EngineWorld.Client client = world.openPolling();
    assertThat(statistics.packetsSent()).as("the open packet").isEqualTo(1);
    assertThat(statistics.sizeSent()).isZero();
    client.post("4hello\u001e4you");
    client.serverSends("12345");
    assertThat(statistics.packetsReceived()).isEqualTo(2);
    assertThat(statistics.sizeReceived()).isEqualTo(8);
    assertThat(statistics.packetsSent()).isEqualTo(2);
    assertThat(statistics.sizeSent()).isEqualTo(5);
  }

  @Test
  void sessionsAreCountedFromTheirOpeningToTheReasonOfTheirEnd() {
    EngineWorld.Client first = world.openPolling();
    world.openWebSocket();
    EngineWorld.Socket candidate = first.openCandidate();
    candidate.clientSends("2probe", "5");
    assertThat(statistics.sessionsOpened()).isEqualTo(2);
    assertThat(statistics.sessionsUpgraded()).isEqualTo(1);
    candidate.clientSends("1");
    world.advance(Duration.ofMinutes(1));
    assertThat(statistics.sessionsClosed())
        .containsEntry(CloseReason.TRANSPORT_CLOSE, 1L)
        .containsEntry(CloseReason.PING_TIMEOUT, 1L);
    world.assertEmpty();
  }

  @Test
  void refusalsAreCountedByError() {
    world.send(FakeHttpExchange.get("EIO=4&transport=polling&sid=unknown"));
    world.send(FakeHttpExchange.get("EIO=3&transport=polling"));
    world.send(FakeHttpExchange.get("EIO=3&transport=polling"));
    assertThat(statistics.requestsRefused())
        .containsEntry(EngineError.UNKNOWN_SID, 1L)
        .containsEntry(EngineError.UNSUPPORTED_PROTOCOL_VERSION, 2L)
        .containsEntry(EngineError.BAD_REQUEST, 0L);
    assertThat(statistics.sessionsOpened()).isZero();
  }
}
