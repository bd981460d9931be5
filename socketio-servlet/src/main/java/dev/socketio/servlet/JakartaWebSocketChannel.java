package dev.socketio.servlet;

import dev.socketio.engine.transport.HttpExchange.Completion;
import dev.socketio.engine.transport.WebSocketChannel;
import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.SendHandler;
import jakarta.websocket.SendResult;
import jakarta.websocket.Session;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Sends on a JSR-356 session. Only the {@code SendHandler} form is used: one container reports
 * success for {@code Future}s it never writes, and another refuses blocking sends while one is
 * under way.
 *
 * <p>Closing while a send is under way means that the client does not read. Some containers then
 * block the closing thread, so another one does it; and all are told to give up on the client soon,
 * since the close frame cannot reach it either.
 *
 * <p>Threading: as {@link WebSocketChannel} says.
 */
final class JakartaWebSocketChannel implements WebSocketChannel {

  private static final Logger LOG = System.getLogger(JakartaWebSocketChannel.class.getName());

  /** RFC 6455 section 5.5: a control frame carries 125 bytes, two of them are the code. */
  private static final int MAX_REASON_BYTES = 123;

  /** How long a client may take to answer our close frame. */
  private static final long CLOSE_GRACE_MILLIS = 5_000;

  /**
   * Tomcat's limit for blocking sends, which it reads from the session's user properties; close
   * frames are such.
   */
  private static final String TOMCAT_BLOCKING_TIMEOUT =
      "org.apache.tomcat.websocket.BLOCKING_SEND_TIMEOUT";

  private static final long BLOCKING_MILLIS = 1_000;
  private static final long BLOCKING_MILLIS_STALLED = 20;

  private final Session session;
  private final RemoteEndpoint.Async remote;
  private final ContainerKind kind;
  private final Executor closer;
  private final AtomicBoolean closed = new AtomicBoolean();
  private volatile boolean sending;

  /**
   * Wraps an open session.
   *
   * @param closer closes sessions whose client does not read
   */
  JakartaWebSocketChannel(Session session, Executor closer) {
    this.session = session;
    this.remote = session.getAsyncRemote();
    this.kind = ContainerKind.of(session);
    this.closer = closer;
  }

  @Override
  public void sendText(String text, Completion done) {
    Send send = new Send(done);
    sending = true;
    try {
      remote.sendText(text, send);
    } catch (RuntimeException failure) {
      send.end(failure);
    }
  }

  @Override
  public void sendBinary(ByteBuffer data, Completion done) {
    Send send = new Send(done);
    sending = true;
    try {
      remote.sendBinary(kind.sendsReadOnlyBuffers() ? data.duplicate() : copyOf(data), send);
    } catch (RuntimeException failure) {
      send.end(failure);
    }
  }

  private static ByteBuffer copyOf(ByteBuffer data) {
    byte[] bytes = new byte[data.remaining()];
    data.duplicate().get(bytes);
    return ByteBuffer.wrap(bytes);
  }

  @Override
  public void close(int code, @Nullable String reason) {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    if (sending) {
      closeElsewhere(code, reason);
    } else {
      close(code, reason, BLOCKING_MILLIS);
    }
  }

  private void closeElsewhere(int code, @Nullable String reason) {
    try {
      closer.execute(() -> close(code, reason, BLOCKING_MILLIS_STALLED));
    } catch (RuntimeException | Error refused) {
      LOG.log(Level.WARNING, "There is no thread to close a WebSocket on", refused);
      close(code, reason, BLOCKING_MILLIS_STALLED);
    }
  }

  private void close(int code, @Nullable String reason, long blockingMillis) {
    try {
      session.setMaxIdleTimeout(CLOSE_GRACE_MILLIS);
      if (kind == ContainerKind.TOMCAT) {
        session.getUserProperties().put(TOMCAT_BLOCKING_TIMEOUT, blockingMillis);
      }
      session.close(closeReason(code, reason));
    } catch (IOException | IllegalStateException failure) {
      LOG.log(Level.DEBUG, "A WebSocket was gone before it could be closed", failure);
    } catch (RuntimeException | Error failure) {
      LOG.log(Level.WARNING, "The container failed to close a WebSocket", failure);
    }
  }

  private CloseReason closeReason(int code, @Nullable String reason) {
    if (code != NO_CODE) {
      return new CloseReason(CloseCodes.getCloseCode(code), truncated(reason));
    }
    CloseCodes withoutCode =
        kind.closesWithoutCode() ? CloseCodes.NO_STATUS_CODE : CloseCodes.NORMAL_CLOSURE;
    return new CloseReason(withoutCode, null);
  }

  private static @Nullable String truncated(@Nullable String reason) {
    if (reason == null || reason.getBytes(StandardCharsets.UTF_8).length <= MAX_REASON_BYTES) {
      return reason;
    }
    int end = MAX_REASON_BYTES / 4;
    return reason.substring(0, Character.isHighSurrogate(reason.charAt(end - 1)) ? end - 1 : end);
  }

  /** One send; whatever a container does, its end is reported once. */
  private final class Send extends AtomicBoolean implements SendHandler {

    private static final long serialVersionUID = 1L;

    private final transient Completion done;

    Send(Completion done) {
      this.done = done;
    }

    @Override
    public void onResult(SendResult result) {
      end(result.isOK() ? null : failure(result));
    }

    void end(@Nullable Throwable failure) {
      if (compareAndSet(false, true)) {
        sending = false;
        done.completed(failure);
      }
    }

    private static Throwable failure(SendResult result) {
      Throwable cause = result.getException();
      return cause != null
          ? cause
          : new IOException("The container could not send and does not say why");
    }
  }
}
