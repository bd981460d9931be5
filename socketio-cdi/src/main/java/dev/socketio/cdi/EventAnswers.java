package dev.socketio.cdi;

import dev.socketio.server.Ack;
import dev.socketio.server.Socket;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * What a client is told of what became of its event. Never more of a failure than that there was
 * one.
 */
final class EventAnswers {

  /** The event that clients get where they have not asked for an acknowledgement. */
  static final String ERROR_EVENT = "error";

  private static final CompletionStage<@Nullable Object> DONE =
      CompletableFuture.completedFuture(null);

  private EventAnswers() {}

  /**
   * Answers with what the handler has returned.
   *
   * @param method of the handler
   * @param result what it has returned
   * @param socket of the client
   * @param event name of the event
   * @param ack takes the answer
   * @return done when the answer has been given; fails as the handler's stage does
   */
  static CompletionStage<?> answer(
      HandlerMethod method, @Nullable Object result, Socket socket, String event, Ack ack) {
    switch (method.answer()) {
      case NONE -> {
        return DONE;
      }
      case VALUE -> {
        send(ack, result);
        return DONE;
      }
      case STAGE, END_OF_STAGE -> {
        if (!(result instanceof CompletionStage<?> stage)) {
          throw new IllegalStateException(method + " returned null instead of a CompletionStage");
        }
        boolean empty = method.answer() == HandlerMethod.Answer.END_OF_STAGE;
        return stage.handle(
            (value, failure) -> {
              if (failure != null) {
                Throwable cause = unwrapped(failure);
                refuse(cause, socket, event, ack);
                throw new CompletionException(cause);
              }
              try {
                if (empty) {
                  ack.send();
                } else {
                  send(ack, value);
                }
              } catch (RuntimeException unwritable) {
                refuse(unwritable, socket, event, ack);
                throw unwritable;
              }
              return null;
            });
      }
    }
    throw new IllegalStateException(method.answer().toString());
  }

  /** An array is one answer, too. */
  private static void send(Ack ack, @Nullable Object value) {
    ack.send(value);
  }

  private static Throwable unwrapped(Throwable failure) {
    return failure instanceof CompletionException && failure.getCause() != null
        ? failure.getCause()
        : failure;
  }

  /**
   * Tells the client that its event was not handled.
   *
   * @param failure why
   * @param socket of the client
   * @param event name of the event
   * @param ack takes the answer, if one was asked for
   */
  static void refuse(Throwable failure, Socket socket, String event, Ack ack) {
    Map<String, Object> error = new LinkedHashMap<>();
    if (failure instanceof EventRefusedException refusal) {
      error.putAll(details(refusal));
      error.put("event", event);
      error.put("message", String.valueOf(refusal.getMessage()));
      if (!ack.isRequested()) {
        socket.emit(ERROR_EVENT, error);
      }
    } else {
      error.put("code", "failed");
      error.put("event", event);
      error.put("message", "The server could not handle \"" + event + "\"");
    }
    ack.send(Map.of("error", error));
  }

  /** {@return the code and, if constraints are violated, which} */
  static Map<String, Object> details(EventRefusedException refusal) {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("code", refusal.code());
    if (!refusal.violations().isEmpty()) {
      details.put("violations", violations(refusal));
    }
    return details;
  }

  private static List<Map<String, String>> violations(EventRefusedException refusal) {
    List<Map<String, String>> violations = new ArrayList<>();
    for (EventRefusedException.Violation violation : refusal.violations()) {
      Map<String, String> shown = new LinkedHashMap<>();
      shown.put("path", violation.path());
      shown.put("message", violation.message());
      violations.add(shown);
    }
    return violations;
  }
}
