package dev.socketio.cors.doctor.wire;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * How to reach servers.
 *
 * @param fixed addresses of hosts that are not to be looked up; names in lower case
 * @param timeout for connecting, and for each answer
 * @param tls where certificates are checked, or null for the JDK's default
 * @param anyCertificate whether to take any certificate
 */
public record Network(
    Map<String, InetAddress> fixed,
    Duration timeout,
    @Nullable SSLContext tls,
    boolean anyCertificate) {

  /** Takes a copy of the addresses. */
  public Network {
    fixed = Map.copyOf(fixed);
  }

  /**
   * {@return the addresses of a host, at least one}
   *
   * @param host a name in lower case, or an address
   * @throws WireFailure if it has none
   */
  public List<InetAddress> addresses(String host) throws WireFailure {
    InetAddress known = fixed.get(host);
    if (known != null) {
      return List.of(known);
    }
    try {
      // Browsers never look these names up (Secure Contexts, "is origin potentially trustworthy").
      if (host.equals("localhost") || host.endsWith(".localhost")) {
        return List.of(InetAddress.getAllByName("localhost"));
      }
      return List.of(InetAddress.getAllByName(host));
    } catch (UnknownHostException unknown) {
      throw new WireFailure(
          WireFailure.Kind.UNKNOWN_HOST, "The host " + host + " has no address.", unknown);
    }
  }
}
