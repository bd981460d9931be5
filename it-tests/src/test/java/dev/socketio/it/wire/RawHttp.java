package dev.socketio.it.wire;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * A TCP connection on which a test writes HTTP byte by byte, for what an HTTP client would not
 * send.
 *
 * <p>Threading: for one test thread.
 */
public final class RawHttp implements AutoCloseable {

  private final Socket socket;
  private final InputStream in;
  private final URI target;

  private RawHttp(URI target, int receiveBuffer) throws IOException {
    this.target = target;
    socket = new Socket();
    if (receiveBuffer > 0) {
      socket.setReceiveBufferSize(receiveBuffer);
    }
    socket.setTcpNoDelay(true);
    socket.connect(
        new InetSocketAddress(target.getHost(), target.getPort()), (int) Patience.LIMIT.toMillis());
    socket.setSoTimeout((int) Patience.LIMIT.toMillis());
    in = new BufferedInputStream(socket.getInputStream());
  }

  /**
   * Connects.
   *
   * @param endpoint where
   */
  public static RawHttp connect(Endpoint endpoint) throws IOException {
    return new RawHttp(endpoint.uri(), 0);
  }

  /**
   * Connects with a receive buffer of its own size, for clients that do not read.
   *
   * @param endpoint where
   * @param receiveBuffer size in bytes
   */
  static RawHttp connect(Endpoint endpoint, int receiveBuffer) throws IOException {
    return new RawHttp(endpoint.uri(), receiveBuffer);
  }

  /**
   * Writes the head of a request.
   *
   * @param method HTTP method
   * @param target request target after the mount's path, such as {@code ?EIO=4}
   * @param headers whole header lines beside {@code Host}
   */
  public void head(String method, String target, String... headers) throws IOException {
    head(method, this.target.getRawPath() + target, List.of(headers));
  }

  /**
   * Writes the head of a request.
   *
   * @param method HTTP method
   * @param path whole request target
   * @param headers whole header lines beside {@code Host}
   */
  public void head(String method, String path, List<String> headers) throws IOException {
    StringBuilder head = new StringBuilder();
    head.append(method).append(' ').append(path).append(" HTTP/1.1\r\n");
    head.append("Host: ")
        .append(target.getHost())
        .append(':')
        .append(target.getPort())
        .append("\r\n");
    headers.forEach(line -> head.append(line).append("\r\n"));
    write(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
  }

  /**
   * Writes bytes.
   *
   * @param bytes the bytes
   */
  public void write(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    socket.getOutputStream().flush();
  }

  /**
   * Writes bytes, unless the server ends the connection meanwhile.
   *
   * @param bytes the bytes
   */
  public void writeIfOpen(byte[] bytes) throws IOException {
    try {
      write(bytes);
    } catch (SocketException e) {
      // The end that the reader will see.
    }
  }

  /** {@return the answer, read to its end} */
  public Reply reply() throws IOException {
    return reply("GET");
  }

  /**
   * {@return the answer, read to its end}
   *
   * @param method method of the request; the answer to a HEAD has no body
   */
  public Reply reply(String method) throws IOException {
    Reply head = replyHead();
    if (head.status() == 101 || method.equals("HEAD")) {
      return head;
    }
    return new Reply(head.status(), head.headers(), new String(body(head), StandardCharsets.UTF_8));
  }

  private Reply replyHead() throws IOException {
    String statusLine = line();
    int status = Integer.parseInt(statusLine.split(" ")[1]);
    Map<String, List<String>> headers = new TreeMap<>();
    for (String line = line(); !line.isEmpty(); line = line()) {
      int colon = line.indexOf(':');
      headers
          .computeIfAbsent(
              line.substring(0, colon).toLowerCase(Locale.ROOT), name -> new ArrayList<>())
          .add(line.substring(colon + 1).strip());
    }
    return new Reply(status, headers, "");
  }

  private byte[] body(Reply head) throws IOException {
    if (head.header("transfer-encoding").equals("chunked")) {
      return chunks();
    }
    String length = head.header("content-length");
    return length.isEmpty() ? in.readAllBytes() : exactly(Integer.parseInt(length));
  }

  private byte[] chunks() throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (int size = Integer.parseInt(line(), 16); size > 0; size = Integer.parseInt(line(), 16)) {
      body.writeBytes(exactly(size));
      line();
    }
    line();
    return body.toByteArray();
  }

  /**
   * Reads bytes.
   *
   * @param count how many
   * @throws EOFException if the peer ends the stream before
   */
  byte[] exactly(int count) throws IOException {
    byte[] bytes = in.readNBytes(count);
    if (bytes.length < count) {
      throw new EOFException(
          "The peer closed the connection after " + bytes.length + " of " + count + " bytes");
    }
    return bytes;
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new EOFException("The peer closed the connection after \"" + line + "\"");
      }
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }

  /** Reads and drops until the peer ends the connection. */
  public void awaitEnd() throws IOException {
    try {
      in.transferTo(OutputStream.nullOutputStream());
    } catch (SocketException e) {
      // A reset is an end as well.
    }
  }

  /** Ends the connection with a reset. */
  public void reset() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  /**
   * An answer.
   *
   * @param status HTTP status
   * @param headers names in lower case
   * @param body decoded as UTF-8
   */
  public record Reply(int status, Map<String, List<String>> headers, String body) {

    /**
     * {@return a header's values, joined by commas; empty if there is none}
     *
     * @param name name in lower case
     */
    public String header(String name) {
      return String.join(",", headers.getOrDefault(name, List.of()));
    }
  }
}
