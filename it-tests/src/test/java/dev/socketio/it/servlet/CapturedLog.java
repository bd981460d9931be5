package dev.socketio.it.servlet;

import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Reads along in a logger. */
final class CapturedLog extends Handler implements AutoCloseable {

  private final Logger logger;
  private final Formatter formatter = new SimpleFormatter();
  private final List<String> messages = new CopyOnWriteArrayList<>();
  private final List<String> failures = new CopyOnWriteArrayList<>();

  private CapturedLog(Logger logger) {
    this.logger = logger;
  }

  static CapturedLog of(String name) {
    CapturedLog log = new CapturedLog(Logger.getLogger(name));
    log.logger.addHandler(log);
    return log;
  }

  /**
   * {@return why an application does not start, as the container throws or logs it} One container
   * refuses to start, another starts without the servlet and says so in its log.
   */
  static String failuresOf(ThrowingCallable start) {
    try (CapturedLog log = CapturedLog.of("")) {
      return failures(catchThrowable(start)) + log.failures();
    }
  }

  private static String failures(Throwable failure) {
    return failure == null ? "" : failure + " " + failures(failure.getCause());
  }

  List<String> messages() {
    return messages;
  }

  /** What was logged as an exception, causes included. */
  List<String> failures() {
    return failures;
  }

  @Override
  public void publish(LogRecord record) {
    messages.add(formatter.formatMessage(record));
    for (Throwable cause = record.getThrown(); cause != null; cause = cause.getCause()) {
      failures.add(cause.toString());
    }
  }

  @Override
  public void flush() {}

  @Override
  public void close() {
    logger.removeHandler(this);
  }
}
