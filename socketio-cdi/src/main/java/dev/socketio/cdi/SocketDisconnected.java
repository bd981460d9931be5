package dev.socketio.cdi;

import dev.socketio.server.DisconnectReason;
import dev.socketio.server.Socket;

/**
 * CDI event: a client that had joined has left, after the {@link OnDisconnect} methods. Fired as
 * {@link SocketConnected}.
 *
 * @param socket which has left its rooms
 * @param reason why
 */
public record SocketDisconnected(Socket socket, DisconnectReason reason) {}
