package dev.socketio.it.servlet;

import dev.socketio.engine.transport.HttpExchange.Completion;
import dev.socketio.engine.transport.WebSocketChannel;
import dev.socketio.engine.transport.WebSocketReceiver;
import dev.socketio.it.wire.Patience;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;

/** Remembers what a WebSocket brings, and lets a test act on it. */
final class RecordedReceiver implements WebSocketReceiver {

  final BlockingQueue<WebSocketChannel> channels = new LinkedBlockingQueue<>();
  final BlockingQueue<String> events = new LinkedBlockingQueue<>();
  private final StringBuilder message = new StringBuilder();
  private volatile Consumer<String> onMessage = events::add;

  WebSocketChannel channel() {
    return Patience.take("a WebSocket", channels);
  }

  String next() {
    return Patience.take("something from the WebSocket", events);
  }

  /** Waits for the end, whatever comes before it. */
  void awaitClose() {
    while (!next().equals("close")) {
      // An error comes first in some containers.
    }
  }

  void onMessage(Consumer<String> action) {
    onMessage = action;
  }

  @Override
  public void onOpen(WebSocketChannel channel) {
    channels.add(channel);
  }

  @Override
  public void onText(String part, boolean last) {
    message.append(part);
    if (last) {
      String whole = message.toString();
      message.setLength(0);
      onMessage.accept(whole);
    }
  }

  @Override
  public void onBinary(ByteBuffer part, boolean last) {
    onText(StandardCharsets.ISO_8859_1.decode(part).toString(), last);
  }

  @Override
  public void onError(Throwable cause) {
    events.add("error");
  }

  @Override
  public void onClose() {
    events.add("close");
  }

  static void echo(WebSocketChannel channel, String text) {
    channel.sendText(text, Completion.IGNORED);
  }
}
