package dev.socketio.micrometer;

import dev.socketio.engine.PacketSource;
import dev.socketio.engine.Transport;
import dev.socketio.engine.TransportName;
import dev.socketio.engine.packet.EnginePacket;

/** A WebSocket that writes nothing. */
final class Nowhere implements Transport {
  @Override
  public TransportName name() {
    return TransportName.WEBSOCKET;
  }

  @Override
  public boolean isWritable() {
    return false;
  }

  @Override
  public boolean write(PacketSource source) {
    return false;
  }

  @Override
  public void release() {}

  @Override
  public void sendAside(EnginePacket packet) {}

  @Override
  public boolean discard() {
    return true;
  }

  @Override
  public boolean readyToClose() {
    return false;
  }

  @Override
  public void close() {}
}
