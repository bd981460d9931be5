package dev.socketio.it.robustness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.socketio.it.container.EmbeddedContainer;
import dev.socketio.it.container.WebApplication;
import dev.socketio.it.fixture.MountedApplication;
import dev.socketio.it.fixture.Mounts;
import dev.socketio.it.wire.Endpoint;
import dev.socketio.it.wire.Patience;
import dev.socketio.it.wire.PollingProbe;
import dev.socketio.it.wire.WebSocketProbe;
import dev.socketio.server.SocketIoServer;
import jakarta.json.JsonObject;
import jakarta.json.spi.JsonProvider;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import org.junit.jupiter.api.Test;

/** An application that was taken down must not be held by anything that outlives it. */
class ClassLoaderIT {

  private static final int ATTEMPTS = 100;

  private final ReferenceQueue<ClassLoader> collected = new ReferenceQueue<>();

  @Test
  void nothingHoldsTheClassesOfAnApplicationThatIsGone() throws Exception {
    WeakReference<ClassLoader> application = new WeakReference<>(useAndTakeDown(), collected);

    boolean gone = false;
    for (int i = 0; i < ATTEMPTS && !gone; i++) {
      System.gc();
      gone = collected.remove(Patience.LIMIT.toMillis() / ATTEMPTS) != null;
    }

    assertThat(gone).as("whether %s was collected", application.get()).isTrue();
  }

  private static ClassLoader useAndTakeDown() throws Exception {
    var loader =
        new ApplicationClassLoader(
            SocketIoServer.class,
            MountedApplication.class,
            JsonProvider.provider().getClass(),
            JsonObject.class);
    WebApplication application = loader.instantiate(MountedApplication.class);
    assertThat(application.getClass()).isNotEqualTo(MountedApplication.class);
    try (EmbeddedContainer container = EmbeddedContainer.start(within(loader, application))) {
      Mounts mounts = new Mounts(container.uri());
      talk(mounts.steadySocket());
      talk(mounts.steadySocket());
    }
    return loader;
  }

  /** The context class loader is the application's while it starts, as in any container. */
  private static WebApplication within(ClassLoader loader, WebApplication application) {
    return context -> {
      Thread thread = Thread.currentThread();
      ClassLoader before = thread.getContextClassLoader();
      thread.setContextClassLoader(loader);
      try {
        application.deploy(context);
      } finally {
        thread.setContextClassLoader(before);
      }
    };
  }

  /** Leaves sessions of each kind behind, with a poll that waits. */
  private static void talk(Endpoint endpoint) {
    PollingProbe polling = PollingProbe.open(endpoint);
    polling.connect();
    polling.send("42[\"echo\",{\"a\":[1,2.5,null]}]");
    assertThat(polling.next()).isEqualTo("42[\"echo\",{\"a\":[1,2.5,null]}]");
    PollingProbe waiting = PollingProbe.open(endpoint);
    waiting.connect();
    var poll = waiting.get();
    assertThat(poll).isNotNull();
    WebSocketProbe socket = WebSocketProbe.connected(endpoint);
    socket.send("42[\"ask-briefly\"]");
    assertThat(socket.nextText()).contains("question");
    WebSocketProbe upgraded = WebSocketProbe.upgrade(endpoint, polling);
    upgraded.send("42[\"boom\"]");
    upgraded.send("42[\"echo\",1]");
    assertThat(upgraded.nextText()).isEqualTo("42[\"echo\",1]");
  }
}
