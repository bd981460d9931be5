package dev.socketio.cors.doctor;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Guesses whose a host is: the public suffix list is not at hand. */
final class Domains {

  /** The last two labels of a host, or three where the last two are as in {@code co.uk}. */
  private static final Pattern REGISTRABLE =
      Pattern.compile(
          "[^.]+\\.(?:(?:ac|co|com|edu|go|gov|me|ne|net|or|org)\\.[a-z]{2}|[^.]+)\\.?$");

  private Domains() {}

  /** The registrable domain of a host; of an address or a single label, that itself. */
  static String registrable(String host) {
    if (host.startsWith("[") || host.matches("[0-9.]+")) {
      return host;
    }
    Matcher domain = REGISTRABLE.matcher(host);
    return domain.find() ? domain.group() : host;
  }
}
