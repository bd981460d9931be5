package dev.socketio.server;

import dev.socketio.engine.packet.EnginePacket;
import dev.socketio.server.packet.EncodedPacket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Turns a Socket.IO packet into the Engine.IO messages that carry it, which have to stay together.
 */
final class Frames {
  private Frames() {}

  static List<EnginePacket> of(EncodedPacket packet) {
    EnginePacket text = new EnginePacket.Message(packet.text());
    if (packet.attachments().isEmpty()) {
      return List.of(text);
    }
    List<EnginePacket> frames = new ArrayList<>(1 + packet.attachments().size());
    frames.add(text);
    for (ByteBuffer attachment : packet.attachments()) {
      frames.add(new EnginePacket.BinaryMessage(attachment));
    }
    return frames;
  }
}
