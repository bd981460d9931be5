package dev.socketio.json;

/**
 * Writes JSON strings as ECMAScript's well-formed {@code JSON.stringify} does: only the quote, the
 * backslash, control characters and lone surrogates are escaped.
 */
final class JsonText {
  private static final String HEX = "0123456789abcdef";

  private JsonText() {}

  /** Appends a string with its quotes. */
  static void quote(CharSequence text, StringBuilder out) {
    out.append('"');
    int written = 0;
    int length = text.length();
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (c >= ' ' && c != '"' && c != '\\' && !Character.isSurrogate(c)) {
        continue;
      }
      if (isPairAt(text, i)) {
        i++;
        continue;
      }
      out.append(text, written, i);
      escape(c, out);
      written = i + 1;
    }
    out.append(text, written, length).append('"');
  }

  /**
   * Appends JSON text made elsewhere; a lone surrogate can only stand in a string there, so it can
   * be escaped in place.
   */
  static void splice(String json, StringBuilder out) {
    int written = 0;
    for (int i = 0; i < json.length(); i++) {
      char c = json.charAt(i);
      if (!Character.isSurrogate(c)) {
        continue;
      }
      if (isPairAt(json, i)) {
        i++;
        continue;
      }
      out.append(json, written, i);
      escape(c, out);
      written = i + 1;
    }
    out.append(json, written, json.length());
  }

  private static boolean isPairAt(CharSequence text, int index) {
    return Character.isHighSurrogate(text.charAt(index))
        && index + 1 < text.length()
        && Character.isLowSurrogate(text.charAt(index + 1));
  }

  private static void escape(char c, StringBuilder out) {
    switch (c) {
      case '"' -> out.append("\\\"");
      case '\\' -> out.append("\\\\");
      case '\b' -> out.append("\\b");
      case '\f' -> out.append("\\f");
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      default ->
          out.append("\\u")
              .append(HEX.charAt(c >> 12))
              .append(HEX.charAt(c >> 8 & 0xf))
              .append(HEX.charAt(c >> 4 & 0xf))
              .append(HEX.charAt(c & 0xf));
    }
  }
}
