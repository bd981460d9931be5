package dev.socketio.benchmarks.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.Random;

/**
 * WebSocket frames as a client writes them (RFC 6455 section 5.2), masked once and sent many times.
 */
final class Frames {
  static final int TEXT = 1;
  static final int CLOSE = 8;
  static final int PING = 9;

  private static final int FIN = 0x80;
  private static final int MASKED = 0x80;
  private static final int TWO_BYTE_LENGTH = 126;
  private static final int LARGEST_TWO_BYTE_LENGTH = 0xFFFF;
  private static final int MASK_BYTES = 4;
  private static final Random MASKS = new Random(6455);

  private Frames() {}

  /** {@return copies of a text frame, one behind the other, ready to be read} */
  static ByteBuffer text(String text, int copies) {
    byte[] payload = text.getBytes(UTF_8);
    byte[] one = new byte[2 + 2 + MASK_BYTES + payload.length];
    int length = masked(FIN | TEXT, payload, ByteBuffer.wrap(one));
    ByteBuffer all = ByteBuffer.allocateDirect(length * copies);
    for (int i = 0; i < copies; i++) {
      all.put(one, 0, length);
    }
    return all.flip();
  }

  /** {@return a close frame with code 1000} */
  static ByteBuffer close() {
    ByteBuffer frame = ByteBuffer.allocate(2 + MASK_BYTES + 2);
    masked(FIN | CLOSE, new byte[] {(byte) (1000 >> 8), (byte) 1000}, frame);
    return frame.flip();
  }

  private static int masked(int head, byte[] payload, ByteBuffer frame) {
    if (payload.length > LARGEST_TWO_BYTE_LENGTH) {
      throw new IllegalArgumentException(
          "A message of "
              + payload.length
              + " bytes; at most "
              + LARGEST_TWO_BYTE_LENGTH
              + " are supported");
    }
    frame.put((byte) head);
    if (payload.length < TWO_BYTE_LENGTH) {
      frame.put((byte) (MASKED | payload.length));
    } else {
      frame.put((byte) (MASKED | TWO_BYTE_LENGTH)).putShort((short) payload.length);
    }
    byte[] mask = new byte[MASK_BYTES];
    MASKS.nextBytes(mask);
    frame.put(mask);
    for (int i = 0; i < payload.length; i++) {
      frame.put((byte) (payload[i] ^ mask[i % MASK_BYTES]));
    }
    return frame.position();
  }
}
