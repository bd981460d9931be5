package dev.socketio.server.packet;

import dev.socketio.json.JsonCodec;
import dev.socketio.json.JsonFormatException;
import dev.socketio.server.packet.SocketPacket.Ack;
import dev.socketio.server.packet.SocketPacket.Blank;
import dev.socketio.server.packet.SocketPacket.Connect;
import dev.socketio.server.packet.SocketPacket.ConnectError;
import dev.socketio.server.packet.SocketPacket.Disconnect;
import dev.socketio.server.packet.SocketPacket.Event;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the payload of a packet and checks it against its type.
 *
 * <p>Threading: immutable, safe for use by any thread.
 */
public final class PayloadReader {
  private final JsonCodec json;

  /**
   * Makes a reader.
   *
   * @param json reads the payloads
   */
  public PayloadReader(JsonCodec json) {
    this.json = json;
  }

  /**
   * Reads a packet.
   *
   * @param frame whole packet
   * @return the packet with its payload
   * @throws MalformedPacketException if the payload is not JSON or not what the type wants
   */
  public SocketPacket read(PacketFrame frame) throws MalformedPacketException {
    return switch (frame.type()) {
      case CONNECT -> connect(frame);
      case DISCONNECT -> disconnect(frame);
      case EVENT, BINARY_EVENT -> event(frame);
      case ACK, BINARY_ACK -> ack(frame);
      case CONNECT_ERROR -> connectError(frame);
    };
  }

  private SocketPacket connect(PacketFrame frame) throws MalformedPacketException {
    if (!frame.hasPayload()) {
      return new Connect(frame.namespace(), Map.of());
    }
    if (payload(frame) instanceof Map<?, ?> auth) {
      return new Connect(frame.namespace(), members(auth));
    }
    throw invalid();
  }

  private static SocketPacket disconnect(PacketFrame frame) throws MalformedPacketException {
    if (frame.hasPayload()) {
      throw invalid();
    }
    return new Disconnect(frame.namespace());
  }

  private SocketPacket event(PacketFrame frame) throws MalformedPacketException {
    if (!frame.hasPayload()) {
      return new Blank(frame.namespace());
    }
    List<@Nullable Object> payload = list(frame);
    if (payload.isEmpty()) {
      throw invalid();
    }
    String name = name(payload.get(0));
    return new Event(
        frame.namespace(), frame.id(), name, restored(payload.subList(1, payload.size()), frame));
  }

  /** Numbers are as good as names to the reference. */
  private static String name(@Nullable Object value) throws MalformedPacketException {
    if (value instanceof Number) {
      return value.toString();
    }
    if (value instanceof String name && !ReservedEvents.contains(name)) {
      return name;
    }
    throw invalid();
  }

  private SocketPacket ack(PacketFrame frame) throws MalformedPacketException {
    List<@Nullable Object> arguments =
        frame.hasPayload() ? list(frame) : List.<@Nullable Object>of();
    return new Ack(frame.namespace(), frame.id(), restored(arguments, frame));
  }

  private SocketPacket connectError(PacketFrame frame) throws MalformedPacketException {
    Object payload = frame.hasPayload() ? payload(frame) : Map.of();
    if (payload instanceof String || payload instanceof Map) {
      return new ConnectError(frame.namespace());
    }
    throw invalid();
  }

  private @Nullable Object payload(PacketFrame frame) throws MalformedPacketException {
    try {
      return json.read(frame.text(), frame.payload());
    } catch (JsonFormatException e) {
      throw new MalformedPacketException("invalid payload", e);
    }
  }

  @SuppressWarnings("unchecked") // plain values: a list holds plain values
  private List<@Nullable Object> list(PacketFrame frame) throws MalformedPacketException {
    if (payload(frame) instanceof List<?> list) {
      return (List<@Nullable Object>) list;
    }
    throw invalid();
  }

  @SuppressWarnings("unchecked") // plain values: the members of a map have names
  private static Map<String, @Nullable Object> members(Map<?, ?> map) {
    return (Map<String, @Nullable Object>) map;
  }

  private static List<@Nullable Object> restored(
      List<@Nullable Object> arguments, PacketFrame frame) throws MalformedPacketException {
    return frame.attachments().isEmpty()
        ? arguments
        : Placeholders.restore(arguments, frame.attachments(), frame.maxAttachments());
  }

  private static MalformedPacketException invalid() {
    return new MalformedPacketException("invalid payload");
  }
}
