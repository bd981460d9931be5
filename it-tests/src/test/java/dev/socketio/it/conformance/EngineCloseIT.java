package dev.socketio.it.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.socketio.it.fixture.Mounts;
import dev.socketio.it.fixture.UsesMounts;
import dev.socketio.it.wire.Endpoint;
import dev.socketio.it.wire.PollingProbe;
import dev.socketio.it.wire.WaitingPoll;
import dev.socketio.it.wire.WebSocketProbe;
import org.junit.jupiter.api.Test;

@UsesMounts
class EngineCloseIT {

  private final Endpoint endpoint;

  EngineCloseIT(Mounts mounts) {
    endpoint = mounts.steadyEngine();
  }

  @Test
  @Section(
      "Engine.IO v4: Protocol, packet close; behaviour: the waiting poll is released with a noop")
  void closePacketOverPollingEndsTheSession() {
    WaitingPoll poll =
        WaitingPoll.during(() -> PollingProbe.open(endpoint), session -> session.send("1"));

    assertThat(poll.payload()).isEqualTo("6");
    poll.session().expectGone();
  }

  @Test
  @Section("Engine.IO v4: Protocol, packet close")
  void closePacketWithoutAPollEndsTheSession() {
    PollingProbe probe = PollingProbe.open(endpoint);

    probe.send("1");

    probe.expectGoneAfterItsClose();
  }

  @Test
  @Section("Engine.IO v4: Protocol, packet close: what follows it is not for this session any more")
  void packetsBehindTheClosePacketAreIgnored() {
    PollingProbe probe = PollingProbe.open(endpoint);

    probe.send("4a", "1", "4b");

    probe.expectGoneAfterItsClose();
  }

  @Test
  @Section("Engine.IO v4: Protocol, packet close")
  void closePacketOverWebSocketEndsTheSession() {
    try (WebSocketProbe probe = WebSocketProbe.session(endpoint)) {
      probe.send("4hello");
      probe.send("1");

      assertThat(probe.nextText()).isEqualTo("4hello");
      probe.expectClose();
    }
  }

  @Test
  @Section("Engine.IO v4: Protocol, packet close")
  void closePacketOverAnUpgradedSessionEndsIt() {
    PollingProbe session = PollingProbe.open(endpoint);
    try (WebSocketProbe probe = WebSocketProbe.upgrade(endpoint, session)) {
      probe.send("1");

      probe.expectClose();
      session.expectGone();
    }
  }
}
