package dev.socketio.it.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.socketio.it.fixture.Mounts;
import dev.socketio.it.fixture.UsesMounts;
import dev.socketio.it.wire.Endpoint;
import dev.socketio.it.wire.WebSocketProbe;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What the reference does with rooms; the protocol document knows none. */
@UsesMounts
class SocketRoomIT {

  private final Endpoint endpoint;

  /** Tests share the server, so each has rooms of its own. */
  private final String a = "a-" + UUID.randomUUID();

  private final String b = "b-" + UUID.randomUUID();

  SocketRoomIT(Mounts mounts) {
    endpoint = mounts.steadySocket();
  }

  @Test
  @Section("behaviour: a socket is in a room of its own id")
  void socketIsInTheRoomOfItsId() {
    try (WebSocketProbe probe = WebSocketProbe.session(endpoint)) {
      String id = probe.connect();
      probe.send("421[\"rooms\"]");
      assertThat(probe.nextText()).isEqualTo("431[[\"" + id + "\"]]");
    }
  }

  @Test
  @Section("behaviour: join and leave")
  void joinedRoomsAreKnownUntilTheyAreLeft() {
    try (WebSocketProbe probe = WebSocketProbe.connected(endpoint)) {
      join(probe, a, b);
      probe.send("422[\"leave\",\"" + a + "\"]");
      assertThat(probe.nextText()).isEqualTo("432[]");
      probe.send("423[\"rooms\"]");
      assertThat(probe.nextText()).contains(b).doesNotContain(a);
    }
  }

  @Test
  @Section("behaviour: socket.to reaches the others in the room, and each once")
  void socketInTwoRoomsGetsOneCopyAndTheSenderNone() {
    try (WebSocketProbe sender = WebSocketProbe.connected(endpoint);
        WebSocketProbe both = WebSocketProbe.connected(endpoint);
        WebSocketProbe other = WebSocketProbe.connected(endpoint)) {
      join(sender, a);
      join(both, a, b);

      sender.send("421[\"to-rooms\",[\"" + a + "\",\"" + b + "\"],\"hello\"]");

      assertThat(sender.nextText()).isEqualTo("431[]");
      assertThat(both.nextText()).isEqualTo("42[\"said\",\"hello\"]");
      expectNothingMore(both, other, sender);
    }
  }

  @Test
  @Section("behaviour: namespace.to reaches all in the rooms")
  void namespaceReachesTheSenderAsWell() {
    try (WebSocketProbe sender = WebSocketProbe.connected(endpoint);
        WebSocketProbe member = WebSocketProbe.connected(endpoint);
        WebSocketProbe other = WebSocketProbe.connected(endpoint)) {
      join(sender, a);
      join(member, b);

      sender.send("42[\"in-rooms\",[\"" + a + "\",\"" + b + "\"],\"hello\"]");

      assertThat(sender.nextText()).isEqualTo("42[\"said\",\"hello\"]");
      assertThat(member.nextText()).isEqualTo("42[\"said\",\"hello\"]");
      expectNothingMore(sender, member, other);
    }
  }

  @Test
  @Section("behaviour: to an id, and except")
  void exceptTakesRoomsOut() {
    try (WebSocketProbe in = WebSocketProbe.session(endpoint);
        WebSocketProbe out = WebSocketProbe.connected(endpoint)) {
      in.connect();
      join(out, a);

      in.send("42[\"except-rooms\",[\"" + a + "\"],\"hello " + a + "\"]");

      assertThat(in.nextText()).isEqualTo("42[\"said\",\"hello " + a + "\"]");
      out.send("42[\"echo\",\"end\"]");
      assertThat(out.nextText()).isEqualTo("42[\"echo\",\"end\"]");
    }
  }

  @Test
  @Section("behaviour: a broadcast with binary data")
  void attachmentsAreBroadcastWithTheirEvent() {
    try (WebSocketProbe sender = WebSocketProbe.connected(endpoint);
        WebSocketProbe member = WebSocketProbe.connected(endpoint)) {
      join(member, a);

      sender.send("451-1[\"to-rooms\",[\"" + a + "\"],{\"_placeholder\":true,\"num\":0}]");
      sender.send(new byte[] {1, 2});

      assertThat(member.nextText()).isEqualTo("451-[\"said\",{\"_placeholder\":true,\"num\":0}]");
      assertThat(member.nextBytes()).containsExactly(1, 2);
    }
  }

  private static void join(WebSocketProbe probe, String... rooms) {
    probe.send("420[\"join\",\"" + String.join("\",\"", rooms) + "\"]");
    assertThat(probe.nextText()).isEqualTo("430[]");
  }

  /** What is sent to a socket keeps its order, so an echo shows that nothing was before it. */
  private static void expectNothingMore(WebSocketProbe... probes) {
    for (WebSocketProbe probe : probes) {
      probe.send("42[\"echo\",\"end\"]");
      assertThat(probe.nextText()).isEqualTo("42[\"echo\",\"end\"]");
    }
  }
}
