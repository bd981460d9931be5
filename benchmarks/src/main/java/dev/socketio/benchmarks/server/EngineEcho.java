package dev.socketio.benchmarks.server;

import dev.socketio.engine.CloseReason;
import dev.socketio.engine.EngineConnection;
import dev.socketio.engine.EngineListener;
import dev.socketio.engine.packet.EnginePacket.Message;
import dev.socketio.servlet.EngineIoServlet;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import java.nio.ByteBuffer;
import java.util.List;

/** Echoes Engine.IO messages; answers the client's first one, as Socket.IO does. */
final class EngineEcho implements EngineListener {
  private static final String JOIN = "0";
  private static final String JOINED = "0{}";

  private final EngineConnection connection;

  private EngineEcho(EngineConnection connection) {
    this.connection = connection;
  }

  static void deploy(ServletContext context) {
    ServletRegistration.Dynamic servlet =
        context.addServlet("engine", new EngineIoServlet(EngineEcho::new));
    servlet.setAsyncSupported(true);
    servlet.setLoadOnStartup(1);
    servlet.addMapping("/socket.io/*");
  }

  @Override
  public void onText(String text) {
    connection.send(List.of(new Message(text.equals(JOIN) ? JOINED : text)));
  }

  @Override
  public void onBinary(ByteBuffer data) {
    throw new UnsupportedOperationException("this load has no bytes");
  }

  @Override
  public void onClose(CloseReason reason, String description) {
    // Nothing is kept.
  }
}
