package dev.socketio.it.browser;

import dev.socketio.it.wire.Patience;
import jakarta.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * Commands to a browser and events from it, as JSON over a WebSocket. The DevTools protocol and
 * WebDriver BiDi share this form.
 *
 * <p>Threading: commands come from one test thread; events are given to their listeners on a thread
 * of the connection, in order.
 */
final class Remote implements WebSocket.Listener, AutoCloseable {

  private final ConcurrentMap<Integer, CompletableFuture<JsonObject>> pending =
      new ConcurrentHashMap<>();
  private final List<Consumer<JsonObject>> listeners = new CopyOnWriteArrayList<>();
  private final StringBuilder partial = new StringBuilder();
  private final CompletableFuture<WebSocket> connection;
  private int lastId;

  private Remote(URI uri) {
    connection = HttpClient.newHttpClient().newWebSocketBuilder().buildAsync(uri, this);
  }

  /**
   * Connects to a browser.
   *
   * @param uri a WebSocket address
   */
  static Remote connect(String uri) {
    Remote remote = new Remote(URI.create(uri));
    Patience.await("connection to " + uri, remote.connection);
    return remote;
  }

  /**
   * Gives events to somebody.
   *
   * @param listener takes the whole message, with {@code method} and {@code params}
   */
  void onEvent(Consumer<JsonObject> listener) {
    listeners.add(listener);
  }

  /**
   * Sends a command and waits for its result.
   *
   * @param method its name
   * @param params its parameters
   * @return the result
   */
  JsonObject call(String method, Map<String, Object> params) {
    return call(method, params, Map.of());
  }

  /**
   * Sends a command and waits for its result.
   *
   * @param method its name
   * @param params its parameters
   * @param envelope further members of the message
   * @return the result
   */
  JsonObject call(String method, Map<String, Object> params, Map<String, Object> envelope) {
    int id = ++lastId;
    CompletableFuture<JsonObject> answer = new CompletableFuture<>();
    pending.put(id, answer);
    Map<String, Object> message = new TreeMap<>(envelope);
    message.put("id", id);
    message.put("method", method);
    message.put("params", params);
    Patience.await("connection", connection)
        .sendText(Json.write(message), true)
        .whenComplete(
            (sent, failure) -> {
              if (failure != null) {
                answer.completeExceptionally(failure);
              }
            });
    JsonObject received = Patience.await("answer to " + method, answer);
    if (!received.containsKey("result")) {
      throw new AssertionError("The browser refuses " + message + ": " + received);
    }
    return received.getJsonObject("result");
  }

  @Override
  public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
    partial.append(data);
    if (last) {
      JsonObject message = Json.read(partial.toString());
      partial.setLength(0);
      CompletableFuture<JsonObject> waiting =
          message.containsKey("id") ? pending.remove(message.getInt("id")) : null;
      if (waiting != null) {
        waiting.complete(message);
      } else if (message.containsKey("method")) {
        listeners.forEach(listener -> listener.accept(message));
      }
    }
    webSocket.request(1);
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
    fail(new IllegalStateException("The browser closed the connection: " + statusCode + reason));
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public void onError(WebSocket webSocket, Throwable error) {
    fail(error);
  }

  private void fail(Throwable why) {
    pending.values().forEach(waiting -> waiting.completeExceptionally(why));
  }

  @Override
  public void close() {
    connection.thenAccept(WebSocket::abort);
  }
}
