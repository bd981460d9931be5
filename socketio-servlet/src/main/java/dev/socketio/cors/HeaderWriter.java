package dev.socketio.cors;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Puts the headers of a decision on a response. */
final class HeaderWriter {

  private HeaderWriter() {}

  /**
   * Writes the headers, unless something before has already answered for CORS: two values of {@code
   * Access-Control-Allow-Origin} are worse than either. {@code Vary} is added to in any case.
   *
   * @return whether something before had answered
   */
  static boolean write(CorsHeaders headers, HttpServletResponse response) {
    boolean answered = response.containsHeader(CorsHeaders.ALLOW_ORIGIN);
    if (!answered) {
      headers.forEach(response::setHeader);
    }
    if (!headers.vary().isEmpty()) {
      addVary(headers, response);
    }
    return answered;
  }

  /**
   * Writes the headers in the place of those of an earlier decision, as far as these are still on
   * the response. {@code Vary} stays: the response depends on both decisions.
   *
   * @return whether something other than the earlier decision had answered
   */
  static boolean replace(CorsHeaders earlier, CorsHeaders headers, HttpServletResponse response) {
    Set<String> written = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    earlier.forEach(
        (name, value) -> {
          if (value.equals(response.getHeader(name))) {
            written.add(name);
          }
        });
    if (!written.contains(CorsHeaders.ALLOW_ORIGIN)
        && response.containsHeader(CorsHeaders.ALLOW_ORIGIN)) {
      return write(headers, response);
    }
    if (written.stream().anyMatch(name -> headers.get(name) == null)) {
      remove(written, response);
    }
    headers.forEach(response::setHeader);
    if (!headers.vary().isEmpty()) {
      addVary(headers, response);
    }
    return false;
  }

  /** The Servlet API can only take all headers back; so the others are put back after that. */
  private static void remove(Set<String> names, HttpServletResponse response) {
    if (response.isCommitted()) {
      return;
    }
    String contentType = response.getContentType();
    Map<String, List<String>> kept = new LinkedHashMap<>();
    for (String name : response.getHeaderNames()) {
      if (!names.contains(name)) {
        kept.put(name, List.copyOf(response.getHeaders(name)));
      }
    }
    response.reset();
    kept.forEach((name, values) -> set(name, values, response));
    if (contentType != null) {
      response.setContentType(contentType);
    }
  }

  /** Sets before it adds, since a container may keep a header of its own when it resets. */
  private static void set(String name, List<String> values, HttpServletResponse response) {
    for (int i = 0; i < values.size(); i++) {
      if (i == 0) {
        response.setHeader(name, values.get(i));
      } else {
        response.addHeader(name, values.get(i));
      }
    }
  }

  private static void addVary(CorsHeaders headers, HttpServletResponse response) {
    if (!response.containsHeader(CorsHeaders.VARY)) {
      response.setHeader(CorsHeaders.VARY, headers.joinedVary());
      return;
    }
    Collection<String> present = response.getHeaders(CorsHeaders.VARY);
    String joined = String.join(", ", present);
    String merged = merge(joined, headers);
    if (!merged.equals(joined)) {
      response.setHeader(CorsHeaders.VARY, merged);
    }
  }

  private static String merge(String present, CorsHeaders headers) {
    StringBuilder merged = new StringBuilder(present);
    String known = "," + present.toLowerCase(Locale.ROOT).replaceAll("\\s", "") + ",";
    if (known.contains(",*,")) {
      return present;
    }
    for (String name : headers.vary()) {
      if (!known.contains("," + name.toLowerCase(Locale.ROOT) + ",")) {
        merged.append(merged.isEmpty() ? "" : ", ").append(name);
      }
    }
    return merged.toString();
  }
}
