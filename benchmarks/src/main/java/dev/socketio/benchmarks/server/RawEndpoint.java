package dev.socketio.benchmarks.server;

import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.Session;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * The least an endpoint can do; answers the client's first message, as Socket.IO does, and hands on
 * the others.
 */
abstract class RawEndpoint extends Endpoint {
  private static final String JOIN = "40";
  private static final String JOINED = "40{}";

  /** A message has come. */
  abstract void onText(Session session, String message) throws IOException;

  @Override
  public void onOpen(Session session, EndpointConfig config) {
    session.setMaxIdleTimeout(0);
    // A class, as containers could not find the type of the message from a lambda.
    session.addMessageHandler(
        new MessageHandler.Whole<String>() {
          @Override
          public void onMessage(String message) {
            try {
              if (message.equals(JOIN)) {
                session.getBasicRemote().sendText(JOINED);
              } else {
                onText(session, message);
              }
            } catch (IOException failure) {
              throw new UncheckedIOException(failure);
            }
          }
        });
  }
}
