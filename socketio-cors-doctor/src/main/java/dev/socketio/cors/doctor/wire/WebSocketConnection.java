package dev.socketio.cors.doctor.wire;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;

/**
 * An open WebSocket, as a client sees it: text messages only.
 *
 * <p>Threading: for use by one thread; blocks for at most its time-out.
 */
public final class WebSocketConnection implements AutoCloseable {

  private static final int FIN = 0x80;
  private static final int TEXT = 0x1;
  private static final int CLOSE = 0x8;
  private static final int PING = 0x9;
  private static final int PONG = 0xA;
  private static final int LONGEST = 1024 * 1024;

  private final WebUrl url;
  private final Socket socket;
  private final TimedInput timed;
  private final DataInputStream in;
  private final Duration timeout;
  private final SecureRandom random = new SecureRandom();

  WebSocketConnection(
      WebUrl url, Socket socket, TimedInput timed, InputStream in, Duration timeout) {
    this.url = url;
    this.socket = socket;
    this.timed = timed;
    this.in = new DataInputStream(in);
    this.timeout = timeout;
  }

  /**
   * Sends a text message.
   *
   * @param text the message
   * @throws WireFailure if the connection is broken
   */
  public void send(String text) throws WireFailure {
    try {
      write(TEXT, text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException failure) {
      throw HttpWire.translate(url, failure);
    }
  }

  /**
   * Waits for the next message.
   *
   * @return its text
   * @throws WireFailure if the connection ends, or nothing comes in time
   */
  public String receive() throws WireFailure {
    timed.restart(timeout);
    try {
      return message();
    } catch (EOFException end) {
      throw new WireFailure(WireFailure.Kind.CLOSED, "The WebSocket was closed.", end);
    } catch (IOException failure) {
      throw HttpWire.translate(url, failure);
    }
  }

  private String message() throws IOException {
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    while (true) {
      int first = in.readUnsignedByte();
      byte[] payload = payload(in.readUnsignedByte());
      int opcode = first & 0x0f;
      if (opcode == CLOSE) {
        throw new EOFException("close frame");
      } else if (opcode == PING) {
        write(PONG, payload);
      } else if (opcode != PONG) {
        message.write(payload);
        if ((first & FIN) != 0) {
          return message.toString(StandardCharsets.UTF_8);
        }
      }
    }
  }

  private byte[] payload(int second) throws IOException {
    long length = second & 0x7f;
    if (length == 126) {
      length = in.readUnsignedShort();
    } else if (length == 127) {
      length = in.readLong();
    }
    if ((second & 0x80) != 0 || length < 0 || length > LONGEST) {
      throw new IOException("a frame that is masked or too long");
    }
    byte[] payload = new byte[(int) length];
    in.readFully(payload);
    return payload;
  }

  /** Writes one frame, masked as a client's must be (RFC 6455, section 5.3). */
  private void write(int opcode, byte[] payload) throws IOException {
    ByteArrayOutputStream frame = new ByteArrayOutputStream();
    frame.write(FIN | opcode);
    if (payload.length < 126) {
      frame.write(0x80 | payload.length);
    } else {
      frame.write(0x80 | 127);
      frame.write(ByteBuffer.allocate(Long.BYTES).putLong(payload.length).array());
    }
    byte[] mask = new byte[4];
    random.nextBytes(mask);
    frame.write(mask);
    for (int i = 0; i < payload.length; i++) {
      frame.write(payload[i] ^ mask[i % 4]);
    }
    socket.getOutputStream().write(frame.toByteArray());
    socket.getOutputStream().flush();
  }

  /** Says goodbye and closes the connection; it may be broken already. */
  @Override
  public void close() {
    try {
      write(CLOSE, new byte[] {0x03, (byte) 0xE8});
    } catch (IOException alreadyBroken) {
      System.getLogger(WebSocketConnection.class.getName())
          .log(System.Logger.Level.TRACE, "Closing failed", alreadyBroken);
    }
    Dialer.close(socket);
  }
}
