package dev.socketio.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.socketio.engine.CloseReason;
import dev.socketio.server.ConnectRefusedException;
import dev.socketio.server.Socket;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is made for a socket is destroyed once, in whichever way the socket ends. */
class SocketScopeEndTest {

  @ApplicationScoped
  static class Log {
    final List<String> lines = new ArrayList<>();
    private int asked;
    final CompletableFuture<Void> verdict = new CompletableFuture<>();
    final CompletableFuture<String> answer = new CompletableFuture<>();

    void add(String line) {
      lines.add(line);
    }

    List<String> lines() {
      return lines;
    }

    CompletableFuture<Void> verdict() {
      return verdict;
    }

    CompletionStage<Void> decision() {
      if (++asked == 1) {
        return verdict;
      }
      lines.add("asked again");
      return CompletableFuture.completedFuture(null);
    }

    CompletableFuture<String> answer() {
      return answer;
    }
  }

  @RequestScoped
  static class Request {
    String state() {
      return "in a request";
    }
  }

  @SocketScoped
  static class Older {
    @Inject Log log;
    @Inject Request request;
    @Inject Socket socket;

    String name() {
      return "older";
    }

    @PreDestroy
    void end() {
      log.add(
          "older destroyed "
              + request.state()
              + " of "
              + socket.namespace().name()
              + " by "
              + Thread.currentThread().getContextClassLoader().getClass().getSimpleName());
    }
  }

  @SocketScoped
  static class Younger {
    @Inject Log log;
    @Inject Older older;

    void use() {}

    @PreDestroy
    void end() {
      log.add("younger destroyed before " + older.name());
    }
  }

  @SocketScoped
  static class Failing {
    @Inject Log log;

    void use() {}

    @PreDestroy
    void end() {
      log.add("failing destroyed");
      throw new IllegalStateException("expected");
    }
  }

  @SocketIoNamespace("/")
  static class Plain {
    @Inject Older older;
    @Inject Younger younger;
    @Inject Failing failing;
    @Inject Log log;

    @OnConnect
    void admit() {
      older.name();
    }

    @OnEvent("more")
    void more() {
      failing.use();
      younger.use();
    }

    @OnEvent("later")
    CompletionStage<String> later() {
      return log.answer();
    }

    @OnError
    void failed(Throwable failure) {
      younger.use();
      log.add("failed");
    }
  }

  /** Nobody knows which of the two is asked first. */
  abstract static class Decider {
    @Inject Older older;
    @Inject Log log;

    @OnConnect
    CompletionStage<Void> decide() {
      older.name();
      return log.decision();
    }
  }

  @SocketIoNamespace("/slow")
  static class First extends Decider {}

  @SocketIoNamespace("/slow")
  static class Second extends Decider {}

  @SocketIoNamespace("/other")
  static class Other {
    @Inject Log log;

    @OnEvent("decide")
    void decide() {
      log.verdict().complete(null);
      log.add("decided");
    }
  }

  private static final String DESTROYED =
      "older destroyed in a request of / by " + loader().getClass().getSimpleName();

  private CdiWorld world;

  private static ClassLoader loader() {
    return SocketScopeEndTest.class.getClassLoader();
  }

  @BeforeEach
  void start() throws Exception {
    world =
        CdiWorld.started(
            Log.class,
            Request.class,
            Older.class,
            Younger.class,
            Failing.class,
            Plain.class,
            First.class,
            Second.class,
            Other.class);
  }

  @AfterEach
  void end() throws Exception {
    world.close();
  }

  private List<String> log() {
    return world.get(Log.class).lines();
  }

  @Test
  void aMiddlewareRefusesAfterwards() {
    world
        .server()
        .use(
            socket -> {
              assertThat(log()).isEmpty();
              throw new ConnectRefusedException("no");
            });
    TestClient client = world.open(null).sends("0");
    assertThat(log()).containsExactly(DESTROYED);
    client.ends(CloseReason.TRANSPORT_CLOSE);
    assertThat(log()).containsExactly(DESTROYED);
  }

  @Test
  void theClientLeavesWhileADecisionTakesTime() {
    TestClient client = world.open(null).sends("0/slow,");
    assertThat(log()).isEmpty();
    client.ends(CloseReason.TRANSPORT_CLOSE);
    assertThat(log()).hasSize(1).first().asString().startsWith("older destroyed");
    world.get(Log.class).verdict().complete(null);
    assertThat(log()).as("nobody is asked any more").hasSize(1);
  }

  @Test
  void whatFollowsADecisionWaitsForTheClientsTurn() {
    TestClient client = world.open(null).sends("0/slow,", "0/other,", "2/other,[\"decide\"]");
    assertThat(log()).containsExactly("decided", "asked again");
    assertThat(client.received()).last().asString().startsWith("0/slow,{\"sid\":");
  }

  @Test
  void theDataOfASocketBelongToTheApplication() {
    world.join("/").sends("2[\"more\"]");
    assertThat(world.server().sockets().sockets().values())
        .singleElement()
        .satisfies(socket -> assertThat(socket.data()).isEmpty());
  }

  @Test
  void theYoungestEndsFirstWithItsContextsWhereverTheSocketEnds() {
    TestClient client = world.join("/").sends("2[\"more\"]");
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    ClassLoader foreign = new URLClassLoader(new URL[0]) {};
    thread.setContextClassLoader(foreign);
    try {
      client.ends(CloseReason.TRANSPORT_CLOSE);
      assertThat(thread.getContextClassLoader()).isSameAs(foreign);
    } finally {
      thread.setContextClassLoader(before);
    }
    assertThat(log())
        .containsExactly("younger destroyed before older", "failing destroyed", DESTROYED);
  }

  @Test
  void whatIsMadeForASocketThatIsOverEndsWithTheCall() {
    TestClient client = world.join("/").sends("2[\"later\"]");
    client.ends(CloseReason.TRANSPORT_CLOSE);
    assertThat(log()).containsExactly(DESTROYED);
    log().clear();
    world.get(Log.class).answer().completeExceptionally(new IllegalStateException("expected"));
    assertThat(log()).containsExactly("failed", "younger destroyed before older", DESTROYED);
  }

  @Test
  void theServerClosesWhileAClientIsStillThere() throws Exception {
    List<String> log = log();
    TestClient client = world.join("/");
    world.contributor().closed(world.config("chat"), world.server());
    assertThat(log).containsExactly(DESTROYED);
    client.ends(CloseReason.SERVER_SHUTTING_DOWN);
    assertThat(log).containsExactly(DESTROYED);
  }
}
