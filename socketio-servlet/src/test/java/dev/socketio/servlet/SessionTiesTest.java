package dev.socketio.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.socketio.concurrent.ManualTimer;
import dev.socketio.engine.Caller;
import dev.socketio.engine.CloseReason;
import dev.socketio.engine.EngineConnection;
import dev.socketio.engine.EngineListener;
import dev.socketio.engine.EngineOptions;
import dev.socketio.engine.EngineSession;
import dev.socketio.engine.EngineSessions;
import dev.socketio.engine.HandshakeRequest;
import dev.socketio.engine.PacketSource;
import dev.socketio.engine.Transport;
import dev.socketio.engine.TransportName;
import dev.socketio.engine.packet.EnginePacket;
import jakarta.servlet.ServletConfig;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpSessionEvent;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Connections whose {@code HttpSession} ends, told by the container's listener. */
class SessionTiesTest {

  private static final Duration MEMORY = Duration.ofMinutes(1);

  private Instant now = Instant.EPOCH;
  private final Map<String, Object> attributes = new HashMap<>();
  private final ServletContext context =
      new Fakes()
          .on("getAttribute", a -> attributes.get(a[0]))
          .on("setAttribute", a -> attributes.put((String) a[0], a[1]))
          .on("removeAttribute", a -> attributes.remove(a[0]))
          .on("getAttributeNames", a -> Collections.enumeration(List.copyOf(attributes.keySet())))
          .as(ServletContext.class);
  private final ServletConfig config =
      new Fakes()
          .returning("getServletName", "io")
          .returning("getServletContext", context)
          .as(ServletConfig.class);
  private final SessionEndListener listener = new SessionEndListener();

  /** Names of the clients that were sent away, and how others ended. */
  private final List<String> events = new ArrayList<>();

  private final EngineSessions sessions =
      new EngineSessions(
          EngineOptions.builder().build(), new ManualTimer(), connection -> new Noted(connection));

  private final class Noted implements EngineListener {
    private final String name;

    Noted(EngineConnection connection) {
      name = connection.handshake().url();
    }

    @Override
    public void onText(String text) {}

    @Override
    public void onBinary(ByteBuffer data) {}

    @Override
    public void onDismissed(EngineConnection connection) {
      events.add(name + " dismissed");
      connection.close(CloseReason.FORCED_CLOSE);
    }

    @Override
    public void onClose(CloseReason reason, String description) {
      events.add(name + " " + reason.text());
    }
  }

  /** Takes whatever comes, at once. */
  private record Sink(EngineSession session) implements Transport {
    @Override
    public TransportName name() {
      return TransportName.WEBSOCKET;
    }

    @Override
    public boolean isWritable() {
      return true;
    }

    @Override
    public boolean write(PacketSource source) {
      if (source.takeOne() == null) {
        return false;
      }
      session.onWritten(this, null);
      return true;
    }

    @Override
    public void release() {}

    @Override
    public void sendAside(EnginePacket packet) {}

    @Override
    public boolean discard() {
      return true;
    }

    @Override
    public boolean readyToClose() {
      return true;
    }

    @Override
    public void close() {}
  }

  private final SessionTies ties = new SessionTies(MEMORY, () -> now);

  @BeforeEach
  void install() {
    ties.install(config, sessions);
  }

  private EngineSession open(String name, String sessionId) {
    Caller caller =
        new Caller(
            Optional.empty(),
            Set.of(),
            Optional.ofNullable(sessionId),
            Map.of(),
            List.of(),
            List.of());
    return sessions
        .open(
            new HandshakeRequest("GET", name, Map.of(), Map.of(), "", false, now, caller),
            Sink::new)
        .orElseThrow();
  }

  private HttpSessionEvent event(String id) {
    return new HttpSessionEvent(
        new Fakes()
            .returning("getId", id)
            .returning("getServletContext", context)
            .as(HttpSession.class));
  }

  private void ends(String id) {
    listener.sessionDestroyed(event(id));
  }

  private void changes(String before, String after) {
    listener.sessionIdChanged(event(after), before);
  }

