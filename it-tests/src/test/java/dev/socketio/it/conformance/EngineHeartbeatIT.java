package dev.socketio.it.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.socketio.it.fixture.Mounts;
import dev.socketio.it.fixture.UsesMounts;
import dev.socketio.it.wire.Endpoint;
import dev.socketio.it.wire.Patience;
import dev.socketio.it.wire.PollingProbe;
import dev.socketio.it.wire.WebSocketProbe;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** The mount pings after 300 ms and waits 200 ms for the answer. */
@UsesMounts
class EngineHeartbeatIT {

  private final Endpoint endpoint;

  EngineHeartbeatIT(Mounts mounts) {
    endpoint = mounts.engine();
  }

  @Test
  @Section("Engine.IO v4: Heartbeat")
  void pollingSessionLivesAsLongAsPingsAreAnswered() {
    PollingProbe probe = PollingProbe.open(endpoint);

    for (int i = 0; i < 3; i++) {
      assertThat(probe.getAnswer().body()).isEqualTo("2");
      assertThat(probe.post("3").body()).isEqualTo("ok");
    }
    probe.expectAlive();
  }

  @Test
  @Section("Engine.IO v4: Heartbeat")
  void webSocketSessionLivesAsLongAsPingsAreAnswered() {
    try (WebSocketProbe probe = WebSocketProbe.session(endpoint)) {
      for (int i = 0; i < 3; i++) {
        assertThat(probe.nextText()).isEqualTo("2");
        probe.send("3");
      }
      probe.send("4hello");
      assertThat(probe.nextText()).isEqualTo("4hello");
    }
  }

  @Test
  @Section(
      "Engine.IO v4: Heartbeat; behaviour: a poll that waits when the time is up gets the close packet")
  void pollingSessionEndsWithoutPong() {
    PollingProbe probe = PollingProbe.open(endpoint);
    assertThat(probe.getAnswer().body()).isEqualTo("2");

    CompletableFuture<HttpResponse<String>> waiting = probe.get();

    HttpResponse<String> answer = Patience.await("answer to the poll", waiting);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("1");
    probe.expectGone();
  }

  @Test
  @Section("Engine.IO v4: Heartbeat")
  void webSocketSessionEndsWithoutPong() {
    try (WebSocketProbe probe = WebSocketProbe.session(endpoint)) {
      assertThat(probe.nextText()).isEqualTo("2");

      probe.expectClose();
    }
  }

  @Test
  @Section("Engine.IO v4: Heartbeat; behaviour: messages are no pongs")
  void messagesDoNotReplaceThePong() {
    try (WebSocketProbe probe = WebSocketProbe.session(endpoint)) {
      assertThat(probe.nextText()).isEqualTo("2");
      probe.send("4still here");
      assertThat(probe.nextText()).isEqualTo("4still here");

      assertThat(probe.awaitClose()).isPositive();
    }
  }

  @Test
  @Section("Engine.IO v4: Heartbeat: the server pings, the client does not")
  void pingOfTheClientEndsTheSession() {
    try (WebSocketProbe probe = WebSocketProbe.session(endpoint)) {
      probe.send("2");

      probe.expectClose();
    }
  }
}
