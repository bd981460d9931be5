package dev.socketio.cors.doctor;

import dev.socketio.cors.doctor.wire.Header;
import dev.socketio.cors.doctor.wire.Headers;
import dev.socketio.cors.doctor.wire.WebUrl;
import java.util.ArrayList;
import java.util.List;

/**
 * The headers that a browser sends for the page.
 *
 * <p>Threading: for use by one thread, as its jar.
 */
final class PageHeaders {

  private static final String AGENT = "Mozilla/5.0 (compatible; socketio-cors-doctor)";

  private final CorsDoctorRequest page;
  private final CookieJar jar;

  PageHeaders(CorsDoctorRequest page, CookieJar jar) {
    this.page = page;
    this.jar = jar;
  }

  /** Those headers that a script may set. */
  static Headers settable(Headers headers) {
    return Headers.of(
        headers.lines().stream().filter(line -> !FetchHeaders.isForbidden(line.name())).toList());
  }

  /** All headers but one. */
  static Headers without(Headers headers, String name) {
    return Headers.of(
        headers.lines().stream().filter(line -> !line.name().equalsIgnoreCase(name)).toList());
  }

  /** For a polling request. */
  Headers request(String method, String origin, Headers extra, WebUrl url, boolean crossOrigin) {
    List<Header> lines = common("cors", url);
    lines.addAll(extra.lines());
    if (method.equals("POST") && !extra.has("Content-Type")) {
      lines.add(new Header("Content-Type", "text/plain;charset=UTF-8"));
    }
    // "Append a request Origin header": cross-origin always, same-origin unless GET or HEAD.
    if (crossOrigin || !method.equals("GET")) {
      lines.add(new Header("Origin", origin));
    }
    if (jar.takesPart(url)) {
      addCookies(lines);
    }
    return Headers.of(lines);
  }

  /** For a preflight, which never carries credentials. */
  Headers preflight(String origin, String method, List<String> unsafeNames, WebUrl url) {
    List<Header> lines = common("cors", url);
    lines.add(new Header("Origin", origin));
    lines.add(new Header("Access-Control-Request-Method", method));
    lines.add(new Header("Access-Control-Request-Headers", String.join(",", unsafeNames)));
    return Headers.of(lines);
  }

  /** For a WebSocket's handshake, which carries the cookies whatever the page sets. */
  Headers webSocket(WebUrl url) {
    List<Header> lines = common("websocket", url);
    lines.add(new Header("Origin", page.originHeader()));
    addCookies(lines);
    return Headers.of(lines);
  }

  private void addCookies(List<Header> lines) {
    if (!jar.header().isEmpty()) {
      lines.add(new Header("Cookie", jar.header()));
    }
  }

  /** Headers of every request; browsers tell only trustworthy servers where it comes from. */
  private List<Header> common(String mode, WebUrl url) {
    List<Header> lines = new ArrayList<>();
    lines.add(new Header("User-Agent", AGENT));
    lines.add(new Header("Accept", "*/*"));
    lines.add(new Header("Accept-Encoding", "identity"));
    if (PageOrigin.isTrustworthy(url)) {
      lines.add(new Header("Sec-Fetch-Site", site(url)));
      lines.add(new Header("Sec-Fetch-Mode", mode));
      lines.add(new Header("Sec-Fetch-Dest", mode.equals("cors") ? "empty" : mode));
    }
    return lines;
  }

  private String site(WebUrl url) {
    if (page.origin().isSameOrigin(url)) {
      return "same-origin";
    }
    return page.origin().isSameSite(url) ? "same-site" : "cross-site";
  }
}
