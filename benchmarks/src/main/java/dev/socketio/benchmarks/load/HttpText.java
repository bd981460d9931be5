package dev.socketio.benchmarks.load;

import java.nio.ByteBuffer;
import java.nio.charset.Charset;

/** The little HTTP/1.1 that the load generator reads. */
final class HttpText {
  private static final String LENGTH_NAME = "\r\ncontent-length:";

  private HttpText() {}

  /**
   * {@return where the head of a message ends, behind its empty line; -1 if it is not whole yet}
   */
  static int endOfHead(ByteBuffer input) {
    for (int i = input.position(); i <= input.limit() - 4; i++) {
      if (input.get(i) == '\r'
          && input.get(i + 1) == '\n'
          && input.get(i + 2) == '\r'
          && input.get(i + 3) == '\n') {
        return i + 4;
      }
    }
    return -1;
  }

  /** {@return what stands between the position and an end, which is not moved} */
  static String string(ByteBuffer input, int end, Charset charset) {
    byte[] bytes = new byte[end - input.position()];
    input.get(input.position(), bytes);
    return new String(bytes, charset);
  }

  /** {@return value of the Content-Length header between two positions; -1 if there is none} */
  static int contentLength(ByteBuffer input, int start, int end) {
    for (int i = start; i <= end - LENGTH_NAME.length(); i++) {
      if (input.get(i) == '\r' && isLengthName(input, i)) {
        return number(input, i + LENGTH_NAME.length());
      }
    }
    return -1;
  }

  private static boolean isLengthName(ByteBuffer input, int start) {
    for (int i = 0; i < LENGTH_NAME.length(); i++) {
      char wanted = LENGTH_NAME.charAt(i);
      int found = input.get(start + i);
      if (found != wanted && (found | 0x20) != wanted) {
        return false;
      }
    }
    return true;
  }

  private static int number(ByteBuffer input, int start) {
    int value = 0;
    for (int i = start; input.get(i) != '\r'; i++) {
      int digit = input.get(i) - '0';
      if (digit >= 0 && digit <= 9) {
        value = value * 10 + digit;
      }
    }
    return value;
  }
}
