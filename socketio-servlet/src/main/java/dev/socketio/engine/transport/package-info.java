/**
 * Routes a request to its session and carries packets over HTTP long-polling and WebSocket.
 *
 * <p>Requests and WebSocket events enter through {@link
 * dev.socketio.engine.transport.EngineDispatcher} and {@link
 * dev.socketio.engine.transport.WebSocketReceiver}; answers leave through {@link
 * dev.socketio.engine.transport.HttpExchange} and {@link
 * dev.socketio.engine.transport.WebSocketChannel}, which the container's side implements.
 *
 * <p>Internal; depends on {@code engine}, {@code engine.packet} and {@code concurrent}, and knows
 * no container.
 *
 * <p>Threads: called by container and timer threads at once; no lock is held while an exchange, a
 * channel or a session is called.
 */
@NullMarked
package dev.socketio.engine.transport;

import org.jspecify.annotations.NullMarked;
