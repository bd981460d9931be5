package dev.socketio.cors.doctor;

import dev.socketio.cors.doctor.wire.Header;
import dev.socketio.cors.doctor.wire.Headers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** What the Fetch standard says about header names, values and lists (section 2.2.2). */
final class FetchHeaders {

  private static final Pattern TOKEN = Pattern.compile("[-!#$%&'*+.^_`|~0-9A-Za-z]+");
  private static final Pattern UNSAFE_VALUE =
      Pattern.compile("[\\x00-\\x08\\x0A-\\x1F\"():<>?@\\[\\\\\\]{}\\x7F]");
  private static final Pattern LANGUAGES = Pattern.compile("[-0-9A-Za-z *,.;=]*");
  private static final Pattern SIMPLE_RANGE = Pattern.compile("bytes=\\d+-\\d*");
  private static final Set<String> SIMPLE_TYPES =
      Set.of("application/x-www-form-urlencoded", "multipart/form-data", "text/plain");
  private static final Set<String> FORBIDDEN =
      Set.of(
          "accept-charset",
          "accept-encoding",
          "access-control-request-headers",
          "access-control-request-method",
          "access-control-request-private-network",
          "connection",
          "content-length",
          "cookie",
          "cookie2",
          "date",
          "dnt",
          "expect",
          "host",
          "keep-alive",
          "origin",
          "referer",
          "set-cookie",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade",
          "via");

  private FetchHeaders() {}

  /** Whether a name is a header name at all. */
  static boolean isToken(String name) {
    return TOKEN.matcher(name).matches();
  }

  /** Whether a script may not set it: "forbidden request-header". */
  static boolean isForbidden(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return FORBIDDEN.contains(lower) || lower.startsWith("proxy-") || lower.startsWith("sec-");
  }

  /**
   * The names, in lower case and sorted, for which a preflight is due: "CORS-unsafe request-header
   * names". Safelisted headers join them once they have more than 1024 bytes together.
   */
  static List<String> unsafeNames(Headers headers) {
    Set<String> unsafe = new TreeSet<>();
    Set<String> safe = new TreeSet<>();
    int safeBytes = 0;
    for (Header header : headers.lines()) {
      String lower = header.name().toLowerCase(Locale.ROOT);
      if (isSafelisted(header)) {
        safe.add(lower);
        safeBytes += header.value().length();
      } else if (!isForbidden(lower)) {
        unsafe.add(lower);
      }
    }
    if (safeBytes > 1024) {
      unsafe.addAll(safe);
    }
    return List.copyOf(unsafe);
  }

  /** "CORS-safelisted request-header". */
  private static boolean isSafelisted(Header header) {
    String value = header.value();
    return value.length() <= 128
        && switch (header.name().toLowerCase(Locale.ROOT)) {
          case "accept" -> !UNSAFE_VALUE.matcher(value).find();
          case "accept-language", "content-language" -> LANGUAGES.matcher(value).matches();
          case "content-type" -> isSimpleType(value);
          case "range" -> SIMPLE_RANGE.matcher(value).matches();
          default -> false;
        };
  }

  private static boolean isSimpleType(String value) {
    String essence = value.replaceAll(";.*", "").strip().toLowerCase(Locale.ROOT);
    return !UNSAFE_VALUE.matcher(value).find() && SIMPLE_TYPES.contains(essence);
  }

  /** The tokens of a comma-separated list; empty items are no matter. */
  static List<String> items(Optional<String> list) {
    List<String> items = new ArrayList<>();
    list.ifPresent(
        text ->
            Arrays.stream(text.split(",", -1))
                .map(String::strip)
                .filter(item -> !item.isEmpty())
                .forEach(items::add));
    return Collections.unmodifiableList(items);
  }

  /** The first item that is no token, which makes the whole list unreadable. */
  static Optional<String> unreadable(List<String> items) {
    return items.stream().filter(item -> !isToken(item)).findFirst();
  }
}
