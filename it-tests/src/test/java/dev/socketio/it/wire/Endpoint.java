package dev.socketio.it.wire;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CompletableFuture;

/**
 * Where a server listens, and the ways to reach it.
 *
 * @param uri address of the mount with a slash at the end, such as {@code
 *     http://127.0.0.1:8080/engine.io/}
 * @param client sends the requests; may keep cookies
 */
public record Endpoint(URI uri, HttpClient client) {

  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /** The query of a polling handshake. */
  public static final String POLLING = "EIO=4&transport=polling";

  /** The query of a WebSocket handshake. */
  public static final String WEBSOCKET = "EIO=4&transport=websocket";

  /**
   * An endpoint without cookies.
   *
   * @param uri address of the mount with a slash at the end
   */
  public Endpoint(URI uri) {
    this(uri, HTTP);
  }

  /**
   * {@return the HTTP address with a query}
   *
   * @param query query without the question mark
   */
  public URI http(String query) {
    return URI.create(uri + "?" + query);
  }

  /**
   * {@return the WebSocket address with a query}
   *
   * @param query query without the question mark
   */
  public URI webSocket(String query) {
    return URI.create("ws" + http(query).toString().substring("http".length()));
  }

  /**
   * Sends a GET and waits for the answer.
   *
   * @param query query without the question mark
   */
  public HttpResponse<String> get(String query) {
    return Patience.await("answer to GET ?" + query, getAsync(query));
  }

  /**
   * Sends a GET.
   *
   * @param query query without the question mark
   */
  public CompletableFuture<HttpResponse<String>> getAsync(String query) {
    HttpRequest request = HttpRequest.newBuilder(http(query)).GET().build();
    return client.sendAsync(request, BodyHandlers.ofString());
  }

  /**
   * Sends any request with a body and waits for the answer.
   *
   * @param method HTTP method
   * @param query query without the question mark
   * @param body text to send, may be empty
   * @param headers names and values in turn
   */
  public HttpResponse<String> send(String method, String query, String body, String... headers) {
    var builder = HttpRequest.newBuilder(http(query)).method(method, BodyPublishers.ofString(body));
    if (headers.length > 0) {
      builder.headers(headers);
    }
    return Patience.await(
        "answer to " + method + " ?" + query,
        client.sendAsync(builder.build(), BodyHandlers.ofString()));
  }
}
