package dev.socketio.servlet;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * Decodes the query of a request target as the reference does: {@code
 * application/x-www-form-urlencoded} in UTF-8, the last of repeated names counts, a percent sign
 * that starts no escape stands for itself.
 *
 * <p>The container's {@code getParameter} is no substitute: it gives the first of repeated values,
 * may consume a POST body, and refuses malformed escapes.
 */
final class QueryString {

  private QueryString() {}

  /**
   * Decodes all parameters.
   *
   * @param raw query as sent, without the question mark
   */
  static Map<String, String> decode(String raw) {
    Map<String, String> parameters = new HashMap<>();
    for (int start = 0; start < raw.length(); ) {
      int ampersand = raw.indexOf('&', start);
      int end = ampersand < 0 ? raw.length() : ampersand;
      if (end > start) {
        int equals = raw.indexOf('=', start);
        boolean hasValue = equals >= 0 && equals < end;
        String name = unescape(raw.substring(start, hasValue ? equals : end));
        parameters.put(name, hasValue ? unescape(raw.substring(equals + 1, end)) : "");
      }
      start = end + 1;
    }
    return parameters;
  }

  private static String unescape(String text) {
    if (text.indexOf('%') < 0 && text.indexOf('+') < 0) {
      return text;
    }
    byte[] in = text.getBytes(StandardCharsets.UTF_8);
    ByteBuffer out = ByteBuffer.allocate(in.length);
    for (int i = 0; i < in.length; i++) {
      int escaped = in[i] == '%' ? escapeAt(in, i) : -1;
      if (escaped >= 0) {
        out.put((byte) escaped);
        i += 2;
      } else {
        out.put(in[i] == '+' ? (byte) ' ' : in[i]);
      }
    }
    return new String(out.array(), 0, out.position(), StandardCharsets.UTF_8);
  }

  private static int escapeAt(byte[] in, int percent) {
    if (percent + 2 >= in.length) {
      return -1;
    }
    int high = Character.digit(in[percent + 1], 16);
    int low = Character.digit(in[percent + 2], 16);
    return high < 0 || low < 0 ? -1 : high << 4 | low;
  }
}
