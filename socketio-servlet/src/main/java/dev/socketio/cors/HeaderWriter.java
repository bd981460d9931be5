package dev.socketio.cors;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Collection;
import java.util.Locale;

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
