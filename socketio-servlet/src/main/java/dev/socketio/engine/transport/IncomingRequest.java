package dev.socketio.engine.transport;

import dev.socketio.engine.HandshakeRequest;
import java.util.List;

/**
 * The head of an HTTP request, free of any container: what is looked at to verify a request and to
 * find its session.
 *
 * <p>Threading: only for the thread that brought the request, before the call returns that it was
 * handed over with.
 */
public interface IncomingRequest {

  /** {@return HTTP method, upper case} */
  String method();

  /** {@return raw query string without the question mark, empty if there is none} */
  String query();

  /**
   * {@return all values of a header, in the order received; empty if absent}
   *
   * @param name header name, any case
   */
  List<String> headers(String name);

  /**
   * {@return a copy of all that is worth keeping; made at most once per handshake or refusal, as it
   * is not cheap}
   */
  HandshakeRequest snapshot();
}
