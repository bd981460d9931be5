package dev.socketio.cors.doctor.wire;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.security.GeneralSecurityException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;

/** Opens connections, with TLS where the URL asks for it. */
final class Dialer {

  private final Network network;

  Dialer(Network network) {
    this.network = network;
  }

  /** A connection to a URL's server; the addresses of its host are tried in turn. */
  Socket dial(WebUrl url) throws WireFailure {
    WireFailure last =
        new WireFailure(WireFailure.Kind.UNKNOWN_HOST, "The host " + url.host() + " is unknown.");
    for (InetAddress address : network.addresses(url.bareHost())) {
      try {
        Socket plain = connect(new InetSocketAddress(address, url.port()));
        return url.isSecure() ? secure(plain, url) : plain;
      } catch (WireFailure failure) {
        last = failure;
      }
    }
    throw last;
  }

  private Socket connect(InetSocketAddress address) throws WireFailure {
    Socket socket = new Socket();
    try {
      socket.setTcpNoDelay(true);
      socket.connect(address, Math.toIntExact(network.timeout().toMillis()));
      return socket;
    } catch (IOException failure) {
      close(socket);
      throw connectFailure(address, failure);
    }
  }

  private static WireFailure connectFailure(InetSocketAddress address, IOException failure) {
    String where = address.getAddress().getHostAddress() + " port " + address.getPort();
    if (failure instanceof SocketTimeoutException) {
      return new WireFailure(
          WireFailure.Kind.CONNECT_TIMED_OUT, where + " does not answer.", failure);
    }
    if (failure instanceof NoRouteToHostException) {
      return new WireFailure(
          WireFailure.Kind.UNREACHABLE, "There is no way to " + where + ".", failure);
    }
    if (failure instanceof ConnectException) {
      return new WireFailure(
          WireFailure.Kind.REFUSED, where + " refuses connections: nobody listens there.", failure);
    }
    return new WireFailure(
        WireFailure.Kind.UNREACHABLE, where + " cannot be reached: " + failure, failure);
  }

  private Socket secure(Socket plain, WebUrl url) throws WireFailure {
    try {
      plain.setSoTimeout(Math.toIntExact(network.timeout().toMillis()));
      SSLSocket socket =
          (SSLSocket)
              context().getSocketFactory().createSocket(plain, url.bareHost(), url.port(), true);
      if (!network.anyCertificate()) {
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
      }
      socket.startHandshake();
      return socket;
    } catch (IOException | GeneralSecurityException failure) {
      close(plain);
      throw TlsFailures.translate(url, failure);
    }
  }

  private SSLContext context() throws GeneralSecurityException {
    if (network.anyCertificate()) {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {new AnyCertificate()}, null);
      return context;
    }
    SSLContext given = network.tls();
    return given == null ? SSLContext.getDefault() : given;
  }

  /**
   * Closes a connection that is of no more use; that it cannot be closed cleanly changes nothing.
   */
  static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException alreadyBroken) {
      System.getLogger(Dialer.class.getName())
          .log(System.Logger.Level.TRACE, "Closing failed", alreadyBroken);
    }
  }
}
