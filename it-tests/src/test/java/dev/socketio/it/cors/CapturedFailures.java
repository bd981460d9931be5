package dev.socketio.it.cors;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Reads along what the container logs as exceptions. */
final class CapturedFailures extends Handler implements AutoCloseable {

  private static final Logger ROOT = Logger.getLogger("");

  private final List<String> failures = new CopyOnWriteArrayList<>();

  CapturedFailures() {
    ROOT.addHandler(this);
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
