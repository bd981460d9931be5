package dev.socketio.cors;

import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A regular expression over whole origins, in a configuration written between slashes: {@code
 * /https://app-[0-9]+\.example\.com/}.
 *
 * <p>It has to match the serialised origin from the first character to the last, case aside; {@code
 * ^} and {@code $} are allowed and change nothing. Expressions that let foreign hosts in by the
 * usual mistakes are refused: a dot that is not escaped, no scheme, an end that is not the end of a
 * label ({@code [a-z-]*example\.com} admits {@code evil-example.com}).
 *
 * <p>Only ever given a parsed origin, so its input has some 280 characters at most. Threading:
 * immutable.
 */
final class OriginRegex {

  /** Hosts nobody means by a pattern of their own: who matches them matches everything. */
  private static final List<String> STRANGERS =
      List.of("https://q7x2-stranger.invalid", "http://q7x2-stranger.invalid");

  private final Pattern pattern;

  private OriginRegex(Pattern pattern) {
    this.pattern = pattern;
  }

  /** Whether an entry of a configuration is an expression: it starts with a slash. */
  static boolean looksLikeOne(String entry) {
    return entry.startsWith("/") && !entry.startsWith("//");
  }

  /**
   * Compiles an entry written between slashes; {@code /i} at the end is allowed, case never counts.
   */
  static OriginRegex compile(String parameter, String entry) {
    String end = entry.endsWith("/i") ? "/i" : "/";
    if (entry.length() < 2 + end.length() - 1 || !entry.endsWith(end)) {
      throw CorsConfigurationException.of(
          parameter,
          entry,
          "it starts with a slash, as a regular expression does, but does not end with one",
          "write \"/https://[a-z0-9-]+\\.example\\.com/\", or an origin, which starts with https://");
    }
    return compile(parameter, entry, entry.substring(1, entry.length() - end.length()));
  }

  /** Takes a pattern compiled elsewhere, for its text. */
  static OriginRegex compile(String parameter, Pattern pattern) {
    if ((pattern.flags() & ~(Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE)) != 0) {
      throw CorsConfigurationException.of(
          parameter,
          pattern.pattern(),
          "it has flags other than CASE_INSENSITIVE, which would change what the checks of this pattern mean",
          "leave the flags out");
    }
    return compile(parameter, pattern.pattern(), pattern.pattern());
  }

  private static OriginRegex compile(String parameter, String entry, String expression) {
    Checker checker = new Checker(parameter, entry, expression);
    checker.refuseMissingScheme();
    checker.refuseOpenDot();
    OriginRegex regex = new OriginRegex(checker.pattern());
    checker.refuseLooseEnd(regex);
    return regex;
  }

  /** Whether the whole origin matches; the opaque origin never does. */
  boolean matches(Origin origin) {
    return !origin.isOpaque() && matches(origin.toString());
  }

  private boolean matches(String origin) {
    return pattern.matcher(origin).matches();
  }

  /** Whether the expression admits any host whatever. */
  boolean isOpenToAnybody() {
    return STRANGERS.stream().anyMatch(this::matches);
  }

  /** Finds the usual mistakes in the text of an expression. */
  private record Checker(String parameter, String entry, String expression) {

    Pattern pattern() {
      try {
        return Pattern.compile(expression, Pattern.CASE_INSENSITIVE);
      } catch (PatternSyntaxException wrong) {
        throw refuse(
            "it is not a regular expression: "
                + wrong.getDescription()
                + " near index "
                + wrong.getIndex(),
            "write for example /https://[a-z0-9-]+\\.example\\.com/");
      }
    }

    void refuseMissingScheme() {
      if (!expression.contains("://") && !expression.contains(":\\/\\/")) {
        throw refuse(
            "it is matched against the whole origin, and has no scheme",
            "start it with \"https://\"");
      }
    }

    void refuseOpenDot() {
      boolean inClass = false;
      for (int i = 0; i < expression.length(); i++) {
        char c = expression.charAt(i);
        if (expression.startsWith("\\Q", i)) {
          int end = expression.indexOf("\\E", i);
          i = end < 0 ? expression.length() : end + 1;
        } else if (c == '\\') {
          i++;
        } else if (c == '[' || c == ']') {
          inClass = c == '[';
        } else if (c == '.' && !inClass) {
          throw refuse(
              "the dot at index "
                  + i
                  + " is not escaped and stands for any character, so other hosts match too",
              "write \"\\.\" for a dot and \"[a-z0-9-]+\" for a label");
        }
      }
    }

    void refuseLooseEnd(OriginRegex regex) {
      String tail = literalTail();
      if (tail.isEmpty() || tail.startsWith(".") || !tail.contains(".")) {
        return;
      }
      for (String start : List.of("https://evil", "https://evil-", "http://evil", "http://evil-")) {
        String stranger = start + tail;
        if (regex.matches(stranger)) {
          throw refuse(
              "it is not anchored at the start of a label: it admits " + stranger,
              "put \"\\.\" before the domain, or write the pattern \"https://*." + tail + "\"");
        }
      }
    }

    /**
     * The literal characters the expression ends with, read backwards up to the first that is none.
     */
    private String literalTail() {
      int end =
          expression.endsWith("$") && !expression.endsWith("\\$")
              ? expression.length() - 1
              : expression.length();
      StringBuilder tail = new StringBuilder();
      for (int i = end - 1; i >= 0; i--) {
        char c = expression.charAt(i);
        boolean escapedDot = c == '.' && i > 0 && expression.charAt(i - 1) == '\\';
        if (!escapedDot && !Hosts.isLabelCharacter(c)) {
          break;
        }
        tail.append(c);
        i -= escapedDot ? 1 : 0;
      }
      return tail.reverse().toString();
    }

    private CorsConfigurationException refuse(String why, String remedy) {
      return CorsConfigurationException.of(parameter, entry, why, remedy);
    }
  }
}
