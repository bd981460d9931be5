package dev.socketio.server.packet;

import dev.socketio.json.AttachmentSink;
import dev.socketio.json.JsonCodec;
import dev.socketio.json.JsonConversionException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes packets. An event or acknowledgement with anything binary in it becomes a binary one.
 *
 * <p>Threading: immutable, safe for use by any thread.
 */
public final class PacketEncoder {
  private static final int USUAL_LENGTH = 96;

  /** What is meant by {@code emit("x", null)}, where Java passes no array. */
  private static final @Nullable Object[] ONE_NULL = {null};

  private final JsonCodec json;

  /**
   * Makes an encoder.
   *
   * @param json writes the payloads
   */
  public PacketEncoder(JsonCodec json) {
    this.json = json;
  }

  /**
   * {@return the packet that lets a client into a namespace}
   *
   * @param namespace name of the namespace
   * @param sid id of the new socket
   */
  public EncodedPacket connect(String namespace, String sid) {
    return textOnly(PacketType.CONNECT, namespace, Map.of("sid", sid));
  }

  /**
   * {@return the packet that refuses a client}
   *
   * @param namespace name of the namespace
   * @param message what the client is told
   * @param data more of it; the member is left out if {@code null}
   * @throws JsonConversionException if the data cannot be written, or is binary, for which the
   *     protocol has no room here
   */
  public EncodedPacket connectError(String namespace, String message, @Nullable Object data) {
    if (data == null) {
      return textOnly(PacketType.CONNECT_ERROR, namespace, Map.of("message", message));
    }
    StringBuilder out =
        start(PacketType.CONNECT_ERROR, namespace, SocketPacket.NO_ID).append("{\"message\":");
    json.write(message, out, PacketEncoder::refuse);
    out.append(",\"data\":");
    json.write(data, out, PacketEncoder::refuse);
    return new EncodedPacket(out.append('}').toString(), List.of());
  }

  /**
   * {@return the packet that tells a client to leave a namespace}
   *
   * @param namespace name of the namespace
   */
  public EncodedPacket disconnect(String namespace) {
    return new EncodedPacket(
        start(PacketType.DISCONNECT, namespace, SocketPacket.NO_ID).toString(), List.of());
  }

  /**
   * {@return an event for one client}
   *
   * @param namespace name of the namespace
   * @param id under which an answer is awaited, or {@link SocketPacket#NO_ID}
   * @param name name of the event
   * @param arguments what follows the name
   * @throws JsonConversionException if an argument cannot be written; says which
   */
  public EncodedPacket event(
      String namespace, long id, String name, @Nullable Object... arguments) {
    Attachments attachments = new Attachments();
    StringBuilder out = start(PacketType.EVENT, namespace, id);
    payload(out, name, arguments, attachments);
    return finish(out, PacketType.BINARY_EVENT, attachments.list());
  }

  /**
   * {@return an event for any number of clients}
   *
   * @param name name of the event
   * @param arguments what follows the name
   * @throws JsonConversionException if an argument cannot be written; says which
   */
  public OutboundEvent outbound(String name, @Nullable Object... arguments) {
    Attachments attachments = new Attachments();
    StringBuilder out = new StringBuilder(USUAL_LENGTH);
    payload(out, name, arguments, attachments);
    return new OutboundEvent(name, out.toString(), attachments.list());
  }

  /**
   * {@return an event for any number of clients, with its header}
   *
   * @param namespace name of the namespace
   * @param id under which answers are awaited, or {@link SocketPacket#NO_ID}
   * @param event the event
   */
  public EncodedPacket event(String namespace, long id, OutboundEvent event) {
    StringBuilder out = start(PacketType.EVENT, namespace, id).append(event.json());
    return finish(out, PacketType.BINARY_EVENT, event.attachments());
  }

  /**
   * {@return the answer to an event}
   *
   * @param namespace name of the namespace
   * @param id of the event
   * @param arguments the answer
   * @throws JsonConversionException if an argument cannot be written; says which
   */
  public EncodedPacket ack(String namespace, long id, @Nullable Object... arguments) {
    Attachments attachments = new Attachments();
    StringBuilder out = start(PacketType.ACK, namespace, id).append('[');
    arguments(out, arguments, attachments, "");
    return finish(out.append(']'), PacketType.BINARY_ACK, attachments.list());
  }

  private EncodedPacket textOnly(PacketType type, String namespace, Map<String, String> payload) {
    StringBuilder out = start(type, namespace, SocketPacket.NO_ID);
    json.write(payload, out, PacketEncoder::refuse);
    return new EncodedPacket(out.toString(), List.of());
  }

  private static StringBuilder start(PacketType type, String namespace, long id) {
    StringBuilder out = new StringBuilder(USUAL_LENGTH).append(type.digit());
    if (namespace.length() > 1) {
      out.append(namespace).append(',');
    }
    return id == SocketPacket.NO_ID ? out : out.append(id);
  }

  private void payload(
      StringBuilder out, String name, @Nullable Object[] arguments, Attachments attachments) {
    out.append('[');
    json.write(name, out, attachments);
    arguments(out, arguments, attachments, ",");
    out.append(']');
  }

  private void arguments(
      StringBuilder out,
      @Nullable Object @Nullable [] given,
      Attachments attachments,
      String firstSeparator) {
    @Nullable Object[] arguments = given == null ? ONE_NULL : given;
    for (int i = 0; i < arguments.length; i++) {
      out.append(i == 0 ? firstSeparator : ",");
      try {
        json.write(arguments[i], out, attachments);
      } catch (JsonConversionException e) {
        throw new JsonConversionException("argument " + i + ": " + e.getMessage(), e);
      }
    }
  }

  /**
   * The number of attachments stands in front of the payload, and is known only once that is
   * written.
   */
  private static EncodedPacket finish(
      StringBuilder out, PacketType binary, List<ByteBuffer> attachments) {
    if (!attachments.isEmpty()) {
      out.setCharAt(0, binary.digit());
      out.insert(1, attachments.size() + "-");
    }
    return new EncodedPacket(out.toString(), attachments);
  }

  private static int refuse(ByteBuffer bytes) {
    throw new JsonConversionException("binary cannot be sent here");
  }

  /** Collects what is binary; costs nothing while nothing is. */
  private static final class Attachments implements AttachmentSink {
    private @Nullable List<ByteBuffer> taken;

    @Override
    public int add(ByteBuffer bytes) {
      List<ByteBuffer> list = taken;
      if (list == null) {
        list = new ArrayList<>(2);
        taken = list;
      }
      list.add(bytes);
      return list.size() - 1;
    }

    List<ByteBuffer> list() {
      return taken == null ? List.of() : Collections.unmodifiableList(taken);
    }
  }
}
