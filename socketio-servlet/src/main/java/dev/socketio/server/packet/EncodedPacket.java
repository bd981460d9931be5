package dev.socketio.server.packet;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * A packet ready to be sent: one text message, and the binary messages that must follow it at once.
 *
 * @param text the text message
 * @param attachments the binary messages, in order
 */
public record EncodedPacket(String text, List<ByteBuffer> attachments) {}
