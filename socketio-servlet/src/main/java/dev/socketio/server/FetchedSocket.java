package dev.socketio.server;

import dev.socketio.server.adapter.SocketDetails;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Acts through the room of the socket's own id, which reaches it on whichever server it is. */
record FetchedSocket(SocketDetails details, BroadcastOperator itself) implements RemoteSocket {

  @Override
  public String id() {
    return details.id();
  }

  @Override
  public Map<String, @Nullable Object> handshake() {
    return details.handshake();
  }

  @Override
  public Set<String> rooms() {
    return details.rooms();
  }

  @Override
  public Map<String, Object> data() {
    return details.data();
  }

  @Override
  public void emit(String event, @Nullable Object... arguments) {
    itself.emit(event, arguments);
  }

  @Override
  public CompletionStage<Arguments> emitWithAck(
      Duration limit, String event, @Nullable Object... arguments) {
    return itself.timeout(limit).emitWithOneAck(event, arguments);
  }

  @Override
  public void join(String... rooms) {
    itself.socketsJoin(rooms);
  }

  @Override
  public void leave(String room) {
    itself.socketsLeave(room);
  }

  @Override
  public void disconnect(boolean closeConnection) {
    itself.disconnectSockets(closeConnection);
  }
}
