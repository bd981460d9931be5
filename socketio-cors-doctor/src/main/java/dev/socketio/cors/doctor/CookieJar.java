package dev.socketio.cors.doctor;

import dev.socketio.cors.doctor.wire.WebUrl;
import dev.socketio.cors.doctor.wire.WireResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The cookies of one examination: those the browser is said to hold, and those the server sets.
 * Only the rules that matter across origins are followed (Fetch standard, credentials mode; RFC
 * 6265bis, SameSite); domains and paths are not, since there is one server.
 *
 * <p>Threading: for use by one thread.
 */
final class CookieJar {

  private final CorsDoctorRequest page;
  private final Map<String, String> cookies = new LinkedHashMap<>();
  private final List<String> lost = new ArrayList<>();

  CookieJar(CorsDoctorRequest page) {
    this.page = page;
    for (String pair : page.cookie().split(";", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        cookies.put(pair.substring(0, equals).strip(), pair.substring(equals + 1).strip());
      }
    }
  }

  /** Whether polling requests to a URL carry cookies, and their answers may set some. */
  boolean takesPart(WebUrl url) {
    return page.withCredentials() || page.origin().isSameOrigin(url);
  }

  /** The value of the {@code Cookie} header, or an empty text. */
  String header() {
    List<String> pairs = new ArrayList<>();
    cookies.forEach((name, value) -> pairs.add(name + "=" + value));
    return String.join("; ", pairs);
  }

  /** Keeps what an answer sets, as far as a browser would send it back. */
  void store(WebUrl url, WireResponse response) {
    for (String cookie : response.headers().all("Set-Cookie")) {
      String pair = cookie.replaceAll(";.*", "").strip();
      int equals = pair.indexOf('=');
      if (equals > 0 && takesPart(url) && comesBack(url, cookie)) {
        cookies.put(pair.substring(0, equals), pair.substring(equals + 1));
      } else if (equals > 0) {
        lost.add(pair.substring(0, equals));
      }
    }
  }

  private boolean comesBack(WebUrl url, String cookie) {
    String attributes = cookie.toLowerCase(Locale.ROOT).replaceAll("\\s", "");
    boolean anySite = attributes.contains(";samesite=none") && attributes.contains(";secure");
    return anySite || page.origin().isSameSite(url);
  }

  /** Names of cookies that the server set and that do not come back. */
  List<String> lost() {
    return List.copyOf(lost);
  }
}
