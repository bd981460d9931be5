package dev.socketio.engine.transport;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads a query string the way the reference does ({@code URLSearchParams} of the WHATWG URL
 * standard, "application/x-www-form-urlencoded parsing"): {@code +} is a space, percent-encoding
 * that is none stands for itself, and the last of several values counts. Never touches the body of
 * the request, as the parameters of a servlet request would.
 */
public final class QueryString {
  private QueryString() {}

  /**
   * Reads a query string.
   *
   * @param raw without the question mark, not decoded; empty if there is none
   * @return decoded values by decoded name
   */
  public static Map<String, String> parse(String raw) {
    Map<String, String> parameters = new LinkedHashMap<>();
    int from = 0;
    while (from < raw.length()) {
      int ampersand = raw.indexOf('&', from);
      int to = ampersand < 0 ? raw.length() : ampersand;
      if (to > from) {
        int equals = raw.indexOf('=', from);
        int nameEnd = equals < 0 || equals > to ? to : equals;
        String value = nameEnd == to ? "" : decode(raw.substring(nameEnd + 1, to));
        parameters.put(decode(raw.substring(from, nameEnd)), value);
      }
      from = to + 1;
    }
    return parameters;
  }

  private static String decode(String encoded) {
    if (encoded.indexOf('%') < 0) {
      return encoded.replace('+', ' ');
    }
    byte[] bytes = encoded.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream decoded = new ByteArrayOutputStream(bytes.length);
    for (int i = 0; i < bytes.length; i++) {
      int octet = bytes[i] == '%' ? octetAt(bytes, i + 1) : -1;
      if (octet >= 0) {
        decoded.write(octet);
        i += 2;
      } else {
        decoded.write(bytes[i] == '+' ? ' ' : bytes[i]);
      }
    }
    return decoded.toString(StandardCharsets.UTF_8);
  }

  /** The value of two hexadecimal digits, -1 if they are none. */
  private static int octetAt(byte[] bytes, int at) {
    if (at + 1 >= bytes.length) {
      return -1;
    }
    int high = Character.digit(bytes[at], 16);
    int low = Character.digit(bytes[at + 1], 16);
    return high < 0 || low < 0 ? -1 : high << 4 | low;
  }
}
