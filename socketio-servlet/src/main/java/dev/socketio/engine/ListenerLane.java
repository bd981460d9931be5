package dev.socketio.engine;

import dev.socketio.concurrent.SerialExecutor;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the promise of {@link EngineListener}: calls for one session come one by one, opened first,
 * closed last. Whoever brings something while the listener is being called leaves it to that
 * thread.
 *
 * <p>Threading: safe for use by any thread. What a listener throws is logged.
 */
final class ListenerLane {
  private static final Logger LOGGER = System.getLogger(ListenerLane.class.getName());

  private final String sessionId;
  private final SerialExecutor lane = SerialExecutor.inline();

  /** Only touched by tasks of the lane. */
  private EngineListener listener = Nobody.INSTANCE;

  /** Only touched by tasks of the lane. */
  private @Nullable EngineConnection dismissed;

  ListenerLane(String sessionId) {
    this.sessionId = sessionId;
  }

  /**
   * Opens the lane; what comes before the listener is there waits for it.
   *
   * @param source gives the listener
   * @param failed called when it gives none
   */
  void open(Supplier<EngineListener> source, Runnable failed) {
    lane.execute(
        () -> {
          try {
            listener = source.get();
            sendAway();
          } catch (RuntimeException | Error failure) {
            log("the opening", failure);
            failed.run();
          }
        });
  }

  void text(String text) {
    lane.execute(
        () -> {
          try {
            listener.onText(text);
          } catch (RuntimeException failure) {
            log("a text message", failure);
          }
        });
  }

  void binary(ByteBuffer data) {
    lane.execute(
        () -> {
          try {
            listener.onBinary(data);
          } catch (RuntimeException failure) {
            log("a binary message", failure);
          }
        });
  }

  void upgraded(TransportName transport) {
    lane.execute(
        () -> {
          try {
            listener.onUpgrade(transport);
          } catch (RuntimeException failure) {
            log("an upgrade", failure);
          }
        });
  }

  /** Sends the client away, if need be as soon as the listener is there. */
  void dismiss(EngineConnection connection) {
    lane.execute(
        () -> {
          dismissed = connection;
          try {
            sendAway();
          } catch (RuntimeException failure) {
            log("the dismissal", failure);
          }
        });
  }

  private void sendAway() {
    EngineConnection connection = dismissed;
    if (connection != null) {
      listener.onDismissed(connection);
    }
  }

  /** Closes the lane; nothing reaches the listener afterwards. */
  void close(CloseReason reason, String description) {
    lane.execute(
        () -> {
          EngineListener last = listener;
          listener = Nobody.INSTANCE;
          try {
            last.onClose(reason, description);
          } catch (RuntimeException failure) {
            log("the close", failure);
          }
        });
  }

  private void log(String what, Throwable failure) {
    LOGGER.log(
        Level.ERROR,
        "Session " + sessionId + ": the application failed to handle " + what,
        failure);
  }

  /** Stands in before the listener is there and after it was closed. */
  private enum Nobody implements EngineListener {
    INSTANCE;

    @Override
    public void onText(String text) {}

    @Override
    public void onBinary(ByteBuffer data) {}

    @Override
    public void onDismissed(EngineConnection connection) {}

    @Override
    public void onClose(CloseReason reason, String description) {}
  }
}
