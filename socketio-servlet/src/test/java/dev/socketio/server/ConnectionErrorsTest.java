package dev.socketio.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.socketio.concurrent.CapturedLog;
import dev.socketio.engine.ConnectionError;
import dev.socketio.engine.EngineError;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Requests are refused while the listeners that are told of them are busy. */
class ConnectionErrorsTest {
  @RegisterExtension final CapturedLog log = new CapturedLog();

  private final Deque<Runnable> handlers = new ArrayDeque<>();
  private final ServerWorld world = new ServerWorld(options -> {}, handlers::add, Runnable::run);
  private final List<String> told = new ArrayList<>();

  private void refuse(String number) {
    world.clients.onConnectionError(
        new ConnectionError(
            EngineError.BAD_REQUEST, "", Map.of("n", number), new FakeConnection().handshake));
  }

  private void runHandlers() {
    while (!handlers.isEmpty()) {
      handlers.remove().run();
    }
  }

  @Test
  void withoutAListenerNothingIsQueued() {
    refuse("1");
    assertThat(handlers).isEmpty();
  }

  @Test
  void theyAreToldOneAfterTheOtherInOrder() {
    world.clients.onConnectionError(error -> told.add("a" + error.context().get("n")));
    world.clients.onConnectionError(error -> told.add("b" + error.context().get("n")));
    refuse("1");
    refuse("2");
    assertThat(handlers).hasSize(1);
    runHandlers();
    assertThat(told).containsExactly("a1", "b1", "a2", "b2");
  }

  @Test
  void aFloodIsCountedAndNotKept() {
    world.clients.onConnectionError(error -> told.add("x"));
    for (int i = 0; i < ClientRegistry.MOST_WAITING_ERRORS + 5; i++) {
      refuse("1");
    }
    runHandlers();
    assertThat(told).hasSize(ClientRegistry.MOST_WAITING_ERRORS);
    assertThat(log.warnings()).singleElement().asString().contains("5 refused requests");
  }
}
