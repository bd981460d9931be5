package dev.socketio.cors;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The names of the init-parameters, and what somebody may have meant who wrote another. */
final class ParameterNames {

  static final List<String> ALL =
      List.of(
          "origin",
          "methods",
          "allowedHeaders",
          "exposedHeaders",
          "credentials",
          "maxAge",
          "preflightContinue",
          "optionsSuccessStatus",
          "allowPrivateNetwork",
          "timingOrigins",
          "rejectDisallowed");

  /**
   * Names of the same thing elsewhere, in lower case, without punctuation and without a leading
   * "cors".
   */
  private static final Map<String, String> ELSEWHERE =
      Map.ofEntries(
          Map.entry("alloworigin", "origin"),
          Map.entry("allowedorigin", "origin"),
          Map.entry("allowedorigins", "origin"),
          Map.entry("alloworigins", "origin"),
          Map.entry("allowedoriginpatterns", "origin"),
          Map.entry("originpatterns", "origin"),
          Map.entry("accesscontrolalloworigin", "origin"),
          Map.entry("headers", "allowedHeaders"),
          Map.entry("allowheaders", "allowedHeaders"),
          Map.entry("accesscontrolallowheaders", "allowedHeaders"),
          Map.entry("allowedmethods", "methods"),
          Map.entry("allowmethods", "methods"),
          Map.entry("accesscontrolallowmethods", "methods"),
          Map.entry("exposeheaders", "exposedHeaders"),
          Map.entry("accesscontrolexposeheaders", "exposedHeaders"),
          Map.entry("supportcredentials", "credentials"),
          Map.entry("allowcredentials", "credentials"),
          Map.entry("withcredentials", "credentials"),
          Map.entry("accesscontrolallowcredentials", "credentials"),
          Map.entry("preflightmaxage", "maxAge"),
          Map.entry("accesscontrolmaxage", "maxAge"),
          Map.entry("chainpreflight", "preflightContinue"),
          Map.entry("allowedtimingorigins", "timingOrigins"));

  private ParameterNames() {}

  /** The exception for a name nobody knows: with the nearest known name, and all of them. */
  static CorsConfigurationException unknown(String prefix, String name, String value) {
    String all = String.join(", ", ALL.stream().map(known -> prefix + known).toList());
    String remedy =
        nearest(name)
            .map(known -> "write \"" + prefix + known + "\"")
            .orElse("remove it, or write one of those names");
    return CorsConfigurationException.of(
        prefix + name, value, "there is no such parameter; there are " + all, remedy);
  }

  /** What was meant, as far as one can tell. */
  static Optional<String> nearest(String name) {
    String letters = Text.lower(name).replaceAll("[^a-z]", "");
    String plain = letters.startsWith("cors") ? letters.substring("cors".length()) : letters;
    String elsewhere = ELSEWHERE.get(plain);
    if (elsewhere != null) {
      return Optional.of(elsewhere);
    }
    int bound = Math.max(2, plain.length() / 3);
    String best = null;
    for (String known : ALL) {
      int distance = distance(plain, Text.lower(known));
      if (distance <= bound) {
        best = known;
        bound = distance - 1;
      }
    }
    return Optional.ofNullable(best);
  }

  /** Levenshtein's distance: how many letters to insert, drop or replace. */
  private static int distance(String from, String to) {
    int[] previous = new int[to.length() + 1];
    for (int j = 0; j <= to.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int[] current = new int[to.length() + 1];
      current[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int replaced = previous[j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        current[j] = Math.min(replaced, Math.min(previous[j], current[j - 1]) + 1);
      }
      previous = current;
    }
    return previous[to.length()];
  }
}
