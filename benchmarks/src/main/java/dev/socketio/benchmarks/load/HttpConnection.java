package dev.socketio.benchmarks.load;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A connection kept alive for HTTP/1.1 requests, one at a time. Answers must have a Content-Length.
 *
 * <p>Threading: for the thread that turns the {@link LoadLoop}.
 */
final class HttpConnection extends Connection {
  private static final int STATUS_START = "HTTP/1.1 ".length();

  /** Takes an answer. */
  @FunctionalInterface
  interface AnswerHandler {
    /**
     * The answer has come.
     *
     * @param body between position and limit; only valid during the call
     * @throws IOException if the next request cannot be sent
     */
    void onAnswer(ByteBuffer body) throws IOException;
  }

  private final Meter meter;
  private @Nullable ByteBuffer waiting;
  private @Nullable AnswerHandler handler;
  private boolean connected;
  private boolean leaving;

  HttpConnection(LoadLoop loop, Meter meter) throws IOException {
    super(loop);
    this.meter = meter;
  }

  /** {@return the bytes of a GET} */
  static ByteBuffer get(String path) {
    return bytes("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
  }

  /** {@return the bytes of a POST with a text body} */
  static ByteBuffer post(String path, String body) {
    return bytes(
        "POST "
            + path
            + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/plain;charset=UTF-8\r\nContent-Length: "
            + body.getBytes(UTF_8).length
            + "\r\n\r\n"
            + body);
  }

  private static ByteBuffer bytes(String request) {
    return ByteBuffer.wrap(request.getBytes(UTF_8));
  }

  /**
   * Sends a request, as soon as the connection is there.
   *
   * @param request its bytes
   * @param next gets the answer
   */
  void send(ByteBuffer request, AnswerHandler next) throws IOException {
    handler = next;
    if (connected) {
      write(request);
    } else {
      waiting = request;
    }
  }

  /** From now on it is no error if the server closes the connection. */
  void leave() {
    leaving = true;
  }

  @Override
  void onConnected() throws IOException {
    connected = true;
    ByteBuffer first = waiting;
    if (first != null) {
      waiting = null;
      write(first);
    }
  }

  @Override
  void onInput(ByteBuffer input) throws IOException {
    meter.tick();
    int start = input.position();
    int head = HttpText.endOfHead(input);
    if (head < 0) {
      return;
    }
    int length = HttpText.contentLength(input, start, head);
    if (length < 0 || input.get(STATUS_START + start) != '2') {
      throw new IOException("unexpected answer " + HttpText.string(input, input.limit(), UTF_8));
    }
    if (input.limit() < head + length) {
      return;
    }
    AnswerHandler current = handler;
    if (current == null || input.limit() > head + length) {
      throw new IOException("more answers than requests");
    }
    handler = null;
    input.position(head);
    current.onAnswer(input);
    input.position(input.limit());
  }

  @Override
  void onLost(String why) {
    if (!leaving) {
      meter.error("HTTP connection lost: " + why);
    }
  }

  /** {@return text of a body} */
  static String text(ByteBuffer body) {
    return HttpText.string(body, body.limit(), ISO_8859_1);
  }
}
