package dev.socketio.cors;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Character rules of HTTP header values and of configuration text. Pure functions. */
final class Text {

  private static final int LOGGED_CHARACTERS = 200;

  private Text() {}

  /** Whether a character may stand in a header value: RFC 9110, section 5.5, as Latin-1. */
  private static boolean isHeaderCharacter(char c) {
    return c == '\t' || (c >= 0x20 && c != 0x7f && c <= 0xff);
  }

  /**
   * Whether all characters may stand in a header value, so that the value can neither split nor
   * forge a header.
   */
  static boolean isHeaderValue(String value) {
    for (int i = 0; i < value.length(); i++) {
      if (!isHeaderCharacter(value.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  /**
   * Whether the text is a token of RFC 9110, section 5.6.2: the form of methods and header names.
   */
  static boolean isToken(String text) {
    if (text.isEmpty()) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      if (!isTokenCharacter(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  static boolean isTokenCharacter(char c) {
    return isLetterOrDigit(c) || "!#$%&'*+-.^_`|~".indexOf(c) >= 0;
  }

  static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  static boolean isLetterOrDigit(char c) {
    return isLetter(c) || isDigit(c);
  }

  /** The value of one to five digits without leading zeros; -1 for any other text. */
  static int decimal(String text) {
    if (text.isEmpty() || text.length() > 5 || (text.length() > 1 && text.charAt(0) == '0')) {
      return -1;
    }
    int value = 0;
    for (int i = 0; i < text.length(); i++) {
      if (!isDigit(text.charAt(i))) {
        return -1;
      }
      value = value * 10 + (text.charAt(i) - '0');
    }
    return value;
  }

  static boolean isAscii(String text) {
    return text.chars().allMatch(c -> c < 0x80);
  }

  static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  /**
   * Makes foreign text harmless in a log line or message: no control characters, no endless line.
   */
  static String printable(String text) {
    StringBuilder shown = new StringBuilder(Math.min(text.length(), LOGGED_CHARACTERS) + 16);
    for (int i = 0; i < text.length() && i < LOGGED_CHARACTERS; i++) {
      char c = text.charAt(i);
      if (Character.isISOControl(c) || c == '\u2028' || c == '\u2029' || Character.isSurrogate(c)) {
        shown.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
      } else {
        shown.append(c);
      }
    }
    return text.length() > LOGGED_CHARACTERS
        ? shown.append("… (").append(text.length()).append(" characters)").toString()
        : shown.toString();
  }

  /**
   * Splits at commas and white space, but not inside {@code […]} (ports of a glob, IPv6 addresses)
   * and not inside a regular expression, which starts an entry with a slash and ends it with one
   * (or with {@code /i}).
   */
  static List<String> entries(String text) {
    List<String> entries = new ArrayList<>();
    int at = 0;
    while (at < text.length()) {
      if (isSeparator(text.charAt(at))) {
        at++;
        continue;
      }
      int end = text.charAt(at) == '/' ? endOfExpression(text, at) : endOfPlain(text, at);
      entries.add(text.substring(at, end));
      at = end;
    }
    return entries;
  }

  private static int endOfExpression(String text, int start) {
    for (int i = start + 1; i < text.length(); i++) {
      if (text.charAt(i) == '/') {
        int end = i + 1 < text.length() && text.charAt(i + 1) == 'i' ? i + 2 : i + 1;
        if (end == text.length() || isSeparator(text.charAt(end))) {
          return end;
        }
      }
    }
    return endOfPlain(text, start);
  }

  private static int endOfPlain(String text, int start) {
    int depth = 0;
    for (int i = start; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '[') {
        depth++;
      } else if (c == ']') {
        depth--;
      } else if (isSeparator(c) && depth <= 0) {
        return i;
      }
    }
    return text.length();
  }

  private static boolean isSeparator(char c) {
    return c == ',' || Character.isWhitespace(c);
  }
}
