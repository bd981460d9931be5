package dev.socketio.cors;

import org.jspecify.annotations.Nullable;

/**
 * IPv6 addresses as the URL standard parses and serialises them (sections 3.5, "IPv6 parser" and
 * "serializer").
 */
final class Ipv6 {

  private static final int PIECES = 8;

  private Ipv6() {}

  /**
   * The address in its shortest form with brackets, or null when the text (without brackets) is no
   * address.
   */
  static @Nullable String canonical(String text) {
    int[] pieces = parse(text);
    return pieces == null ? null : serialize(pieces);
  }

  private static int @Nullable [] parse(String text) {
    int gap = text.indexOf("::");
    if (gap < 0) {
      int[] pieces = new int[PIECES];
      return fill(text, pieces) == PIECES ? pieces : null;
    }
    int[] head = new int[PIECES];
    int[] tail = new int[PIECES];
    String before = text.substring(0, gap);
    int left = before.indexOf('.') >= 0 ? -1 : fill(before, head);
    int right = fill(text.substring(gap + 2), tail);
    if (left < 0 || right < 0 || left + right >= PIECES) {
      return null;
    }
    System.arraycopy(tail, 0, head, PIECES - right, right);
    return head;
  }

  /**
   * Reads pieces separated by single colons, the last two perhaps as an IPv4 address; how many, or
   * -1.
   */
  private static int fill(String text, int[] pieces) {
    if (text.isEmpty()) {
      return 0;
    }
    int count = 0;
    int at = 0;
    while (at <= text.length()) {
      int colon = text.indexOf(':', at);
      String piece = text.substring(at, colon < 0 ? text.length() : colon);
      if (colon < 0 && piece.indexOf('.') >= 0) {
        return count <= PIECES - 2 ? fillIpv4(piece, pieces, count) : -1;
      }
      int value = hex(piece);
      if (value < 0 || count == PIECES) {
        return -1;
      }
      pieces[count++] = value;
      at = colon < 0 ? text.length() + 1 : colon + 1;
    }
    return count;
  }

  private static int fillIpv4(String text, int[] pieces, int count) {
    if (!Hosts.isIpv4(text)) {
      return -1;
    }
    int address = 0;
    int at = 0;
    for (int part = 0; part < 4; part++) {
      int dot = text.indexOf('.', at);
      int end = dot < 0 ? text.length() : dot;
      address = address << 8 | Integer.parseInt(text, at, end, 10);
      at = end + 1;
    }
    pieces[count] = address >>> 16;
    pieces[count + 1] = address & 0xffff;
    return count + 2;
  }

  private static int hex(String piece) {
    if (piece.isEmpty() || piece.length() > 4) {
      return -1;
    }
    int value = 0;
    for (int i = 0; i < piece.length(); i++) {
      char c = piece.charAt(i);
      int digit = c < 0x80 ? Character.digit(c, 16) : -1;
      if (digit < 0) {
        return -1;
      }
      value = value << 4 | digit;
    }
    return value;
  }

  private static String serialize(int[] pieces) {
    int start = 0;
    int length = 1; // a single zero is not shortened
    for (int i = 0; i < PIECES; i++) {
      int run = 0;
      while (i + run < PIECES && pieces[i + run] == 0) {
        run++;
      }
      if (run > length) {
        start = i;
        length = run;
      }
      i += run;
    }
    return length == 1 ? join(pieces, PIECES, PIECES) : join(pieces, start, start + length);
  }

  /**
   * Writes the pieces, with {@code ::} in place of those from {@code from} to before {@code to}.
   */
  private static String join(int[] pieces, int from, int to) {
    StringBuilder text = new StringBuilder(41).append('[');
    for (int i = 0; i < PIECES; i++) {
      if (i == from) {
        text.append("::");
        i = to - 1;
      } else {
        text.append(i == 0 || i == to ? "" : ":").append(Integer.toHexString(pieces[i]));
      }
    }
    return text.append(']').toString();
  }
}
