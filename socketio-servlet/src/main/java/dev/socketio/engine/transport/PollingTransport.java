package dev.socketio.engine.transport;

import dev.socketio.engine.CloseReason;
import dev.socketio.engine.EngineSession;
import dev.socketio.engine.PacketSource;
import dev.socketio.engine.Transport;
import dev.socketio.engine.TransportName;
import dev.socketio.engine.packet.EnginePacket;
import dev.socketio.engine.packet.EnginePacket.Close;
import dev.socketio.engine.packet.PayloadCodec;
import dev.socketio.engine.transport.HttpExchange.Completion;
import dev.socketio.engine.transport.HttpExchange.HttpReply;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * HTTP long-polling: a GET waits here for packets, a POST brings some (Engine.IO protocol 4, "HTTP
 * long-polling").
 *
 * <p>The ends of a poll:
 *
 * <ol>
 *   <li>packets are there: all that wait;
 *   <li>the client closes the session, or wants to upgrade: a noop, {@code 6};
 *   <li>the session is over: {@code 1}, or {@code 6} and {@code 1} if the poll came after that was
 *       decided;
 *   <li>the client has gone: nobody is answered, the session ends;
 *   <li>a second poll comes: the first gets {@code 1}, the second an empty 400, the session ends;
 *   <li>the session moves to a WebSocket although a poll waits: 400, as for any poll after that.
 * </ol>
 *
 * <p>Threading: safe for use by any thread. The lock guards what waits; exchanges and the session
 * are called without it.
 */
final class PollingTransport implements Transport {
  static final String NOOP = "6";
  private static final String CLOSE = "1";

  /** For the poll that comes when the close was decided already. */
  private static final String FAREWELL = "6\u001e1";

  private static final String OCTET_STREAM = "application/octet-stream";

  private final EngineSession session;
  private final int maxBody;
  private final LatePolls latePolls;
  private final ReentrantLock lock = new ReentrantLock();

  // All below is guarded by the lock.
  private @Nullable HttpExchange poll;
  private @Nullable HttpExchange post;
  private Phase phase = Phase.OPEN;
  private String lastWord = CLOSE;

  private enum Phase {
    OPEN,
    /** The session has moved to a WebSocket. */
    DISCARDED,
    CLOSED
  }

  /** What became of a request. */
  enum Admission {
    /** It was answered, or will be. */
    TAKEN,
    /** The session has ended meanwhile. */
    GONE,
    /** The session has moved to another transport meanwhile. */
    MOVED
  }

  /**
   * Makes the transport of a new session.
   *
   * @param handshake the handshake, which waits for the open packet like any poll
   * @param latePolls where a poll is announced that a close packet has overtaken
   */
  PollingTransport(
      EngineSession session, int maxBody, HttpExchange handshake, LatePolls latePolls) {
    this.session = session;
    this.maxBody = maxBody;
    this.latePolls = latePolls;
    this.poll = handshake;
  }

  @Override
  public TransportName name() {
    return TransportName.POLLING;
  }

  // ---- GET ----

  /** A poll came. */
  Admission onPoll(HttpExchange exchange) {
    Admission admission;
    boolean overlap;
    lock.lock();
    try {
      admission = admissionLocked();
      overlap = poll != null;
      if (admission == Admission.TAKEN && !overlap) {
        poll = exchange;
      }
    } finally {
      lock.unlock();
    }
    if (admission != Admission.TAKEN) {
      return admission;
    }
    if (overlap) {
      fail("overlap from client");
      answer(exchange, Replies.empty(400));
    } else {
      exchange.onAbort(() -> onAbort(exchange));
      session.onWritable(this);
    }
    return admission;
  }

  private void onAbort(HttpExchange exchange) {
    boolean waiting;
    lock.lock();
    try {
      waiting = poll == exchange;
      if (waiting) {
        poll = null;
      }
    } finally {
      lock.unlock();
    }
    if (waiting) {
      fail("poll connection closed prematurely");
    }
  }

  @Override
  public boolean isWritable() {
    lock.lock();
    try {
      return poll != null;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public boolean write(PacketSource source) {
    HttpExchange waiting;
    List<EnginePacket> packets;
    lock.lock();
    try {
      waiting = poll;
      if (waiting == null) {
        return false;
      }
      packets = source.takeAll();
      if (packets.isEmpty()) {
        return false;
      }
      poll = null;
    } finally {
      lock.unlock();
    }
    Completion done = failure -> session.onWritten(this, failure);
    if (!waiting.respond(Replies.payload(PayloadCodec.encode(packets)), done)) {
      done.completed(new IllegalStateException("the client has gone"));
    }
    return true;
  }

  @Override
  public void release() {
    endPoll(Replies.payload(NOOP));
  }

  // ---- POST ----

  /** Packets come. */
  Admission onPost(HttpExchange exchange) {
    Admission admission;
    HttpExchange overlapped;
    lock.lock();
    try {
      admission = admissionLocked();
      overlapped = post;
      if (admission == Admission.TAKEN) {
        post = overlapped == null ? exchange : null;
      }
    } finally {
      lock.unlock();
    }
    if (admission != Admission.TAKEN) {
      return admission;
    }
    if (overlapped != null) {
      fail("data request overlap from client");
      answer(overlapped, Replies.empty(400));
      answer(exchange, Replies.empty(400));
    } else if (isOctetStream(exchange)) {
      fail("invalid content");
      endPost(exchange, Replies.empty(400));
    } else {
      exchange.readBody(maxBody, new Body(exchange));
    }
    return admission;
  }

  private void fail(String description) {
    session.onTransportLost(this, CloseReason.TRANSPORT_ERROR, description);
  }

  private Admission admissionLocked() {
    return switch (phase) {
      case OPEN -> Admission.TAKEN;
      case DISCARDED -> Admission.MOVED;
      case CLOSED -> Admission.GONE;
    };
  }

  private static boolean isOctetStream(HttpExchange exchange) {
    for (String type : exchange.headers("content-type")) {
      if (type.regionMatches(true, 0, OCTET_STREAM, 0, OCTET_STREAM.length())) {
        return true;
      }
    }
    return false;
  }

  /** A packet of a POST; {@code false} if no more are wanted. */
  private boolean receive(EnginePacket packet) {
    if (!(packet instanceof Close)) {
      session.onPacket(this, packet);
      return true;
    }
    boolean overtaken;
    lock.lock();
    try {
      lastWord = NOOP;
      overtaken = poll == null;
    } finally {
      lock.unlock();
    }
    if (overtaken) {
      latePolls.expect(session.id());
    }
    session.onPacket(this, packet);
    return false;
  }

  /**
   * The POST is over. An answered client may send the next one at once, so its place is free
   * before.
   */
  private void endPost(HttpExchange exchange, HttpReply reply) {
    lock.lock();
    try {
      if (post == exchange) {
        post = null;
      }
    } finally {
      lock.unlock();
    }
    session.onReceived(this);
    answer(exchange, reply);
  }

  // ---- The end ----

  @Override
  public void sendAside(EnginePacket packet) {
    throw new UnsupportedOperationException("polling is never the candidate of an upgrade");
  }

  @Override
  public boolean discard() {
    lock.lock();
    try {
      if (admissionLocked() != Admission.TAKEN || post != null) {
        return false;
      }
      phase = Phase.DISCARDED;
    } finally {
      lock.unlock();
    }
    endPoll(mismatch());
    return true;
  }

  private static HttpReply mismatch() {
    Refusal refusal =
        Refusal.transportMismatch(
            TransportName.POLLING.wireName(), TransportName.WEBSOCKET.wireName());
    return Replies.error(refusal.error(), refusal.message());
  }

  @Override
  public boolean readyToClose() {
    lock.lock();
    try {
      if (poll == null) {
        lastWord = FAREWELL;
      }
      return poll != null;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    String farewell;
    lock.lock();
    try {
      if (phase == Phase.OPEN) {
        phase = Phase.CLOSED;
      }
      farewell = lastWord;
    } finally {
      lock.unlock();
    }
    endPoll(Replies.payload(farewell));
  }

  private void endPoll(HttpReply reply) {
    HttpExchange waiting;
    lock.lock();
    try {
      waiting = poll;
      poll = null;
    } finally {
      lock.unlock();
    }
    if (waiting != null) {
      answer(waiting, reply);
    }
  }

  private static void answer(HttpExchange exchange, HttpReply reply) {
    exchange.respond(reply, Completion.IGNORED);
  }

  /** Receives the body of one POST. */
  private final class Body implements HttpExchange.BodyReceiver {
    private final HttpExchange exchange;

    Body(HttpExchange exchange) {
      this.exchange = exchange;
    }

    @Override
    public void onBody(byte[] body) {
      String payload = Utf8.decode(body);
      if (payload == null || !PayloadCodec.decode(payload, PollingTransport.this::receive)) {
        session.onMalformed(PollingTransport.this);
      }
      endPost(exchange, Replies.ok());
    }

    @Override
    public void onTooLarge() {
      fail("a POST had more than " + maxBody + " bytes (maxHttpBufferSize)");
      endPost(exchange, Replies.empty(413));
    }

    @Override
    public void onFailure(Throwable cause) {
      fail("data request connection closed prematurely: " + cause);
      endPost(exchange, Replies.empty(400));
    }
  }
}
