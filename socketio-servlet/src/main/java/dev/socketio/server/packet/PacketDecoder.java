package dev.socketio.server.packet;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Puts the messages of one session together to packets: a text, followed by as many binary messages
 * as it announces.
 *
 * <p>Threading: belongs to one session; called one message at a time.
 */
public final class PacketDecoder {
  private final int maxAttachments;
  private final List<ByteBuffer> received = new ArrayList<>();
  private @Nullable PacketFrame incomplete;

  /**
   * Makes a decoder.
   *
   * @param maxAttachments greatest number of attachments of one packet
   */
  public PacketDecoder(int maxAttachments) {
    this.maxAttachments = maxAttachments;
  }

  /**
   * Takes a text message.
   *
   * @param text the message
   * @return the packet, or {@code null} if attachments are to follow
   * @throws MalformedPacketException if it cannot be a packet, or attachments of another one are
   *     awaited
   */
  public @Nullable PacketFrame add(String text) throws MalformedPacketException {
    if (incomplete != null) {
      throw new MalformedPacketException("got plaintext data when reconstructing a packet");
    }
    PacketFrame frame = PacketFrame.parse(text, maxAttachments);
    if (frame.expected() == 0) {
      return frame;
    }
    incomplete = frame;
    return null;
  }

  /**
   * Takes a binary message.
   *
   * @param data the message; kept
   * @return the packet, or {@code null} if more attachments are to follow
   * @throws MalformedPacketException if none is awaited
   */
  public @Nullable PacketFrame add(ByteBuffer data) throws MalformedPacketException {
    PacketFrame frame = incomplete;
    if (frame == null) {
      throw new MalformedPacketException("got binary data when not reconstructing a packet");
    }
    received.add(data);
    if (received.size() < frame.expected()) {
      return null;
    }
    PacketFrame whole = frame.with(received);
    incomplete = null;
    received.clear();
    return whole;
  }
}
