package dev.socketio.cdi;

import dev.socketio.engine.Caller;
import dev.socketio.engine.CloseReason;
import dev.socketio.engine.EngineApplication;
import dev.socketio.engine.EngineConnection;
import dev.socketio.engine.EngineListener;
import dev.socketio.engine.HandshakeRequest;
import dev.socketio.engine.TransportName;
import dev.socketio.engine.packet.EnginePacket;
import dev.socketio.server.SocketIoServer;
import java.lang.reflect.Field;
import java.nio.ByteBuffer;
import java.security.Principal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A client below which there is no network: the test plays it, packet by packet. */
final class TestClient implements EngineConnection {

  private final List<String> queued = new ArrayList<>();
  private final List<String> sent = new ArrayList<>();
  private final HandshakeRequest handshake;
  private EngineListener listener;
  private boolean open = true;

  private TestClient(HandshakeRequest handshake) {
    this.handshake = handshake;
  }

  /** An open connection of somebody with a name, or of nobody. */
  static TestClient open(SocketIoServer server, String user, String... roles) {
    TestClient client =
        new TestClient(
            new HandshakeRequest(
                "GET",
                "/socket.io/?EIO=4&room=7",
                Map.of("EIO", "4", "room", "7"),
                Map.of("x-tag", List.of("a", "b")),
                "192.0.2.1",
                true,
                Instant.EPOCH,
                new Caller(
                    user == null ? Optional.empty() : Optional.of((Principal) () -> user),
                    Set.of(roles),
                    Optional.empty(),
                    Map.of(),
                    List.of(),
                    List.of())));
    client.listener = application(server).onConnection(client);
    return client;
  }

  /** The server is the application of the engine, but has no need to say so. */
  static EngineApplication application(SocketIoServer server) {
    try {
      Field clients = SocketIoServer.class.getDeclaredField("clients");
      clients.setAccessible(true);
      return (EngineApplication) clients.get(server);
    } catch (ReflectiveOperationException moved) {
      throw new AssertionError(moved);
    }
  }

  TestClient sends(String... packets) {
    for (String packet : packets) {
      listener.onText(packet);
    }
    return this;
  }

  TestClient sends(byte... attachment) {
    listener.onBinary(ByteBuffer.wrap(attachment));
    return this;
  }

  void ends(CloseReason reason) {
    open = false;
    listener.onClose(reason, "");
  }

  /** {@return what came since the last call, without the session ids of answers to CONNECT} */
  List<String> received() {
    List<String> news =
        sent.stream().map(text -> text.replaceAll("\"sid\":\"[^\"]*\"", "\"sid\":…")).toList();
    sent.clear();
    return news;
  }

  @Override
  public String id() {
    return "engine";
  }

  @Override
  public HandshakeRequest handshake() {
    return handshake;
  }

  @Override
  public TransportName transport() {
    return TransportName.POLLING;
  }

  @Override
  public boolean isOpen() {
    return open;
  }

  @Override
  public boolean isWritable() {
    return open;
  }

  @Override
  public boolean enqueue(List<? extends EnginePacket> packets) {
    packets.forEach(packet -> queued.add(shown(packet)));
    return open;
  }

  private static String shown(EnginePacket packet) {
    if (packet instanceof EnginePacket.Message message) {
      return message.text();
    }
    ByteBuffer data = ((EnginePacket.BinaryMessage) packet).data();
    byte[] bytes = new byte[data.remaining()];
    data.get(bytes);
    return "b" + HexFormat.of().formatHex(bytes);
  }

  @Override
  public void flush() {
    sent.addAll(queued);
    queued.clear();
  }

  @Override
  public int queuedPackets() {
    return queued.size();
  }

  @Override
  public long queuedBytes() {
    return 0;
  }

  @Override
  public void close(CloseReason reason) {
    if (open) {
      ends(reason);
    }
  }
}