  @Test
  void connectionsOfTheSessionEndAndOthersStay() {
    open("a1", "A");
    open("a2", "A");
    EngineSession other = open("b", "B");
    EngineSession free = open("free", null);

    ends("A");

    assertThat(events)
        .containsExactlyInAnyOrder(
            "a1 dismissed", "a1 forced close", "a2 dismissed", "a2 forced close");
    assertThat(other.isOpen()).isTrue();
    assertThat(free.isOpen()).isTrue();
  }

  @Test
  void connectionsFromBeforeAndAfterTheLoginEndWithIt() {
    open("before", "A");
    changes("A", "B");
    open("after", "B");
    changes("B", "C");
    open("last", "C");

    ends("B");
    assertThat(events).isEmpty();
    ends("C");

    assertThat(events)
        .containsExactlyInAnyOrder(
            "before dismissed",
            "before forced close",
            "after dismissed",
            "after forced close",
            "last dismissed",
            "last forced close");
  }

  @Test
  void handshakeDuringTheLoginBelongsToTheSession() {
    changes("A", "B");
    changes("B", "C");
    EngineSession late = open("late", "A");
    assertThat(late.isOpen()).isTrue();

    ends("C");

    assertThat(events).contains("late dismissed");
  }

  @Test
  void handshakeDuringTheLogoutIsDismissedOnceItIsOpen() {
    changes("A", "B");
    ends("B");

    assertThat(open("late", "A").isOpen()).isFalse();
    assertThat(open("later", "B").isOpen()).isFalse();
    assertThat(events)
        .containsExactly(
            "late dismissed", "late forced close", "later dismissed", "later forced close");
  }

  @Test
  void idThatBelongsToANewSessionIsFree() {
    ends("A");
    listener.sessionCreated(event("A"));

    assertThat(open("new", "A").isOpen()).isTrue();
  }

  @Test
  void idThatIsTakenAgainByAChangeIsFree() {
    ends("A");
    changes("B", "A");

    assertThat(open("new", "A").isOpen()).isTrue();
  }

  @Test
  void whatHasBecomeOfIdsIsForgottenInTime() {
    ends("A");
    now = now.plus(MEMORY).plusMillis(1);
    ends("B");

    assertThat(open("a", "A").isOpen()).isTrue();
    assertThat(open("b", "B").isOpen()).isFalse();
  }

  @Test
  void connectionThatHasEndedIsNotDismissed() {
    EngineSession gone = open("gone", "A");
    gone.close(CloseReason.FORCED_CLOSE);
    open("there", "A");

    ends("A");

    assertThat(events)
        .containsExactly("gone forced close", "there dismissed", "there forced close");
  }

  @Test
  void nothingIsKeptOfConnectionsThatHaveEnded() {
    EngineSession first = open("first", "A");
    changes("A", "B");
    EngineSession second = open("second", "B");
    first.close(CloseReason.FORCED_CLOSE);
    assertThat(ties.isEmpty()).isFalse();
    second.close(CloseReason.FORCED_CLOSE);
    assertThat(ties.isEmpty()).isTrue();

    open("third", "C");
    ends("C");
    assertThat(ties.isEmpty()).isTrue();
  }

  @Test
  void listenerThatIsThereTwiceDoesNoHarm() {
    open("before", "A");
    changes("A", "B");
    open("after", "B");
    changes("A", "B");
    ends("B");
    ends("B");

    assertThat(events).hasSize(4);
  }

  @Test
  void servletThatHasStoppedIsLeftAlone() {
    EngineSession open = open("a", "A");
    SessionTies.withdraw(config);
    ends("A");

    assertThat(open.isOpen()).isTrue();
    assertThat(attributes).isEmpty();
  }

  @Test
  void servletDoesNotStartWhereNobodyTellsOfTheEnd() throws Exception {
    assertThatThrownBy(() -> SessionTies.requireListener(config))
        .isInstanceOf(ServletException.class)
        .hasMessageContaining("\"io\"")
        .hasMessageContaining("closeWithSession")
        .hasMessageContaining("dev.socketio.servlet.SessionEndListener");

    listener.contextInitialized(new ServletContextEvent(context));
    SessionTies.requireListener(config);

    listener.contextDestroyed(new ServletContextEvent(context));
    assertThatThrownBy(() -> SessionTies.requireListener(config))
        .isInstanceOf(ServletException.class);
  }
}
