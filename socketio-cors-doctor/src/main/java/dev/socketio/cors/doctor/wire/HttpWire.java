package dev.socketio.cors.doctor.wire;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.List;

/**
 * Sends requests, each on a connection of its own; so a load balancer that is not sticky shows it.
 *
 * <p>Threading: stateless; blocks for at most the network's time-out to connect and once more to
 * read.
 */
public final class HttpWire {

  private final Network network;
  private final Dialer dialer;

  /**
   * Creates a client.
   *
   * @param network how to reach servers
   */
  public HttpWire(Network network) {
    this.network = network;
    this.dialer = new Dialer(network);
  }

  /**
   * {@return the addresses of a host, at least one}
   *
   * @param host a name in lower case, or an address
   * @throws WireFailure if it has none
   */
  public List<InetAddress> addresses(String host) throws WireFailure {
    return network.addresses(host);
  }

  /**
   * Sends a request and reads the answer.
   *
   * @param request the request
   * @return the answer
   * @throws WireFailure if there is none
   */
  public WireResponse send(WireRequest request) throws WireFailure {
    Socket socket = dialer.dial(request.url());
    try {
      socket.getOutputStream().write(request.bytes());
      socket.getOutputStream().flush();
      TimedInput in = new TimedInput(socket, network.timeout());
      return new ResponseReader(new BufferedInputStream(in)).read();
    } catch (IOException failure) {
      throw translate(request.url(), failure);
    } finally {
      Dialer.close(socket);
    }
  }

  /**
   * Tries to open a WebSocket.
   *
   * @param request a GET with the headers that a browser adds for the page, such as {@code Origin}
   * @return what came of it
   * @throws WireFailure if there is no answer
   */
  public WebSocketAttempt open(WireRequest request) throws WireFailure {
    Socket socket = dialer.dial(request.url());
    boolean kept = false;
    try {
      WebSocketAttempt attempt = WebSocketAttempt.of(request, socket, network.timeout());
      kept = attempt.connection().isPresent();
      return attempt;
    } catch (IOException failure) {
      throw translate(request.url(), failure);
    } finally {
      if (!kept) {
        Dialer.close(socket);
      }
    }
  }

  /** The failure in our terms. */
  static WireFailure translate(WebUrl url, IOException failure) {
    if (failure instanceof WireFailure translated) {
      return translated;
    }
    if (failure instanceof SocketTimeoutException) {
      return new WireFailure(
          WireFailure.Kind.ANSWER_TIMED_OUT, url.authority() + " did not answer in time.", failure);
    }
    return new WireFailure(
        WireFailure.Kind.RESET,
        "The connection to " + url.authority() + " broke: " + failure.getMessage(),
        failure);
  }
}
