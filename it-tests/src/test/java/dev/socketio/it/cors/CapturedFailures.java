package dev.socketio.it.cors;

import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Reads along what the container logs as exceptions. */
final class CapturedFailures extends Handler implements AutoCloseable {

  private static final Logger ROOT = Logger.getLogger("");

  private final List<String> failures = new CopyOnWriteArrayList<>();

  CapturedFailures() {
    ROOT.addHandler(this);
  }

  /**
   * {@return what keeps an application from being deployed, exception by exception} One container
   * throws it, another logs it.
   *
   * @param deployment deploys, and fails where the container does not
   */
  static String of(ThrowingCallable deployment) {
    try (var log = new CapturedFailures()) {
      StringBuilder text = new StringBuilder();
      for (Throwable cause = catchThrowable(deployment); cause != null; cause = cause.getCause()) {
        text.append(cause).append('\n');
      }
      return text.append(log.text()).toString();
    }
  }

  String text() {
    return String.join("\n", failures);
  }

  @Override
  public void publish(LogRecord record) {
    for (Throwable cause = record.getThrown(); cause != null; cause = cause.getCause()) {
      failures.add(cause.toString());
    }
  }

  @Override
  public void flush() {}

  @Override
  public void close() {
    ROOT.removeHandler(this);
  }
}
