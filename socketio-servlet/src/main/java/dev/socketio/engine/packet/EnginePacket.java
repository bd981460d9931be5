package dev.socketio.engine.packet;

import java.nio.ByteBuffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A packet of Engine.IO protocol 4: a closed family of immutable values.
 *
 * <p>Threading: immutable, safe for use by any thread; one instance may be sent to any number of
 * sessions.
 */
public sealed interface EnginePacket {

  /**
   * Type {@code 0}: what a new session has to know.
   *
   * @param json the handshake object
   */
  record Open(String json) implements EnginePacket {}

  /** Type {@code 1}: the other side ends the session. */
  record Close() implements EnginePacket {}

  /**
   * Type {@code 2}: heartbeat of the server, or {@code probe} of a client that upgrades.
   *
   * @param data empty or {@code probe}
   */
  record Ping(String data) implements EnginePacket {}

  /**
   * Type {@code 3}: answer to a ping.
   *
   * @param data what the ping carried
   */
  record Pong(String data) implements EnginePacket {}

  /** Type {@code 4} with text. Its wire form is built once, however many sessions it goes to. */
  final class Message implements EnginePacket {
    private final String text;
    private @Nullable String encoded;

    /**
     * Makes a message.
     *
     * @param text the payload
     */
    public Message(String text) {
      this.text = Objects.requireNonNull(text, "text");
    }

    /** {@return the payload, without the packet type} */
    public String text() {
      return text;
    }

    /** {@return the payload behind its packet type; a benign race may build it twice} */
    public String encoded() {
      String known = encoded;
      if (known == null) {
        known = "4".concat(text);
        encoded = known;
      }
      return known;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Message message && message.text.equals(text);
    }

    @Override
    public int hashCode() {
      return text.hashCode();
    }

    @Override
    public String toString() {
      return "Message[text=" + text + "]";
    }
  }

  /**
   * Type {@code 4} with bytes: a binary WebSocket frame, or {@code b} and base64 in a polling
   * payload.
   *
   * @param data the payload; never changed, every user reads through a duplicate
   */
  record BinaryMessage(ByteBuffer data) implements EnginePacket {

    /** Takes a read-only view; the bytes must not be changed afterwards. */
    public BinaryMessage {
      data = data.asReadOnlyBuffer();
    }

    /** {@return a view with its own position, to read the payload from} */
    @Override
    public ByteBuffer data() {
      return data.duplicate();
    }
  }

  /** Type {@code 5}: the client has moved to the new transport. */
  record Upgrade() implements EnginePacket {}

  /** Type {@code 6}: nothing, to release a waiting poll. */
  record Noop() implements EnginePacket {}
}
