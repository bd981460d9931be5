package dev.socketio.benchmarks.jmh;

import java.nio.ByteBuffer;

/** Messages as applications send them. */
final class Samples {
  /** An event with a small object, about 60 bytes. */
  static final String SMALL = "{\"id\":17,\"text\":\"hello world\"}";

  private static final int KIB = 1024;

  private Samples() {}

  /** {@return the argument of an event: {@code small} or {@code 1KiB}} */
  static String json(String size) {
    return switch (size) {
      case "small" -> SMALL;
      case "1KiB" -> "{\"id\":17,\"text\":\"" + "hello world, ".repeat(KIB / 13) + "\"}";
      default -> throw new IllegalArgumentException("size " + size);
    };
  }

  /** {@return 1 KiB of bytes} */
  static ByteBuffer binary() {
    byte[] bytes = new byte[KIB];
    for (int i = 0; i < KIB; i++) {
      bytes[i] = (byte) i;
    }
    return ByteBuffer.wrap(bytes);
  }
}
