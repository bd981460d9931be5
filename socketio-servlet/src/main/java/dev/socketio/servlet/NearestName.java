package dev.socketio.servlet;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Guesses what a misspelt name was meant to be. */
final class NearestName {

  private NearestName() {}

  /**
   * {@return the known name with the fewest different letters, if it is near enough to be meant}
   *
   * @param unknown what was written
   * @param known what could have been meant
   */
  static Optional<String> of(String unknown, Collection<String> known) {
    String written = unknown.toLowerCase(Locale.ROOT);
    int tolerance = Math.max(2, unknown.length() / 3);
    return known.stream()
        .filter(name -> distance(written, name.toLowerCase(Locale.ROOT)) <= tolerance)
        .min(
            Comparator.comparingInt(
                    (String name) -> distance(written, name.toLowerCase(Locale.ROOT)))
                .thenComparing(Comparator.naturalOrder()));
  }

  /** Levenshtein's distance, one row at a time. */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int substituted = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(substituted, 1 + Math.min(row[j - 1], diagonal));
      }
    }
    return row[b.length()];
  }
}
