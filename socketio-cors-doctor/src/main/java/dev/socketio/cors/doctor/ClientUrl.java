package dev.socketio.cors.doctor;

import dev.socketio.cors.doctor.wire.WebUrl;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The URL given to {@code io()}, taken apart as the client does.
 *
 * @param server the URL of the server's path
 * @param namespace the namespace, {@code /} for the main one
 * @param query parameters of the page's own, without a question mark
 */
record ClientUrl(WebUrl server, String namespace, String query) {

  private static final Set<String> PROTOCOL_PARAMETERS = Set.of("EIO", "transport", "t", "sid");

  /**
   * Takes a URL apart.
   *
   * @param text the URL
   * @param path the option {@code path}, or empty if it is not set
   */
  static ClientUrl parse(String text, String path) {
    WebUrl url = WebUrl.parse(text);
    boolean whole =
        path.isEmpty()
            && (url.path().matches(".*/socket\\.io/?")
                || url.query().matches("[?](.*&)?EIO=\\d.*"));
    String server = whole ? url.path() : path.isEmpty() ? "/socket.io/" : path;
    return new ClientUrl(
        url.with(server.endsWith("/") ? server : server + "/", ""),
        whole ? "/" : url.path(),
        ownParameters(url.query()));
  }

  private static String ownParameters(String query) {
    List<String> own = new ArrayList<>();
    if (!query.isEmpty()) {
      for (String parameter : query.substring(1).split("&", -1)) {
        if (!PROTOCOL_PARAMETERS.contains(parameter.replaceAll("=.*", ""))) {
          own.add(parameter);
        }
      }
    }
    return String.join("&", own);
  }
}
