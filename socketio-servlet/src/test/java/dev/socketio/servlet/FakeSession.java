package dev.socketio.servlet;

import jakarta.websocket.CloseReason;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.SendHandler;
import jakarta.websocket.Session;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A container's WebSocket, moved step by step by the test. */
final class FakeSession {

  final List<String> events = new ArrayList<>();
  final Deque<SendHandler> sends = new ArrayDeque<>();
  final Deque<ByteBuffer> binaries = new ArrayDeque<>();
  final Map<String, Object> userProperties = new HashMap<>();
  final Map<String, String> pathParameters = new HashMap<>();
  MessageHandler.@Nullable Partial<String> text;
  MessageHandler.@Nullable Partial<ByteBuffer> binary;
  @Nullable RuntimeException refusesToSend;
  @Nullable Exception refusesToClose;
  Runnable onClose = () -> {};

  Session session() {
    return new Fakes()
        .returning("getAsyncRemote", remote())
        .on("setMaxIdleTimeout", a -> events.add("idle " + a[0]))
        .on("setMaxTextMessageBufferSize", a -> events.add("text buffer " + a[0]))
        .on("setMaxBinaryMessageBufferSize", a -> events.add("binary buffer " + a[0]))
        .returning("getUserProperties", userProperties)
        .returning("getPathParameters", pathParameters)
        .on("addMessageHandler", this::addHandler)
        .on("close", this::close)
        .as(Session.class);
  }

  @SuppressWarnings("unchecked")
  private @Nullable Object addHandler(Object[] arguments) {
    if (arguments[0] == String.class) {
      text = (MessageHandler.Partial<String>) arguments[1];
    } else {
      binary = (MessageHandler.Partial<ByteBuffer>) arguments[1];
    }
    return null;
  }

  private @Nullable Object close(Object[] arguments) {
    CloseReason reason = (CloseReason) arguments[0];
    events.add("close " + reason.getCloseCode().getCode() + " " + reason.getReasonPhrase());
    onClose.run();
    if (refusesToClose instanceof RuntimeException failure) {
      throw failure;
    }
    if (refusesToClose != null) {
      throw new IllegalStateException(refusesToClose);
    }
    return null;
  }

  private RemoteEndpoint.Async remote() {
    return new Fakes()
        .on("sendText", this::send)
        .on("sendBinary", this::sendBinary)
        .as(RemoteEndpoint.Async.class);
  }

  private @Nullable Object sendBinary(Object[] arguments) {
    binaries.add((ByteBuffer) arguments[0]);
    return send(arguments);
  }

  private @Nullable Object send(Object[] arguments) {
    events.add("send " + arguments[0]);
    sends.add((SendHandler) arguments[1]);
    if (refusesToSend != null) {
      throw refusesToSend;
    }
    return null;
  }
}
