package dev.socketio.engine;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What the first HTTP request of a connection said, kept after the container has recycled the
 * request itself.
 *
 * <p>Threading: immutable, safe for use by any thread.
 *
 * @param method HTTP method, upper case
 * @param url request target as sent: path and query, not decoded
 * @param query decoded query parameters; of a repeated one the last value counts
 * @param headers all headers; names in lower case, values in the order received
 * @param remoteAddress address of the peer as the container resolves it (its proxy settings
 *     applied)
 * @param secure whether the container calls the request secure (TLS, or told so by a trusted proxy)
 * @param issued when the request arrived
 * @param caller who made it
 */
public record HandshakeRequest(
    String method,
    String url,
    Map<String, String> query,
    Map<String, List<String>> headers,
    String remoteAddress,
    boolean secure,
    Instant issued,
    Caller caller) {

  /** Copies the collections, so that later changes by the caller are not seen. */
  public HandshakeRequest {
    query = Map.copyOf(query);
    headers = Map.copyOf(headers);
  }

  /**
   * {@return the first value of a header, if the request had it}
   *
   * @param name header name in any case
   */
  public Optional<String> header(String name) {
    return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()).stream().findFirst();
  }

  /** {@return the {@code Origin} header, if there was one} */
  public Optional<String> origin() {
    return header("origin");
  }
}
