package dev.socketio.servlet;

import dev.socketio.concurrent.ScheduledTaskTimer;
import dev.socketio.engine.CloseReason;
import dev.socketio.engine.ConnectionError;
import dev.socketio.engine.EngineApplication;
import dev.socketio.engine.EngineConnection;
import dev.socketio.engine.EngineListener;
import dev.socketio.engine.TransportName;
import java.nio.ByteBuffer;
import java.util.concurrent.Executor;

/**
 * Keeps an application off the timer's thread, on which all other sessions wait: a session that
 * ends by a time-out tells so on another thread. As that is the last call of a session, no order is
 * lost.
 *
 * <p>Threading: as {@link EngineApplication}.
 */
final class OffTimer implements EngineApplication {

  private final EngineApplication application;
  private final ScheduledTaskTimer timer;
  private final Executor executor;

  /**
   * Wraps an application.
   *
   * @param application may block
   * @param timer of the sessions
   * @param executor runs what the timer would
   */
  OffTimer(EngineApplication application, ScheduledTaskTimer timer, Executor executor) {
    this.application = application;
    this.timer = timer;
    this.executor = executor;
  }

  @Override
  public EngineListener onConnection(EngineConnection connection) {
    return new Listener(application.onConnection(connection));
  }

  @Override
  public void onConnectionError(ConnectionError error) {
    application.onConnectionError(error);
  }

  private final class Listener implements EngineListener {
    private final EngineListener listener;

    Listener(EngineListener listener) {
      this.listener = listener;
    }

    @Override
    public void onText(String text) {
      listener.onText(text);
    }

    @Override
    public void onBinary(ByteBuffer data) {
      listener.onBinary(data);
    }

    @Override
    public void onUpgrade(TransportName transport) {
      listener.onUpgrade(transport);
    }

    @Override
    public void onDismissed(EngineConnection connection) {
      listener.onDismissed(connection);
    }

    @Override
    public void onClose(CloseReason reason, String description) {
      if (timer.isCalling()) {
        executor.execute(() -> listener.onClose(reason, description));
      } else {
        listener.onClose(reason, description);
      }
    }
  }
}
