package dev.socketio.it.conformance;

import dev.socketio.it.fixture.Mounts;
import dev.socketio.it.wire.Endpoint;
import dev.socketio.it.wire.PollingProbe;
import dev.socketio.it.wire.WebSocketProbe;

/**
 * Walks a new server through what the published suites do. They give some requests 5 ms to arrive
 * before the next one, which a Java process that still loads its classes does not always manage.
 */
final class WarmUp {

  private static final int ROUNDS = 50;

  private WarmUp() {}

  static void run(Mounts mounts) {
    for (int i = 0; i < ROUNDS; i++) {
      talk(mounts.engine(), "4hello");
      talk(mounts.socket(), "40");
    }
  }

  private static void talk(Endpoint endpoint, String packet) {
    PollingProbe closing = PollingProbe.open(endpoint);
    closing.send(packet);
    closing.getAnswer();
    closing.post("1");
    PollingProbe upgrading = PollingProbe.open(endpoint);
    try (WebSocketProbe upgraded = WebSocketProbe.upgrade(endpoint, upgrading)) {
      upgraded.send(packet);
      upgraded.nextText();
      upgrading.getAnswer();
    }
  }
}
