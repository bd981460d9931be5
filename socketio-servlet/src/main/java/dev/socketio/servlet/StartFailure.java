package dev.socketio.servlet;

import jakarta.servlet.ServletException;
import org.jspecify.annotations.Nullable;

/**
 * Makes the exception that keeps a servlet from starting. What led to it is attached as suppressed,
 * not as cause: some containers log nothing but the deepest cause, and the remedy would be lost.
 */
final class StartFailure {

  private StartFailure() {}

  /**
   * {@return the exception}
   *
   * @param message what was wrong, where, what is allowed, how to mend it
   * @param reason what led to it, if anything was thrown
   */
  static ServletException of(String message, @Nullable Throwable reason) {
    ServletException failure = new ServletException(message);
    if (reason != null) {
      failure.addSuppressed(reason);
    }
    return failure;
  }
}
