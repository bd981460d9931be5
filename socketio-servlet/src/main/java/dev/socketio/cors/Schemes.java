package dev.socketio.cors;

/**
 * The URL standard's special schemes (section 4.2): those whose hosts are domains or addresses,
 * with a default port.
 */
final class Schemes {

  /** A longer scheme is refused: those of browsers and their extensions have some 20 letters. */
  private static final int MAX_LENGTH = 64;

  private Schemes() {}

  /** The default port, or -1 for a scheme that has none. */
  static int defaultPort(String scheme) {
    return switch (scheme) {
      case "http", "ws" -> 80;
      case "https", "wss" -> 443;
      case "ftp" -> 21;
      default -> -1;
    };
  }

  static boolean isSpecial(String scheme) {
    return defaultPort(scheme) >= 0;
  }

  /**
   * Whether the text has the form of a scheme: a letter, then letters, digits, plus, minus, dot,
   * and no more than 64 of them.
   */
  static boolean isScheme(String text) {
    if (text.isEmpty() || text.length() > MAX_LENGTH || !Text.isLetter(text.charAt(0))) {
      return false;
    }
    for (int i = 1; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!Text.isLetterOrDigit(c) && c != '+' && c != '-' && c != '.') {
        return false;
      }
    }
    return true;
  }
}
