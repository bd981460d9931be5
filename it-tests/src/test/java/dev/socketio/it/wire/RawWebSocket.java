package dev.socketio.it.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A WebSocket written frame by frame (RFC 6455, section 5.2), for what a WebSocket client would not
 * send, and for clients that do not read.
 *
 * <p>Threading: for one test thread.
 */
public final class RawWebSocket implements AutoCloseable {

  /** A text frame. */
  public static final int TEXT = 1;

  /** A binary frame. */
  public static final int BINARY = 2;

  /** A close frame. */
  public static final int CLOSE = 8;

  private static final byte[] MASK = {11, 22, 33, 44};

  private final RawHttp connection;

  private RawWebSocket(RawHttp connection) {
    this.connection = connection;
  }

  /**
   * {@return the header lines of a handshake}
   *
   * @param more further header lines
   */
  public static List<String> handshake(String... more) {
    List<String> lines = new ArrayList<>();
    lines.add("Upgrade: websocket");
    lines.add("Connection: Upgrade");
    lines.add("Sec-WebSocket-Version: 13");
    lines.add("Sec-WebSocket-Key: AAECAwQFBgcICQoLDA0ODw==");
    lines.addAll(List.of(more));
    return lines;
  }

  /**
   * Opens a WebSocket.
   *
   * @param endpoint where
   * @param query query without the question mark
   */
  public static RawWebSocket open(Endpoint endpoint, String query) throws IOException {
    return open(RawHttp.connect(endpoint), endpoint, query);
  }

  /**
   * Opens a WebSocket with a small receive buffer.
   *
   * @param endpoint where
   * @param query query without the question mark
   */
  public static RawWebSocket openNarrow(Endpoint endpoint, String query) throws IOException {
    return open(RawHttp.connect(endpoint, 4096), endpoint, query);
  }

  private static RawWebSocket open(RawHttp connection, Endpoint endpoint, String query)
      throws IOException {
    connection.head("GET", endpoint.uri().getRawPath() + "?" + query, handshake());
    assertThat(connection.reply().status()).isEqualTo(101);
    return new RawWebSocket(connection);
  }

  /**
   * Sends a text message in one frame.
   *
   * @param text the message
   */
  public void send(String text) throws IOException {
    frame(true, TEXT, text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Sends a frame, masked as a client must.
   *
   * @param last whether the message ends with it
   * @param opcode 0 continues a message
   * @param payload payload before masking
   */
  public void frame(boolean last, int opcode, byte[] payload) throws IOException {
    ByteArrayOutputStream frame = new ByteArrayOutputStream();
    frame.write((last ? 0x80 : 0) | opcode);
    if (payload.length < 126) {
      frame.write(0x80 | payload.length);
    } else if (payload.length < 65536) {
      frame.write(0x80 | 126);
      frame.writeBytes(ByteBuffer.allocate(2).putShort((short) payload.length).array());
    } else {
      frame.write(0x80 | 127);
      frame.writeBytes(ByteBuffer.allocate(8).putLong(payload.length).array());
    }
    frame.writeBytes(MASK);
    for (int i = 0; i < payload.length; i++) {
      frame.write(payload[i] ^ MASK[i % 4]);
    }
    connection.write(frame.toByteArray());
  }

  /** {@return the next frame} */
  public Frame next() throws IOException {
    int first = connection.exactly(1)[0] & 0xff;
    int second = connection.exactly(1)[0] & 0x7f;
    long length = second;
    if (second == 126) {
      length = ByteBuffer.wrap(connection.exactly(2)).getShort() & 0xffff;
    } else if (second == 127) {
      length = ByteBuffer.wrap(connection.exactly(8)).getLong();
    }
    return new Frame((first & 0x80) != 0, first & 0x0f, connection.exactly((int) length));
  }

  /** {@return the next frame, which must be a whole text message} */
  public String nextText() throws IOException {
    Frame frame = next();
    assertThat(frame.opcode()).as("opcode of %s", frame).isEqualTo(TEXT);
    assertThat(frame.last()).isTrue();
    return new String(frame.payload(), StandardCharsets.UTF_8);
  }

  /**
   * Reads until a close frame.
   *
   * @return its code, 1005 if it has none
   */
  public int awaitClose() throws IOException {
    Frame frame = next();
    while (frame.opcode() != CLOSE) {
      frame = next();
    }
    return frame.payload().length < 2 ? 1005 : ByteBuffer.wrap(frame.payload()).getShort() & 0xffff;
  }

  /**
   * Writes bytes as they are, unless the server ends the connection meanwhile.
   *
   * @param bytes a frame, or what should pass for one
   */
  public void write(byte[] bytes) throws IOException {
    connection.writeIfOpen(bytes);
  }

  /** Reads until a close frame or the end of the connection. */
  public void awaitCloseOrEnd() throws IOException {
    try {
      awaitClose();
    } catch (EOFException | SocketException e) {
      // An end is as good as a close.
    }
  }

  /** Reads and drops until the peer ends the connection. */
  public void awaitEnd() throws IOException {
    connection.awaitEnd();
  }

  /** Ends the connection with a reset. */
  public void reset() throws IOException {
    connection.reset();
  }

  @Override
  public void close() throws IOException {
    connection.close();
  }

  /**
   * A frame.
   *
   * @param last whether a message ends with it
   * @param opcode its kind
   * @param payload its payload
   */
  public record Frame(boolean last, int opcode, byte[] payload) {}
}
