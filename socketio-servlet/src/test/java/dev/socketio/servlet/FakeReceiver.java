package dev.socketio.servlet;

import dev.socketio.engine.transport.WebSocketChannel;
import dev.socketio.engine.transport.WebSocketReceiver;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Remembers what a WebSocket brought. */
final class FakeReceiver implements WebSocketReceiver {

  final List<String> events = new ArrayList<>();
  @Nullable WebSocketChannel channel;

  @Override
  public void onOpen(WebSocketChannel opened) {
    channel = opened;
    events.add("open");
  }

  @Override
  public void onText(String part, boolean last) {
    events.add("text " + part + " " + last);
  }

  @Override
  public void onBinary(ByteBuffer part, boolean last) {
    events.add("binary " + StandardCharsets.ISO_8859_1.decode(part) + " " + last);
  }

  @Override
  public void onError(Throwable cause) {
    events.add("error " + cause.getMessage());
  }

  @Override
  public void onClose() {
    events.add("close");
  }
}
