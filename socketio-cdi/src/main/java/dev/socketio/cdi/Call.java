package dev.socketio.cdi;

import dev.socketio.server.Ack;
import dev.socketio.server.Arguments;
import dev.socketio.server.DisconnectReason;
import dev.socketio.server.Socket;
import org.jspecify.annotations.Nullable;

/**
 * One call of a handler: what its parameters are taken from.
 *
 * @param socket whose handler is called
 * @param event name of the event, if it is one
 * @param arguments of the event, if it is one
 * @param ack of the event, if it can be answered
 * @param reason of a disconnect
 * @param failure told to an error handler
 */
record Call(
    Socket socket,
    @Nullable String event,
    @Nullable Arguments arguments,
    @Nullable Ack ack,
    @Nullable DisconnectReason reason,
    @Nullable Throwable failure) {

  static Call of(Socket socket) {
    return new Call(socket, null, null, null, null, null);
  }

  static Call event(Socket socket, String event, Arguments arguments, @Nullable Ack ack) {
    return new Call(socket, event, arguments, ack, null, null);
  }

  static Call disconnect(Socket socket, DisconnectReason reason) {
    return new Call(socket, null, null, null, reason, null);
  }

  static Call error(Socket socket, Throwable failure) {
    return new Call(socket, null, null, null, null, failure);
  }
}
