package dev.socketio.it.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * A WebSocket whose messages are read one after the other. Heartbeats are messages like any other:
 * nothing is answered that the test does not answer.
 *
 * <p>Threading: for one test thread; messages arrive on threads of the HTTP client and are kept.
 */
public final class WebSocketProbe implements AutoCloseable {

  /** Shown by {@link #awaitClose} where the connection ended without a close frame. */
  public static final int ABNORMAL = 1006;

  private final Incoming incoming;
  private final WebSocket socket;
  private @Nullable Frame kept;

  private WebSocketProbe(WebSocket socket, Incoming incoming) {
    this.socket = socket;
    this.incoming = incoming;
  }

  /** What arrives. */
  private sealed interface Frame {}

  private record Text(String text) implements Frame {}

  private record Binary(byte[] bytes) implements Frame {}

  private record Closed(int code) implements Frame {}

  /**
   * Opens a WebSocket.
   *
   * @param endpoint where
   * @param query query without the question mark
   */
  public static WebSocketProbe open(Endpoint endpoint, String query) {
    Incoming incoming = new Incoming();
    WebSocket socket =
        Patience.await(
            "WebSocket ?" + query,
            endpoint
                .client()
                .newWebSocketBuilder()
                .buildAsync(endpoint.webSocket(query), incoming));
    return new WebSocketProbe(socket, incoming);
  }

  /**
   * Opens a WebSocket-only session and takes its open packet.
   *
   * @param endpoint where
   */
  public static WebSocketProbe session(Endpoint endpoint) {
    WebSocketProbe probe = open(endpoint, Endpoint.WEBSOCKET);
    assertThat(probe.nextText()).startsWith("0{");
    return probe;
  }

  /**
   * Opens a WebSocket-only session and joins the main namespace of a Socket.IO server.
   *
   * @param endpoint where
   */
  public static WebSocketProbe connected(Endpoint endpoint) {
    WebSocketProbe probe = session(endpoint);
    probe.connect();
    return probe;
  }

  /**
   * Takes the last steps of an upgrade on a new WebSocket: probe, answer, upgrade packet.
   *
   * @param endpoint where
   * @param session the polling session to upgrade
   */
  public static WebSocketProbe upgrade(Endpoint endpoint, PollingProbe session) {
    WebSocketProbe probe = open(endpoint, session.webSocketQuery());
    probe.send("2probe");
    assertThat(probe.nextText()).isEqualTo("3probe");
    probe.send("5");
    return probe;
  }

  /**
   * Sends a text message.
   *
   * @param text the message
   */
  public void send(String text) {
    Patience.await("sending of text", socket.sendText(text, true));
  }

  /**
   * Sends a text message, unless the server has closed meanwhile.
   *
   * @param text the message
   */
  public void sendIfOpen(String text) {
    Patience.await(
        "sending of text", socket.sendText(text, true).exceptionally(closedMeanwhile -> socket));
  }

  /**
   * Sends a binary message, unless the server has closed meanwhile.
   *
   * @param bytes the message
   */
  public void sendIfOpen(byte[] bytes) {
    Patience.await(
        "sending of bytes",
        socket.sendBinary(ByteBuffer.wrap(bytes), true).exceptionally(closedMeanwhile -> socket));
  }

  /**
   * Sends a text message in pieces.
   *
   * @param pieces the pieces
   */
  public void sendInPieces(String... pieces) {
    for (int i = 0; i < pieces.length; i++) {
      Patience.await("sending of a fragment", socket.sendText(pieces[i], i == pieces.length - 1));
    }
  }

  /**
   * Sends a binary message.
   *
   * @param bytes the message
   */
  public void send(byte[] bytes) {
    Patience.await("sending of bytes", socket.sendBinary(ByteBuffer.wrap(bytes), true));
  }

  /** {@return the next message, which must be text} */
  public String nextText() {
    Frame frame = next();
    assertThat(frame).isInstanceOf(Text.class);
    return ((Text) frame).text();
  }

  /** {@return the next message, which must be binary} */
  public byte[] nextBytes() {
    Frame frame = next();
    assertThat(frame).isInstanceOf(Binary.class);
    return ((Binary) frame).bytes();
  }

  /** Waits for the next message or the end, keeps it, and tells whether it was a message. */
  public boolean isAnswered() {
    kept = next();
    return !(kept instanceof Closed);
  }

  /** Joins the main namespace of a Socket.IO server. */
  public String connect() {
    send("40");
    String answer = nextText();
    assertThat(answer).startsWith("40{");
    return PollingProbe.sidOf(answer);
  }

  /**
   * Waits for the end, whatever comes before it.
   *
   * @return the close code, {@link #ABNORMAL} if there was no close frame
   */
  public int awaitClose() {
    while (true) {
      if (next() instanceof Closed closed) {
        return closed.code();
      }
    }
  }

  /** Waits for the end and expects that no message comes before it. */
  public void expectClose() {
    assertThat(next()).isInstanceOf(Closed.class);
  }

  /** Sends a close frame, unless the server was faster. */
  @Override
  public void close() {
    if (!socket.isOutputClosed()) {
      Patience.await(
          "sending of a close frame",
          socket.sendClose(WebSocket.NORMAL_CLOSURE, "").exceptionally(closedMeanwhile -> socket));
    }
  }

  /** Cuts the connection without a close frame. */
  public void cut() {
    socket.abort();
  }

  private Frame next() {
    if (kept != null) {
      Frame frame = kept;
      kept = null;
      return frame;
    }
    return Patience.take("a WebSocket message", incoming.frames);
  }

  private static final class Incoming implements WebSocket.Listener {
    private final BlockingQueue<Frame> frames = new LinkedBlockingQueue<>();
    private final StringBuilder text = new StringBuilder();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
      text.append(data);
      if (last) {
        frames.add(new Text(text.toString()));
        text.setLength(0);
      }
      socket.request(1);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
      byte[] part = new byte[data.remaining()];
      data.get(part);
      bytes.writeBytes(part);
      if (last) {
        frames.add(new Binary(bytes.toByteArray()));
        bytes.reset();
      }
      socket.request(1);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
      frames.add(new Closed(code));
      return null;
    }

    @Override
    public void onError(WebSocket socket, Throwable error) {
      frames.add(new Closed(ABNORMAL));
    }
  }
}
