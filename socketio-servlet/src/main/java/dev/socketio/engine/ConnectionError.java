package dev.socketio.engine;

import java.util.Map;

/**
 * A refused request, as reported to connection-error listeners: the reference's {@code
 * connection_error} event.
 *
 * @param error which of the protocol's errors was answered
 * @param message the text that was answered; differs from {@link EngineError#message()} where the
 *     gate gave its own
 * @param context what led to it, for example {@code {name=TRANSPORT_MISMATCH, transport=websocket,
 *     previousTransport=polling}}
 * @param request the refused request
 */
public record ConnectionError(
    EngineError error, String message, Map<String, String> context, HandshakeRequest request) {

  /** Copies the context. */
  public ConnectionError {
    context = Map.copyOf(context);
  }
}
