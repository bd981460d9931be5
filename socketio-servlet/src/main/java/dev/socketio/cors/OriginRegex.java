package dev.socketio.cors;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/**
 * A regular expression over whole origins, in a configuration written between slashes: {@code
 * /https://app-[0-9]+\.example\.com/}.
 *
 * <p>It has to match the serialised origin from the first character to the last, case aside; {@code
 * ^} and {@code $} are allowed and change nothing. Expressions that let foreign hosts in are
 * refused: the scheme and the last two labels of the host have to be spelt out, in each
 * alternative, as {@link RegexHosts} says. So {@code [a-z-]*example\.com}, which admits {@code
 * evil-example.com}, is not deployed, nor is a dot that is not escaped, nor one before the domain
 * that may be left out, as in {@code (www)?\.?example\.com}: it admits {@code wwwexample.com}.
 * Which suffixes are public ({@code co.uk}, {@code github.io}) is not known here.
 *
 * <p>Only ever given a parsed origin, so its input has some 330 characters at most: a scheme of 64,
 * a host of 255 and a port. Threading: immutable.
 */
final class OriginRegex {

  private static final String FORM = "/https://[a-z0-9-]+\\.example\\.com(:[0-9]+)?/";

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
    checker.refuseForeignHosts(regex);
    return regex;
  }

  /** Whether the whole origin matches; the opaque origin never does. */
  boolean matches(Origin origin) {
    return !origin.isOpaque() && matches(origin.toString());
  }

  private boolean matches(String origin) {
    return pattern.matcher(origin).matches();
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

    void refuseForeignHosts(OriginRegex regex) {
      try {
        RegexHosts.check(RegexParser.parse(expression));
      } catch (RegexParser.NotUnderstood there) {
        throw refuse(
            "what stands at index "
                + there.index()
                + " cannot be checked: no origin needs flags, back references or characters by their number",
            "use characters, classes, groups and repetitions, as in " + FORM);
      } catch (RegexHosts.Open open) {
        throw open.isOfScheme()
            ? refuse("its scheme is not spelt out", "start it with \"https://\"")
            : refuse(why(regex, open.tail()), remedy(open.tail()));
      }
    }

    private static String why(OriginRegex regex, String tail) {
      return Stream.of("https://evil", "https://evil-", "http://evil", "http://evil-")
          .map(start -> start + (tail.isEmpty() ? ".com" : tail))
          .filter(regex::matches)
          .findFirst()
          .map(
              stranger ->
                  "it is not anchored at the start of a label: it admits "
                      + stranger
                      + ", which anybody can register")
          .orElse(
              "the last two labels of its host are not spelt out up to the port or the end, so anybody can register a"
                  + " host that matches");
    }

    private static String remedy(String tail) {
      String domain = tail.replaceFirst("^[-_.]+", "");
      return domain.contains(".")
          ? "put \"\\.\" before the domain, or write the pattern \"https://*." + domain + "\""
          : "spell the domain out and let nothing but a port follow, as in " + FORM;
    }

    private CorsConfigurationException refuse(String why, String remedy) {
      return CorsConfigurationException.of(parameter, entry, why, remedy);
    }
  }
}
