package dev.socketio.servlet;

import dev.socketio.engine.transport.WebSocketReceiver;
import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.Session;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Stands between a JSR-356 session and its {@link WebSocketReceiver}. Internal: created by the
 * servlet for each upgrade, public only because containers look at the class.
 *
 * <p>Messages are taken in parts, so that the receiver's size limit is the only one and no
 * container has to buffer a whole message. Nothing escapes from a message handler, since two
 * containers close the session then.
 *
 * <p>Threading: called by the container; one instance for each session.
 */
public final class EngineEndpoint extends Endpoint {

  private static final Logger LOG = System.getLogger(EngineEndpoint.class.getName());

  /** By then workers of the container have come to what was there before the end. */
  static final Duration GRACE = Duration.ofMillis(200);

  private final ReceiverSource source;
  private final Predicate<Session> endIsEarly;
  private final AtomicBoolean closed = new AtomicBoolean();
  private volatile @Nullable Link link;

  /** Knows whose session it is. */
  @FunctionalInterface
  interface ReceiverSource {
    /**
     * {@return who receives what the session brings, {@code null} if nobody waits for it}
     *
     * @param session a session just opened
     */
    @Nullable Arrival find(Session session);
  }

  /**
   * A WebSocket that was let in.
   *
   * @param receiver gets everything
   * @param settings of the servlet that let it in
   */
  record Arrival(WebSocketReceiver receiver, WebSocketSettings settings) {}

  private record Link(
      WebSocketReceiver receiver, JakartaWebSocketChannel channel, WebSocketSettings settings) {}

  /**
   * Makes an endpoint.
   *
   * @param source asked once, when the session is open
   */
  EngineEndpoint(ReceiverSource source) {
    this(source, EarlyEnd::isPossible);
  }

  /**
   * Makes an endpoint for a container that may tell of the end too early.
   *
   * @param source asked once, when the session is open
   * @param endIsEarly asked when the session ends: whether messages may follow
   */
  EngineEndpoint(ReceiverSource source, Predicate<Session> endIsEarly) {
    this.source = source;
    this.endIsEarly = endIsEarly;
  }

  @Override
  public void onOpen(Session session, EndpointConfig config) {
    Arrival arrival = source.find(session);
    if (arrival == null) {
      refuse(session);
      return;
    }
    session.setMaxIdleTimeout(0);
    if (ContainerKind.of(session).sizesBuffersLazily()) {
      session.setMaxTextMessageBufferSize(arrival.settings().messageLimit());
      session.setMaxBinaryMessageBufferSize(arrival.settings().messageLimit());
    }
    Link opened =
        new Link(
            arrival.receiver(),
            new JakartaWebSocketChannel(session, arrival.settings().closer()),
            arrival.settings());
    link = opened;
    session.addMessageHandler(String.class, new TextHandler(opened));
    session.addMessageHandler(ByteBuffer.class, new BinaryHandler(opened));
    opened.receiver().onOpen(opened.channel());
  }

  @Override
  public void onError(Session session, Throwable failure) {
    Link opened = link;
    if (opened != null && !closed.get()) {
      opened.receiver().onError(failure);
    }
  }

  @Override
  public void onClose(Session session, CloseReason reason) {
    Link opened = link;
    if (opened == null || closed.get()) {
      return;
    }
    if (endIsEarly.test(session)) {
      WebSocketSettings settings = opened.settings();
      settings.timer().schedule(GRACE, () -> settings.closer().execute(() -> end(opened)));
    } else {
      end(opened);
    }
  }

  private void end(Link opened) {
    if (closed.compareAndSet(false, true)) {
      opened.receiver().onClose();
    }
  }

  /**
   * The private path can be reached by anybody who guesses it; without a nonce there is nothing
   * behind it.
   */
  private static void refuse(Session session) {
    try {
      session.close(
          new CloseReason(
              CloseCodes.VIOLATED_POLICY, "No handshake is waiting for this WebSocket"));
    } catch (IOException | IllegalStateException failure) {
      LOG.log(
          Level.DEBUG,
          "A WebSocket without a handshake was gone before it could be closed",
          failure);
    }
  }

  private void breakDown(Link opened, Throwable failure) {
    LOG.log(
        Level.ERROR, "A WebSocket message could not be handled, the WebSocket is closed", failure);
    opened.channel().close(CloseCodes.UNEXPECTED_CONDITION.getCode(), null);
  }

  private final class TextHandler implements MessageHandler.Partial<String> {

    private final Link opened;

    TextHandler(Link opened) {
      this.opened = opened;
    }

    @Override
    public void onMessage(String part, boolean last) {
      if (closed.get()) {
        return;
      }
      try {
        opened.receiver().onText(part, last);
      } catch (RuntimeException | Error failure) {
        breakDown(opened, failure);
      }
    }
  }

  private final class BinaryHandler implements MessageHandler.Partial<ByteBuffer> {

    private final Link opened;

    BinaryHandler(Link opened) {
      this.opened = opened;
    }

    @Override
    public void onMessage(ByteBuffer part, boolean last) {
      if (closed.get()) {
        return;
      }
      try {
        opened.receiver().onBinary(part, last);
      } catch (RuntimeException | Error failure) {
        breakDown(opened, failure);
      }
    }
  }
}
