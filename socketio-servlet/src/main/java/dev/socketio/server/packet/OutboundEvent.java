package dev.socketio.server.packet;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * An event for any number of receivers: its payload is written once, and only a short header
 * differs (namespace and acknowledgement id). This is what adapters pass around and may send to
 * other servers.
 *
 * @param name name of the event
 * @param json payload: a JSON array of name and arguments, with placeholders for what is binary
 * @param attachments the binary parts, in the order of their placeholders; never changed
 */
public record OutboundEvent(String name, String json, List<ByteBuffer> attachments) {

  /** Copies the list. */
  public OutboundEvent {
    attachments = List.copyOf(attachments);
  }
}
