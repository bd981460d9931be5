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
    // "Append a request Origin header": cross-origin always, same-origin unless GET or HEAD.
    List<Header> lines = polling(method, extra, url);
    if (crossOrigin || !method.equals("GET")) {
      lines.add(new Header("Origin", origin));
    }
    addCookies(lines, url);
    return Headers.of(lines);
  }

  /** For a polling request as the page's, but without {@code Origin}; no browser sends it. */
  Headers withoutOrigin(String method, WebUrl url) {
    List<Header> lines = polling(method, settable(page.headers()), url);
    addCookies(lines, url);
    return Headers.of(lines);
  }

  private List<Header> polling(String method, Headers extra, WebUrl url) {
    List<Header> lines = common("cors", url, site(url));
    lines.addAll(extra.lines());
    if (method.equals("POST") && !extra.has("Content-Type")) {
      lines.add(new Header("Content-Type", "text/plain;charset=UTF-8"));
    }
    return lines;
  }

  /** For a request by a page of somebody else, with the cookies that it could send. */
  Headers stranger(String mode, String origin, String cookies, WebUrl url) {
    List<Header> lines = common(mode, url, "cross-site");
    lines.add(new Header("Origin", origin));
    if (!cookies.isEmpty()) {
      lines.add(new Header("Cookie", cookies));
    }
    return Headers.of(lines);
  }

  /** For a preflight, which never carries credentials. */
  Headers preflight(String origin, String method, List<String> unsafeNames, WebUrl url) {
    List<Header> lines = common("cors", url, site(url));
    lines.add(new Header("Origin", origin));
    lines.add(new Header("Access-Control-Request-Method", method));
    lines.add(new Header("Access-Control-Request-Headers", String.join(",", unsafeNames)));
    return Headers.of(lines);
  }

  /** For a WebSocket's handshake, which carries the cookies whatever the page sets. */
  Headers webSocket(WebUrl url) {
    List<Header> lines = common("websocket", url, site(url));
    lines.add(new Header("Origin", page.originHeader()));
    if (!jar.header().isEmpty()) {
      lines.add(new Header("Cookie", jar.header()));
    }
    return Headers.of(lines);
  }

  private void addCookies(List<Header> lines, WebUrl url) {
    if (jar.takesPart(url) && !jar.header().isEmpty()) {
      lines.add(new Header("Cookie", jar.header()));
    }
  }

  /** Headers of every request; browsers tell only trustworthy servers where it comes from. */
  private static List<Header> common(String mode, WebUrl url, String site) {
    List<Header> lines = new ArrayList<>();
    lines.add(new Header("User-Agent", AGENT));
    lines.add(new Header("Accept", "*/*"));
    lines.add(new Header("Accept-Encoding", "identity"));
    if (PageOrigin.isTrustworthy(url)) {
      lines.add(new Header("Sec-Fetch-Site", site));
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
