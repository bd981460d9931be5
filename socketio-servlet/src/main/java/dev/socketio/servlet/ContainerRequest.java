package dev.socketio.servlet;

import dev.socketio.engine.HandshakeRequest;
import dev.socketio.engine.transport.IncomingRequest;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;

/**
 * The head of a request in a container.
 *
 * <p>Threading: only for the container's thread of this request.
 *
 * @param request of the container
 * @param snapshots copies the request
 */
record ContainerRequest(HttpServletRequest request, RequestSnapshot snapshots)
    implements IncomingRequest {

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
}
