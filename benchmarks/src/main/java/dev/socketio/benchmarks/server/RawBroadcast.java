package dev.socketio.benchmarks.server;

import jakarta.websocket.CloseReason;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.Session;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Sends each message to all open WebSockets, by blocking writes on the thread that received it. */
public final class RawBroadcast extends RawEndpoint {
  private static final Set<Session> OPEN = ConcurrentHashMap.newKeySet();

  /** Made by the container, one for each WebSocket. */
  public RawBroadcast() {}

  @Override
  public void onOpen(Session session, EndpointConfig config) {
    OPEN.add(session);
    super.onOpen(session, config);
  }

  @Override
  public void onClose(Session session, CloseReason reason) {
    OPEN.remove(session);
  }

  @Override
  void onText(Session sender, String message) throws IOException {
    for (Session session : OPEN) {
      session.getBasicRemote().sendText(message);
    }
  }
}
