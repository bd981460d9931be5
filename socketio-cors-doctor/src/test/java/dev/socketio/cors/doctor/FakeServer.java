package dev.socketio.cors.doctor;

import dev.socketio.cors.doctor.wire.Header;
import dev.socketio.cors.doctor.wire.Headers;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A server on a free port of the loopback interface that answers each connection's one request as a
 * script says, byte by byte if need be.
 */
public final class FakeServer implements AutoCloseable {

  /** What to do with a request. */
  public interface Script {
    void serve(Request request, Socket socket) throws IOException;
  }

  /** A request as it came. */
  public record Request(String method, String target, Headers headers, String body) {

    public String path() {
      return target.replaceAll("\\?.*", "");
    }

    public boolean isUpgrade() {
      return headers.combined("Upgrade").orElse("").equals("websocket");
    }

    public boolean isPreflight() {
      return method.equals("OPTIONS");
    }

    public boolean hasSid() {
      return target.contains("sid=");
    }

    public String origin() {
      return headers.combined("Origin").orElse("");
    }
  }

  private final ServerSocket server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Request> requests = new CopyOnWriteArrayList<>();

  private boolean unread;

  private FakeServer(ServerSocket server) {
    this.server = server;
  }

  public static FakeServer start(Script script) throws IOException {
    return start(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), script);
  }

  public static FakeServer start(ServerSocket socket, Script script) {
    FakeServer fake = new FakeServer(socket);
    fake.threads.execute(() -> fake.accept(script));
    return fake;
  }

  /** A server that does not read before it does something. */
  public static FakeServer startUnread(Script script) throws IOException {
    FakeServer fake = new FakeServer(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
    fake.unread = true;
    fake.threads.execute(() -> fake.accept(script));
    return fake;
  }

  private void accept(Script script) {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        threads.execute(() -> serve(script, socket));
      } catch (SocketException closed) {
        return;
      } catch (IOException failure) {
        throw new IllegalStateException(failure);
      }
    }
  }

  private void serve(Script script, Socket socket) {
    try (socket) {
      Request request =
          unread
              ? new Request("", "", Headers.none(), "")
              : read(new BufferedInputStream(socket.getInputStream()));
      if (request != null) {
        requests.add(request);
        script.serve(request, socket);
      }
    } catch (IOException clientGone) {
      // Of no interest: the doctor says what it saw.
    }
  }

  private static Request read(InputStream in) throws IOException {
    String first = line(in);
    if (first.isEmpty()) {
      return null;
    }
    List<Header> headers = new ArrayList<>();
    int length = 0;
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      int colon = line.indexOf(':');
      Header header = new Header(line.substring(0, colon), line.substring(colon + 1).strip());
      headers.add(header);
      if (header.name().equalsIgnoreCase("Content-Length")) {
        length = Integer.parseInt(header.value());
      }
    }
    String[] parts = first.split(" ");
    String body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
    return new Request(parts[0], parts[1], Headers.of(headers), body);
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }

  public int port() {
    return server.getLocalPort();
  }

  public List<Request> requests() {
    return requests;
  }

  @Override
  public void close() throws IOException {
    server.close();
    threads.shutdownNow();
  }
}
