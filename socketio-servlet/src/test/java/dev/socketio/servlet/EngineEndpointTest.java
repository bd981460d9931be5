package dev.socketio.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.socketio.concurrent.ManualTimer;
import dev.socketio.engine.transport.WebSocketChannel;
import dev.socketio.engine.transport.WebSocketReceiver;
import dev.socketio.servlet.EngineEndpoint.Arrival;
import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.Session;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class EngineEndpointTest {

  private static final CloseReason GONE = new CloseReason(CloseCodes.GOING_AWAY, null);

  private final FakeSession fake = new FakeSession();
  private final Session session = fake.session();
  private final FakeReceiver receiver = new FakeReceiver();
  private final EngineEndpoint endpoint = endpoint(receiver);

  private static EngineEndpoint endpoint(WebSocketReceiver receiver) {
    return endpoint(receiver, new ManualTimer(), false);
  }

  private static EngineEndpoint endpoint(
      WebSocketReceiver receiver, ManualTimer timer, boolean endIsEarly) {
    WebSocketSettings settings = new WebSocketSettings(4321, false, Runnable::run, timer);
    return new EngineEndpoint(session -> new Arrival(receiver, settings), session -> endIsEarly);
  }

  @Test
  void openWebSocketHasOurLimitsAndNoClockOfTheContainer() {
    endpoint.onOpen(session, null);

    assertThat(fake.events).containsExactly("idle 0", "text buffer 4321", "binary buffer 4321");
    assertThat(receiver.events).containsExactly("open");
  }

  @Test
  void partsArePassedOn() {
    endpoint.onOpen(session, null);
    fake.text.onMessage("he", false);
    fake.text.onMessage("llo", true);
    fake.binary.onMessage(ByteBuffer.wrap(new byte[] {'x'}), true);

    assertThat(receiver.events)
        .containsExactly("open", "text he false", "text llo true", "binary x true");
  }

  @Test
  void handlersAreThereBeforeTheEngineMaySend() {
    WebSocketReceiver early =
        new WebSocketReceiver() {
          @Override
          public void onOpen(WebSocketChannel channel) {
            assertThat(fake.text).isNotNull();
            assertThat(fake.binary).isNotNull();
            receiver.onOpen(channel);
          }

          @Override
          public void onText(String part, boolean last) {}

          @Override
          public void onBinary(ByteBuffer part, boolean last) {}

          @Override
          public void onError(Throwable cause) {}

          @Override
          public void onClose() {}
        };
    endpoint(early).onOpen(session, null);

    assertThat(receiver.events).containsExactly("open");
  }

  @Test
  void nothingComesAfterTheEnd() {
    endpoint.onOpen(session, null);
    endpoint.onError(session, new IOException("reset"));
    endpoint.onClose(session, GONE);
    endpoint.onClose(session, GONE);
    endpoint.onError(session, new IOException("again"));
    fake.text.onMessage("late", true);
    fake.binary.onMessage(ByteBuffer.allocate(1), true);

    assertThat(receiver.events).containsExactly("open", "error reset", "close");
  }

  @Test
  void lastMessagesAreTakenWhereTheContainerTellsOfTheEndFirst() {
    ManualTimer timer = new ManualTimer();
    EngineEndpoint early = endpoint(receiver, timer, true);
    early.onOpen(session, null);
    early.onClose(session, GONE);
    fake.text.onMessage("41", true);
    timer.advance(EngineEndpoint.GRACE);
    fake.text.onMessage("late", true);

    assertThat(receiver.events).containsExactly("open", "text 41 true", "close");
  }

  @Test
  void failureInAMessageClosesTheWebSocketAndEscapesNowhere() {
    WebSocketReceiver failing =
        new WebSocketReceiver() {
          @Override
          public void onOpen(WebSocketChannel channel) {}

          @Override
          public void onText(String part, boolean last) {
            throw new IllegalStateException("planted");
          }

          @Override
          public void onBinary(ByteBuffer part, boolean last) {
            throw new StackOverflowError("planted");
          }

          @Override
          public void onError(Throwable cause) {}

          @Override
          public void onClose() {}
        };
    endpoint(failing).onOpen(session, null);
    fake.text.onMessage("x", true);
    fake.binary.onMessage(ByteBuffer.allocate(1), true);

    assertThat(fake.events).containsOnlyOnce("close 1011 ");
  }

  @Test
  void webSocketThatNobodyWaitsForIsRefused() {
    EngineEndpoint stray = new EngineEndpoint(any -> null);
    stray.onOpen(session, null);
    stray.onError(session, new IOException("reset"));
    stray.onClose(session, GONE);

    assertThat(fake.events).singleElement().asString().startsWith("close 1008 ");
  }
}
