package dev.socketio.cdi;

import dev.socketio.server.Socket;

/**
 * CDI event: a client has joined a namespace, and none of its events has been handled yet. For
 * {@code @Observes} it is fired in the client's turn, in order with its handlers, with the request
 * scope and {@link SocketScoped} active; for {@code @ObservesAsync} on the container's threads.
 * Fired for the main namespace and for those that beans of the application name.
 *
 * @param socket the new socket
 */
public record SocketConnected(Socket socket) {}
