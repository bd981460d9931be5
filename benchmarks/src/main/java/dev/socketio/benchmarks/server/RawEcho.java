package dev.socketio.benchmarks.server;

import jakarta.websocket.Session;
import java.io.IOException;

/** Echoes by a blocking write on the thread that received the message. */
public final class RawEcho extends RawEndpoint {

  /** Made by the container, one for each WebSocket. */
  public RawEcho() {}

  @Override
  void onText(Session session, String message) throws IOException {
    session.getBasicRemote().sendText(message);
  }
}
