package dev.socketio.servlet;

import dev.socketio.engine.HandshakeRequest;
import dev.socketio.engine.transport.HttpExchange;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;

/**
 * A WebSocket handshake as the dispatcher sees it: a request to look at. It has no body, and it is
 * answered by the container's upgrade or by a refusal, never through {@link #respond}.
 *
 * <p>Threading: only for the container's thread of this request.
 *
 * @param request the handshake
 * @param snapshots copies the request
 */
record UpgradeExchange(HttpServletRequest request, RequestSnapshot snapshots)
    implements HttpExchange {

  @Override
  public String method() {
    return RequestSnapshot.method(request);
  }

  @Override
  public String query() {
    return RequestSnapshot.query(request);
  }

  @Override
  public List<String> headers(String name) {
    return RequestSnapshot.headers(request, name);
  }

  @Override
  public HandshakeRequest snapshot() {
    return snapshots.of(request);
  }

  @Override
  public void readBody(int limit, BodyReceiver receiver) {
    receiver.onFailure(new UnsupportedOperationException("A WebSocket handshake has no body"));
  }

  @Override
  public boolean respond(HttpReply reply, Completion done) {
    return false;
  }

  @Override
  public void onAbort(Runnable listener) {}
}
