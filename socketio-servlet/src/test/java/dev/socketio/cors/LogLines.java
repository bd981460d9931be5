package dev.socketio.cors;

import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.ResourceBundle;

/** A logger that keeps what it is told, warnings and worse. */
final class LogLines implements System.Logger {

  final List<String> lines = new ArrayList<>();
  final List<Throwable> causes = new ArrayList<>();

  @Override
  public String getName() {
    return "test";
  }

  @Override
  public boolean isLoggable(Level level) {
    return level.getSeverity() >= Level.WARNING.getSeverity();
  }

  @Override
  public void log(Level level, ResourceBundle bundle, String message, Throwable thrown) {
    if (isLoggable(level)) {
      lines.add(level + " " + message);
      causes.add(thrown);
    }
  }

  @Override
  public void log(Level level, ResourceBundle bundle, String format, Object... parameters) {
    if (isLoggable(level)) {
      boolean formatted = parameters != null && parameters.length > 0;
      lines.add(level + " " + (formatted ? MessageFormat.format(format, parameters) : format));
    }
  }
}
