package dev.socketio.concurrent;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Catches what this project logs during a test that provokes failures, and keeps it off the
 * console. To be registered as a field with {@code @RegisterExtension}.
 */
public final class CapturedLog implements BeforeEachCallback, AfterEachCallback {
  private static final Logger LOGGER = Logger.getLogger("dev.socketio");

  private final List<LogRecord> records = new CopyOnWriteArrayList<>();
  private final Handler handler =
      new Handler() {
        @Override
        public void publish(LogRecord entry) {
          records.add(entry);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  @Override
  public void beforeEach(ExtensionContext context) {
    LOGGER.setUseParentHandlers(false);
    LOGGER.addHandler(handler);
  }

  @Override
  public void afterEach(ExtensionContext context) {
    LOGGER.removeHandler(handler);
    LOGGER.setUseParentHandlers(true);
  }

  /** {@return the messages of all errors} */
  public List<String> errors() {
    return messages(Level.SEVERE);
  }

  /** {@return the messages of all warnings} */
  public List<String> warnings() {
    return messages(Level.WARNING);
  }

  private List<String> messages(Level level) {
    return records.stream()
        .filter(entry -> entry.getLevel() == level)
        .map(LogRecord::getMessage)
        .toList();
  }
}
