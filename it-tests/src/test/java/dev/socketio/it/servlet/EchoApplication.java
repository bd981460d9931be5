package dev.socketio.it.servlet;

import dev.socketio.engine.CloseReason;
import dev.socketio.engine.EngineApplication;
import dev.socketio.engine.EngineConnection;
import dev.socketio.engine.EngineListener;
import dev.socketio.engine.packet.EnginePacket;
import dev.socketio.it.wire.Patience;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** Sends back what it gets. */
final class EchoApplication implements EngineApplication {

  final BlockingQueue<EngineConnection> connections = new LinkedBlockingQueue<>();
  final BlockingQueue<String> closes = new LinkedBlockingQueue<>();

  EngineConnection connection() {
    return Patience.take("a session", connections);
  }

  String close() {
    return Patience.take("the end of a session", closes);
  }

  @Override
  public EngineListener onConnection(EngineConnection connection) {
    connections.add(connection);
    return new EngineListener() {
      @Override
      public void onText(String text) {
        connection.send(List.of(new EnginePacket.Message(text)));
      }

      @Override
      public void onBinary(ByteBuffer data) {
        connection.send(List.of(new EnginePacket.BinaryMessage(data)));
      }

      @Override
      public void onClose(CloseReason reason, String description) {
        closes.add(reason.text());
      }
    };
  }
}
