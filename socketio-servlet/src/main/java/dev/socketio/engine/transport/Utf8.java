package dev.socketio.engine.transport;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** UTF-8 as this package needs it: refused when malformed, and measured without being encoded. */
final class Utf8 {
  private static final char REPLACEMENT = '\ufffd';

  /** The most bytes that one UTF-16 unit takes. */
  private static final int WIDEST = 3;

  private Utf8() {}

  /** Decodes; {@code null} if the bytes are not UTF-8. */
  static @Nullable String decode(byte[] bytes) {
    String lenient = new String(bytes, StandardCharsets.UTF_8);
    if (lenient.indexOf(REPLACEMENT) < 0) {
      return lenient;
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException malformed) {
      return null;
    }
  }

  /** Whether a text takes at most so many bytes; counts only where its length leaves a doubt. */
  static boolean fits(String text, long limit) {
    return (long) text.length() * WIDEST <= limit || length(text) <= limit;
  }

  /**
   * How many bytes a text takes. Holds for the parts of a text too, even if one ends within a
   * surrogate pair.
   */
  static long length(String text) {
    long bytes = text.length();
    for (int i = 0; i < text.length(); i++) {
      char unit = text.charAt(i);
      if (unit >= 0x80) {
        bytes += unit < 0x800 || Character.isSurrogate(unit) ? 1 : 2;
      }
    }
    return bytes;
  }
}
