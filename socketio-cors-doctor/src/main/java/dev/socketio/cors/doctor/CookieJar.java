package dev.socketio.cors.doctor;

import static java.util.stream.Collectors.joining;

import dev.socketio.cors.doctor.wire.WebUrl;
import dev.socketio.cors.doctor.wire.WireResponse;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

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
  private final Set<String> ownSiteOnly = new HashSet<>();
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
    return header(cookies.keySet());
  }

  /**
   * The value of the {@code Cookie} header of requests by pages of other sites, or an empty text:
   * without those that the server keeps to its own site. Of those the browser is said to hold it is
   * not known whether they are; they count as not.
   */
  String headerOfStrangers() {
    return header(strangersNames());
  }

  /** Names of the cookies that pages of other sites send as well. */
  List<String> strangersNames() {
    return cookies.keySet().stream().filter(name -> !ownSiteOnly.contains(name)).toList();
  }

  private String header(Collection<String> names) {
    return names.stream().map(name -> name + "=" + cookies.get(name)).collect(joining("; "));
  }

  /** Keeps what an answer sets, as far as a browser would send it back. */
  void store(WebUrl url, WireResponse response) {
    for (String cookie : response.headers().all("Set-Cookie")) {
      String pair = cookie.replaceAll(";.*", "").strip();
      int equals = pair.indexOf('=');
      if (equals > 0 && takesPart(url) && (isForAnySite(cookie) || page.origin().isSameSite(url))) {
        keep(pair.substring(0, equals), pair.substring(equals + 1), isForAnySite(cookie));
      } else if (equals > 0) {
        lost.add(pair.substring(0, equals));
      }
    }
  }

  private void keep(String name, String value, boolean anySite) {
    cookies.put(name, value);
    if (anySite) {
      ownSiteOnly.remove(name);
    } else {
      ownSiteOnly.add(name);
    }
  }

  private static boolean isForAnySite(String cookie) {
    String attributes = cookie.toLowerCase(Locale.ROOT).replaceAll("\\s", "");
    return attributes.contains(";samesite=none") && attributes.contains(";secure");
  }

  /** Names of cookies that the server set and that do not come back. */
  List<String> lost() {
    return List.copyOf(lost);
  }
}
