package dev.socketio.server.packet;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * A whole packet of which only the header has been read: {@code
 * <type>[<attachments>-][<namespace>,][<id>]}. Its payload stays text until the packet's turn
 * comes, as text takes the least memory while it waits.
 */
public final class PacketFrame {
  private static final String MAIN_NAMESPACE = "/";

  private final PacketType type;
  private final String namespace;
  private final long id;
  private final String text;
  private final int payload;
  private final int expected;
  private final int maxAttachments;
  private final List<ByteBuffer> attachments;

  private PacketFrame(
      PacketType type,
      String namespace,
      long id,
      String text,
      int payload,
      int expected,
      int maxAttachments,
      List<ByteBuffer> attachments) {
    this.type = type;
    this.namespace = namespace;
    this.id = id;
    this.text = text;
    this.payload = payload;
    this.expected = expected;
    this.maxAttachments = maxAttachments;
    this.attachments = attachments;
  }

  /** Reads the header of a packet; attachments are to follow. */
  static PacketFrame parse(String text, int maxAttachments) throws MalformedPacketException {
    if (text.isEmpty()) {
      throw new MalformedPacketException("unknown packet type");
    }
    Header header = new Header(text);
    PacketType type = PacketType.of(text.charAt(0));
    int expected = type.isBinary() ? header.attachments(maxAttachments) : 0;
    String namespace = header.namespace();
    long id = header.id();
    return new PacketFrame(
        type, namespace, id, text, header.at, expected, maxAttachments, List.of());
  }

  /** {@return the same packet with all its attachments} */
  PacketFrame with(List<ByteBuffer> buffers) {
    return new PacketFrame(
        type, namespace, id, text, payload, expected, maxAttachments, List.copyOf(buffers));
  }

  /** {@return name of the namespace, starting with a slash} */
  public String namespace() {
    return namespace;
  }

  /** {@return whether it answers an event of ours} */
  public boolean isAck() {
    return type == PacketType.ACK || type == PacketType.BINARY_ACK;
  }

  /** {@return about how many bytes it keeps while it waits} */
  public long weight() {
    long bytes = text.length();
    for (ByteBuffer attachment : attachments) {
      bytes += attachment.remaining();
    }
    return bytes;
  }

  PacketType type() {
    return type;
  }

  long id() {
    return id;
  }

  String text() {
    return text;
  }

  /** {@return index in the text of the first character of the payload} */
  int payload() {
    return payload;
  }

  boolean hasPayload() {
    return payload < text.length();
  }

  /** {@return how many attachments are announced} */
  int expected() {
    return expected;
  }

  /** {@return how many attachments a packet may have} */
  int maxAttachments() {
    return maxAttachments;
  }

  List<ByteBuffer> attachments() {
    return attachments;
  }

  /** Reads a header from left to right. */
  private static final class Header {
    private final String text;
    private int at = 1;

    Header(String text) {
      this.text = text;
    }

    /**
     * Since parser 4.2.7 the reference does not take a binary packet without attachments either.
     */
    int attachments(int most) throws MalformedPacketException {
      int start = at;
      int count = 0;
      while (isDigit()) {
        count = Math.min(count * 10 + text.charAt(at) - '0', most + 1);
        at++;
      }
      if (at == start || at == text.length() || text.charAt(at) != '-' || count == 0) {
        throw new MalformedPacketException("Illegal attachments");
      }
      if (count > most) {
        throw new MalformedPacketException("too many attachments");
      }
      at++;
      return count;
    }

    String namespace() {
      if (at == text.length() || text.charAt(at) != '/') {
        return MAIN_NAMESPACE;
      }
      int comma = text.indexOf(',', at);
      int end = comma < 0 ? text.length() : comma;
      String name = end == at + 1 ? MAIN_NAMESPACE : text.substring(at, end);
      at = comma < 0 ? end : end + 1;
      return name;
    }

    /**
     * An id beyond JavaScript's exact integers cannot be one that a client counts with, and
     * answering under a rounded one would be an answer to somebody else.
     */
    long id() throws MalformedPacketException {
      if (!isDigit()) {
        return SocketPacket.NO_ID;
      }
      long id = 0;
      while (isDigit()) {
        id = id * 10 + text.charAt(at) - '0';
        if (id > SocketPacket.MAX_ID) {
          throw new MalformedPacketException("illegal acknowledgement id");
        }
        at++;
      }
      return id;
    }

    private boolean isDigit() {
      return at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9';
    }
  }
}
