package dev.socketio.engine.transport;

import dev.socketio.engine.Caller;
import dev.socketio.engine.HandshakeRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/**
 * An HTTP request without a container. Answers are kept for the test to look at; the body is there
 * at once, or arrives when the test says so; likewise the end of the answer's writing.
 */
public final class FakeHttpExchange implements HttpExchange {
  private final String method;
  private final String query;
  private final Map<String, List<String>> headers = new LinkedHashMap<>();
  private final AtomicReference<HttpReply> reply = new AtomicReference<>();
  private byte[] body;
  private int limit;
  private BodyReceiver receiver;
  private Runnable abortListener = () -> {};
  private boolean slowAnswer;
  private boolean gone;
  private Completion pendingAnswer;
  private Runnable whenAnswered = () -> {};

  private FakeHttpExchange(String method, String query) {
    this.method = method;
    this.query = query;
  }

  /** A GET. */
  public static FakeHttpExchange get(String query) {
    return new FakeHttpExchange("GET", query);
  }

  /** A request with any method. */
  public static FakeHttpExchange request(String method, String query) {
    return new FakeHttpExchange(method, query);
  }

  /** A POST whose body is there. */
  public static FakeHttpExchange post(String query, String body) {
    return post(query, body.getBytes(StandardCharsets.UTF_8));
  }

  /** A POST whose body is there. */
  public static FakeHttpExchange post(String query, byte[] body) {
    FakeHttpExchange exchange = new FakeHttpExchange("POST", query);
    exchange.body = body;
    return exchange;
  }

  /** A POST whose body is yet to come: see {@link #bodyArrives} and {@link #bodyFails}. */
  public static FakeHttpExchange slowPost(String query) {
    return new FakeHttpExchange("POST", query);
  }

  /** Adds a header. */
  public FakeHttpExchange header(String name, String... values) {
    headers.put(name.toLowerCase(Locale.ROOT), List.of(values));
    return this;
  }

  /** The answer will not be written out before {@link #answerWritten} or {@link #answerFails}. */
  public FakeHttpExchange slowAnswer() {
    slowAnswer = true;
    return this;
  }

  /** What the client does as soon as it has the answer. */
  public FakeHttpExchange whenAnswered(Runnable action) {
    whenAnswered = action;
    return this;
  }

  /** The client has gone without anybody noticing: answering fails. */
  public FakeHttpExchange gone() {
    gone = true;
    return this;
  }

  // ---- What the container does ----

  /** The body arrives. */
  public void bodyArrives(String text) {
    body = text.getBytes(StandardCharsets.UTF_8);
    deliver();
  }

  /** The body breaks off. */
  public void bodyFails() {
    receiver.onFailure(new IOException("broken off"));
  }

  /** The container notices that the client has gone. */
  public void abort() {
    gone = true;
    abortListener.run();
  }

  /** The answer is written out. */
  public void answerWritten() {
    pendingAnswer.completed(null);
  }

  /** The answer cannot be written out. */
  public void answerFails() {
    pendingAnswer.completed(new IOException("connection reset"));
  }

  // ---- What the test looks at ----

  /** Whether there is an answer. */
  public boolean answered() {
    return reply.get() != null;
  }

  /** Status of the answer; 0 if there is none. */
  public int status() {
    HttpReply answer = reply.get();
    return answer == null ? 0 : answer.status();
  }

  /** Body of the answer; empty if there is none. */
  public String answer() {
    HttpReply answer = reply.get();
    return answer == null ? "" : new String(answer.body(), StandardCharsets.UTF_8);
  }

  /** The whole answer. */
  public HttpReply reply() {
    return reply.get();
  }

  /** Whether somebody reads the body. */
  public boolean bodyIsRead() {
    return receiver != null;
  }

  // ---- HttpExchange ----

  @Override
  public String method() {
    return method;
  }

  @Override
  public String query() {
    return query;
  }

  @Override
  public List<String> headers(String name) {
    return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
  }

  @Override
  public HandshakeRequest snapshot() {
    return new HandshakeRequest(
        method,
        "/socket.io/?" + query,
        QueryString.parse(query),
        headers,
        "192.0.2.1",
        false,
        Instant.EPOCH,
        Caller.unknown());
  }

  @Override
  public void readBody(int limit, BodyReceiver receiver) {
    this.limit = limit;
    this.receiver = receiver;
    if (body != null) {
      deliver();
    }
  }

  private void deliver() {
    if (body.length > limit) {
      receiver.onTooLarge();
    } else {
      receiver.onBody(body);
    }
  }

  @Override
  public boolean respond(HttpReply answer, Completion done) {
    if (gone || !reply.compareAndSet(null, answer)) {
      return false;
    }
    whenAnswered.run();
    if (slowAnswer) {
      pendingAnswer = done;
    } else {
      done.completed(null);
    }
    return true;
  }

  @Override
  public void onAbort(Runnable listener) {
    abortListener = listener;
  }
}
