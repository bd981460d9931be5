package dev.socketio.cdi;

import dev.socketio.engine.ConnectionError;

/**
 * CDI event: a request was refused by the engine, before any namespace; the reference's {@code
 * connection_error}. For {@code @Observes} it is fired on the handler executor with the request
 * scope active; for {@code @ObservesAsync} on the container's threads.
 *
 * @param error what was answered, and why
 */
public record ConnectionRefused(ConnectionError error) {}
