package dev.socketio.engine.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.socketio.engine.EngineSession;
import dev.socketio.engine.transport.PollingTransport.Admission;
import org.junit.jupiter.api.Test;

/**
 * Requests that found their session just before it ended or moved: they must not wait there for
 * ever.
 */
class LateRequestsTest {
  private final EngineWorld world = new EngineWorld();
  private final EngineWorld.Client client = world.openPolling();
  private final EngineSession session = world.sessions.find(client.connection.id()).orElseThrow();
  private final PollingTransport polling = (PollingTransport) session.currentTransport();

  private void assertAdmission(Admission expected) {
    FakeHttpExchange poll = FakeHttpExchange.get(client.query);
    assertThat(polling.onPoll(poll)).isEqualTo(expected);
    FakeHttpExchange post = FakeHttpExchange.slowPost(client.query);
    assertThat(polling.onPost(post)).isEqualTo(expected);
    assertThat(poll.answered()).isFalse();
    assertThat(post.bodyIsRead()).isFalse();
    assertThat(polling.isWritable()).isFalse();
    assertThat(polling.discard()).isFalse();
  }

  @Test
  void afterTheEndTheyAreTurnedAway() {
    client.post("1");
    assertAdmission(Admission.GONE);
  }

  @Test
  void afterAnUpgradeTheyAreTurnedAway() {
    client.openCandidate().clientSends("2probe", "5");
    assertAdmission(Admission.MOVED);
    assertThat(client.connection.isOpen()).isTrue();
  }
}
