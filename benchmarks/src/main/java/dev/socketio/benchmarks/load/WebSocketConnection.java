package dev.socketio.benchmarks.load;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * A WebSocket of a load: goes through the handshakes of its dialect, answers Engine.IO pings and
 * hands on the rest. Messages must come in one frame each.
 *
 * <p>Threading: for the thread that turns the {@link LoadLoop}.
 */
abstract class WebSocketConnection extends Connection {
  private static final int HEADER_BYTES = 2;
  private static final int LENGTH_16 = 126;
  private static final int LENGTH_64 = 127;
  private static final byte ENGINE_PING = '2';

  /** What is awaited next. */
  private enum Step {
    HTTP_ANSWER,
    ENGINE_OPEN,
    SOCKET_CONNECTED,
    READY
  }

  private final Dialect dialect;
  private final String path;
  private final Meter meter;
  private Step step = Step.HTTP_ANSWER;
  private boolean closing;

  WebSocketConnection(LoadLoop loop, Dialect dialect, String path, Meter meter) throws IOException {
    super(loop);
    this.dialect = dialect;
    this.path = path;
    this.meter = meter;
  }

  /** A text message has come, between the buffer's position and limit. */
  abstract void onMessage(ByteBuffer message) throws IOException;

  /** All messages that one read brought have been handed over. */
  abstract void onBatchEnd() throws IOException;

  final Meter meter() {
    return meter;
  }

  /** Says goodbye; the server is to close. */
  final void sayGoodbye() throws IOException {
    closing = true;
    write(Frames.close());
  }

  @Override
  final void onConnected() throws IOException {
    String request =
        "GET "
            + path
            + " HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
    write(ByteBuffer.wrap(request.getBytes(ISO_8859_1)));
  }

  @Override
  final void onInput(ByteBuffer input) throws IOException {
    meter.tick();
    if (step == Step.HTTP_ANSWER && !httpAnswer(input)) {
      return;
    }
    while (frame(input)) {}
    if (step == Step.READY && !isClosed()) {
      onBatchEnd();
    }
  }

  @Override
  final void onLost(String why) {
    if (!closing) {
      meter.error("WebSocket lost while " + step + ": " + why);
    }
  }

  private boolean httpAnswer(ByteBuffer input) throws IOException {
    int end = HttpText.endOfHead(input);
    if (end < 0) {
      return false;
    }
    String head = HttpText.string(input, end, ISO_8859_1);
    input.position(end);
    if (!head.startsWith("HTTP/1.1 101")) {
      meter.error("Handshake of " + path + " answered with " + head.lines().findFirst().orElse(""));
      closing = true;
      close();
      return false;
    }
    if (dialect == Dialect.RAW) {
      join();
    } else {
      step = Step.ENGINE_OPEN;
    }
    return true;
  }

  /** Takes one frame out of the input, if it is there as a whole. */
  private boolean frame(ByteBuffer input) throws IOException {
    int start = input.position();
    int available = input.remaining();
    if (available < HEADER_BYTES || isClosed()) {
      return false;
    }
    int length = input.get(start + 1) & 0x7F;
    int header = HEADER_BYTES;
    if (length == LENGTH_16) {
      header += Short.BYTES;
      if (available < header) {
        return false;
      }
      length = input.getShort(start + HEADER_BYTES) & 0xFFFF;
    } else if (length == LENGTH_64) {
      throw new IOException("a frame of more than 65535 bytes");
    }
    if (available < header + length) {
      return false;
    }
    int end = start + header + length;
    int limit = input.limit();
    input.limit(end).position(start + header);
    payload(input.get(start) & 0xFF, input);
    input.limit(limit).position(end);
    return true;
  }

  private void payload(int head, ByteBuffer payload) throws IOException {
    if (head == (0x80 | Frames.TEXT)) {
      text(payload);
    } else if ((head & 0xF) == Frames.CLOSE) {
      if (!closing) {
        int code =
            payload.remaining() < Short.BYTES
                ? 1005
                : payload.getShort(payload.position()) & 0xFFFF;
        throw new IOException("closed by the server with code " + code);
      }
    } else {
      throw new IOException("unexpected frame that begins with 0x" + Integer.toHexString(head));
    }
  }

  private void text(ByteBuffer payload) throws IOException {
    if (step == Step.READY) {
      if (payload.remaining() == 1 && payload.get(payload.position()) == ENGINE_PING) {
        write(Frames.text("3", 1));
      } else {
        onMessage(payload);
      }
    } else {
      handshake(HttpText.string(payload, payload.limit(), UTF_8));
    }
  }

  private void handshake(String packet) throws IOException {
    if (step == Step.ENGINE_OPEN && packet.startsWith("0{")) {
      join();
    } else if (step == Step.SOCKET_CONNECTED && packet.startsWith("40{")) {
      step = Step.READY;
      meter.ready();
    } else {
      throw new IOException("unexpected packet " + packet);
    }
  }

  private void join() throws IOException {
    step = Step.SOCKET_CONNECTED;
    write(Frames.text("40", 1));
  }
}
