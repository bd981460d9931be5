package dev.socketio.engine.packet;

import dev.socketio.engine.packet.EnginePacket.BinaryMessage;
import dev.socketio.engine.packet.EnginePacket.Close;
import dev.socketio.engine.packet.EnginePacket.Message;
import dev.socketio.engine.packet.EnginePacket.Noop;
import dev.socketio.engine.packet.EnginePacket.Open;
import dev.socketio.engine.packet.EnginePacket.Ping;
import dev.socketio.engine.packet.EnginePacket.Pong;
import dev.socketio.engine.packet.EnginePacket.Upgrade;
import java.nio.ByteBuffer;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * The text form of one packet: a digit for the type, then the data (Engine.IO protocol 4, "Packet
 * encoding"). Bytes have it too, as {@code b} and base64, for payloads of the polling transport.
 */
public final class PacketCodec {
  private static final Close CLOSE = new Close();
  private static final Upgrade UPGRADE = new Upgrade();
  private static final Noop NOOP = new Noop();
  private static final Ping PING = new Ping("");
  private static final Pong PONG = new Pong("");

  private PacketCodec() {}

  /**
   * Reads a packet.
   *
   * @param encoded whole text form
   * @return the packet, or {@code null} if the text is none: empty, of an unknown type, or with
   *     base64 that is none
   */
  public static @Nullable EnginePacket decode(String encoded) {
    return decode(encoded, 0, encoded.length());
  }

  /**
   * Reads a packet out of a longer text.
   *
   * @param source text that holds the packet
   * @param from where it begins
   * @param to where it ends, exclusive
   * @return the packet, or {@code null} if there is none
   */
  static @Nullable EnginePacket decode(String source, int from, int to) {
    if (from == to) {
      return null;
    }
    boolean bare = to - from == 1;
    return switch (source.charAt(from)) {
      case '0' -> new Open(source.substring(from + 1, to));
      case '1' -> CLOSE;
      case '2' -> bare ? PING : new Ping(source.substring(from + 1, to));
      case '3' -> bare ? PONG : new Pong(source.substring(from + 1, to));
      case '4' -> new Message(source.substring(from + 1, to));
      case '5' -> UPGRADE;
      case '6' -> NOOP;
      case 'b' -> decodeBinary(source.substring(from + 1, to));
      default -> null;
    };
  }

  private static @Nullable EnginePacket decodeBinary(String base64) {
    try {
      return new BinaryMessage(ByteBuffer.wrap(Base64.getDecoder().decode(base64)));
    } catch (IllegalArgumentException malformed) {
      return null;
    }
  }

  /**
   * Writes a packet as text.
   *
   * @param packet any packet
   * @return its text form
   */
  public static String encode(EnginePacket packet) {
    if (packet instanceof Message message) {
      return message.encoded();
    }
    if (packet instanceof BinaryMessage binary) {
      return encodeBinary(binary.data());
    }
    if (packet instanceof Ping ping) {
      return "2".concat(ping.data());
    }
    if (packet instanceof Pong pong) {
      return "3".concat(pong.data());
    }
    if (packet instanceof Open open) {
      return "0".concat(open.json());
    }
    if (packet instanceof Close) {
      return "1";
    }
    return packet instanceof Upgrade ? "5" : "6";
  }

  private static String encodeBinary(ByteBuffer data) {
    byte[] bytes = new byte[data.remaining()];
    data.get(bytes);
    return "b".concat(Base64.getEncoder().encodeToString(bytes));
  }
}
