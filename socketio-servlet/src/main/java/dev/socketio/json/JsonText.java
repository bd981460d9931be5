package dev.socketio.json;

/**
 * Writes JSON strings as ECMAScript's well-formed {@code JSON.stringify} does: only the quote, the
 * backslash, control characters and lone surrogates are escaped.
 */
final class JsonText {
  private static final String HEX = "0123456789abcdef";

  private JsonText() {}

  /** Appends a string with its quotes. Most strings need no escape, and are appended whole. */
  static void quote(String text, StringBuilder out) {
    out.append('"');
    int first = 0;
    while (first < text.length() && !isSuspect(text.charAt(first))) {
      first++;
    }
    if (first == text.length()) {
      out.append(text);
    } else {
      append(text, first, true, out);
    }
    out.append('"');
  }

  /**
   * Appends JSON text made elsewhere; a lone surrogate can only stand in a string there, so it can
   * be escaped in place.
   */
  static void splice(String json, StringBuilder out) {
    append(json, 0, false, out);
  }

  private static boolean isSuspect(char c) {
    return c < ' ' || c == '"' || c == '\\' || Character.isSurrogate(c);
  }

  private static void append(String text, int from, boolean inString, StringBuilder out) {
    int written = 0;
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean surrogate = Character.isSurrogate(c);
      if (!surrogate && !(inString && isSuspect(c))) {
        continue;
      }
      if (surrogate && isPairAt(text, i)) {
        i++;
        continue;
      }
      out.append(text, written, i);
      escape(c, out);
      written = i + 1;
    }
    out.append(text, written, text.length());
  }

  private static boolean isPairAt(String text, int index) {
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
