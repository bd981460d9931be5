package dev.socketio.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.socketio.server.Socket;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.context.control.RequestContextController;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jboss.weld.context.bound.BoundLiteral;
import org.jboss.weld.context.bound.BoundRequestContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each call has a request scope of its own, on threads that have none and on those that do. */
class RequestScopeTest {

  @ApplicationScoped
  static class Log {
    private final List<String> lines = new ArrayList<>();

    List<String> lines() {
      return lines;
    }
  }

  @RequestScoped
  static class Counter {
    private int count;
    @Inject Log log;

    int next() {
      return ++count;
    }

    @PreDestroy
    void end() {
      log.lines().add("destroyed at " + count);
    }
  }

  @SocketIoNamespace
  static class Handlers {
    @Inject Counter counter;
    @Inject Log log;

    @OnEvent("count")
    int count() {
      counter.next();
      return counter.next();
    }

    @OnEvent("others")
    int others(Socket socket) {
      counter.next();
      socket.namespace().sockets().values().stream()
          .filter(other -> other != socket)
          .forEach(other -> other.disconnect());
      return counter.next();
    }

    @OnDisconnect
    void gone() {
      log.lines().add("gone at " + counter.next());
    }
  }

  private CdiWorld world;

  @BeforeEach
  void start() throws Exception {
    world = CdiWorld.started(Handlers.class, Counter.class, Log.class);
  }

  @AfterEach
  void end() throws Exception {
    world.close();
  }

  private List<String> log() {
    return world.get(Log.class).lines();
  }

  private static void assertCounts(TestClient client) {
    client.received();
    assertThat(client.sends("21[\"count\"]").received()).containsExactly("31[2]");
    assertThat(client.sends("22[\"count\"]").received()).containsExactly("32[2]");
  }

  @Test
  void onAThreadWithoutARequest() {
    assertCounts(world.join("/"));
    assertThat(log()).containsExactly("destroyed at 2", "destroyed at 2");
  }

  @Test
  void onAThreadWithTheRequestOfTheContainer() {
    TestClient client = world.join("/");
    BoundRequestContext request =
        world.container.select(BoundRequestContext.class, BoundLiteral.INSTANCE).get();
    Map<String, Object> store = new HashMap<>();
    request.associate(store);
    request.activate();
    try {
      Counter theirs = world.get(Counter.class);
      assertThat(theirs.next()).isEqualTo(1);
      assertCounts(client);
      assertThat(log()).containsExactly("destroyed at 2", "destroyed at 2");
      assertThat(theirs.next()).isEqualTo(2);
    } finally {
      request.invalidate();
      request.deactivate();
      request.dissociate(store);
    }
    assertThat(log()).containsExactly("destroyed at 2", "destroyed at 2", "destroyed at 2");
  }

  @Test
  void onAThreadWithARequestThatSomebodyHasActivated() {
    TestClient client = world.join("/");
    RequestContextController controller = world.get(RequestContextController.class);
    assertThat(controller.activate()).isTrue();
    Counter theirs = world.get(Counter.class);
    assertThat(theirs.next()).isEqualTo(1);
    assertCounts(client);
    assertThat(theirs.next()).isEqualTo(2);
    controller.deactivate();
    assertThat(log()).containsExactly("destroyed at 2", "destroyed at 2", "destroyed at 2");
  }

  @Test
  void inACallThatAnotherHandlerCauses() {
    TestClient client = world.join("/");
    world.join("/");
    client.received();
    assertThat(client.sends("21[\"others\"]").received()).containsExactly("31[2]");
    assertThat(log()).containsExactly("gone at 1", "destroyed at 1", "destroyed at 2");
  }
}
