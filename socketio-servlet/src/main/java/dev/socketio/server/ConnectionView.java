package dev.socketio.server;

import dev.socketio.engine.EngineConnection;
import dev.socketio.engine.TransportName;
import java.util.function.Consumer;

/** What applications see of a connection. */
final class ConnectionView implements Connection {
  /** The one revision that is served: a handshake with another one is refused. */
  private static final int PROTOCOL = 4;

  private final EngineConnection connection;
  private final ListenerList<Consumer<TransportName>> upgradeListeners = new ListenerList<>();
  private final ListenerList<Consumer<DisconnectReason>> closeListeners = new ListenerList<>();

  ConnectionView(EngineConnection connection) {
    this.connection = connection;
  }

  @Override
  public TransportName transport() {
    return connection.transport();
  }

  @Override
  public int protocol() {
    return PROTOCOL;
  }

  @Override
  public String remoteAddress() {
    return connection.handshake().remoteAddress();
  }

  @Override
  public int queuedPackets() {
    return connection.queuedPackets();
  }

  @Override
  public long queuedBytes() {
    return connection.queuedBytes();
  }

  @Override
  public Registration onUpgrade(Consumer<TransportName> listener) {
    return upgradeListeners.add(listener);
  }

  @Override
  public Registration onClose(Consumer<DisconnectReason> listener) {
    return closeListeners.add(listener);
  }

  /** Runs the listeners; for the lane of the client. */
  void closed(DisconnectReason reason) {
    closeListeners.snapshot().forEach(listener -> Failures.guarded(() -> listener.accept(reason)));
  }

  /** Runs the listeners; for the lane of the client. */
  void upgraded(TransportName transport) {
    upgradeListeners
        .snapshot()
        .forEach(listener -> Failures.guarded(() -> listener.accept(transport)));
  }
}
