package dev.socketio.demo;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A client that speaks Socket.IO over WebSocket by hand. */
final class Visitor implements WebSocket.Listener, AutoCloseable {

  private final BlockingQueue<String> packets = new LinkedBlockingQueue<>();
  private final StringBuilder partial = new StringBuilder();
  private final WebSocket webSocket;

  Visitor(URI server, String connect) {
    URI address =
        URI.create("ws://" + server.getAuthority() + "/socket.io/?EIO=4&transport=websocket");
    webSocket = HttpClient.newHttpClient().newWebSocketBuilder().buildAsync(address, this).join();
    send(connect);
  }

  void send(String packet) {
    webSocket.sendText(packet, true).join();
  }

  /** Waits for a packet that holds a text, passing over others. */
  String await(String text) throws InterruptedException {
    for (; ; ) {
      String packet = packets.poll(5, TimeUnit.SECONDS);
      if (packet == null) {
        throw new AssertionError("No packet came with " + text);
      }
      if (packet.contains(text)) {
        return packet;
      }
    }
  }

  @Override
  public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
    partial.append(data);
    if (last) {
      packets.add(partial.toString());
      partial.setLength(0);
    }
    from.request(1);
    return null;
  }

  @Override
  public void close() {
    webSocket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
  }
}
