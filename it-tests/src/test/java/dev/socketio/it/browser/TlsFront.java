package dev.socketio.it.browser;

import dev.socketio.it.wire.Identity;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Ends TLS in front of a server without, and changes nothing on the way, as many a proxy does, or
 * the {@code Host} header alone, as careless ones do. Its certificate is for nobody; the browsers
 * are told to take it.
 *
 * <p>Threading: two threads per connection.
 */
final class TlsFront implements AutoCloseable {

  private final ServerSocket listener;
  private final int target;
  private final @Nullable String host;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "TLS front");
            thread.setDaemon(true);
            return thread;
          });

  private TlsFront(ServerSocket listener, int target, @Nullable String host) {
    this.listener = listener;
    this.target = target;
    this.host = host;
  }

  /**
   * Starts on a free port.
   *
   * @param port port of the server without TLS on this machine
   */
  static TlsFront of(int port) throws IOException {
    return start(port, null);
  }

  /**
   * Starts on a free port, and tells the server another name of itself than the browser uses.
   *
   * @param port port of the server without TLS on this machine
   * @param host what each request has as {@code Host} then
   */
  static TlsFront replacingHost(int port, String host) throws IOException {
    return start(port, host);
  }

  private static TlsFront start(int port, @Nullable String host) throws IOException {
    ServerSocket listener =
        Certificate.CONTEXT
            .getServerSocketFactory()
            .createServerSocket(0, 100, InetAddress.getByName("127.0.0.1"));
    TlsFront front = new TlsFront(listener, port, host);
    front.threads.execute(front::accept);
    return front;
  }

  int port() {
    return listener.getLocalPort();
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket near = listener.accept();
        open.add(near);
        threads.execute(() -> connect(near));
      } catch (IOException e) {
        return; // It was closed.
      }
    }
  }

  private void connect(Socket near) {
    try {
      Socket far = new Socket(InetAddress.getByName("127.0.0.1"), target);
      open.add(far);
      threads.execute(() -> pump(far, near));
      if (host != null) {
        replaceHost(near.getInputStream(), far.getOutputStream(), host);
      }
      pump(near, far);
    } catch (IOException e) {
      end(near); // The other one, if there is any, ends when it has nothing to pass on to.
    }
  }

  /** Passes a request's head on, and lets the next request come by a connection of its own. */
  private static void replaceHost(InputStream in, OutputStream out, String host)
      throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n", Math.max(0, head.length() - 4)) < 0) {
      int next = in.read();
      if (next < 0) {
        throw new EOFException("The browser has gone");
      }
      head.append((char) next);
    }
    String changed =
        head.toString()
            .replaceFirst("(?im)^Host:.*$", "Host: " + host)
            .replaceFirst("(?im)^Connection: keep-alive$", "Connection: close");
    out.write(changed.getBytes(StandardCharsets.ISO_8859_1));
    out.flush();
  }

  private void pump(Socket from, Socket to) {
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      in.transferTo(out);
    } catch (IOException e) {
      end(from); // Either side has gone, and the other one goes with it.
    } finally {
      end(from);
      end(to);
    }
  }

  private void end(Socket socket) {
    open.remove(socket);
    try {
      socket.close();
    } catch (IOException e) {
      throw new IllegalStateException("A socket does not close", e);
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
    Set.copyOf(open).forEach(this::end);
    threads.shutdownNow();
  }

  /** Made once per run. */
  private static final class Certificate {

    static final SSLContext CONTEXT = Identity.create("test").context();
  }
}
