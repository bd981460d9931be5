package dev.socketio.servlet;

import dev.socketio.engine.HandshakeRequest;
import dev.socketio.engine.transport.HttpExchange;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP request on Servlet asynchronous I/O. An exchange ends in one of these ways, and whoever
 * moves {@code phase} to its end is the only one to complete the container's {@code AsyncContext}:
 *
 * <ol>
 *   <li>answered: {@link #respond} takes the reply, {@link AnswerWriter} writes it;
 *   <li>time is up: before an answer (the body stalls, or nobody answered a poll) or while writing
 *       it (the client does not read);
 *   <li>the container reports an error or completes by itself: the client is gone;
 *   <li>the code behind it threw: 500.
 * </ol>
 *
 * <p>A reply given while the request's own thread is still in {@link #serve} is started by that
 * thread when it comes back, so request and response are never touched by two threads.
 *
 * <p>Threading: {@link #respond} by any thread; the rest by the container's thread of this request.
 */
final class ServletHttpExchange implements HttpExchange {

  private static final Logger LOG = System.getLogger(ServletHttpExchange.class.getName());

  private final HttpServletRequest request;
  private final HttpServletResponse response;
  private final ContainerRequest head;
  private final AsyncContext async;
  private final AtomicReference<Phase> phase = new AtomicReference<>(Phase.SERVING);
  private volatile @Nullable BodyReader body;
  private volatile Runnable abortListener = () -> {};
  private volatile boolean ending;

  /** What has become of the request. */
  private sealed interface Phase {
    /** The container's thread is in the dispatcher. */
    Phase SERVING = new Serving();

    /** Nobody has answered, no thread is held. */
    Phase PARKED = new Parked();

    /** The container's part is over; neither request nor response may be touched. */
    Phase OVER = new Over();
  }

  private record Serving() implements Phase {}

  private record Parked() implements Phase {}

  private record Answered(HttpReply reply, Completion done) implements Phase {}

  private record Over() implements Phase {}

  private ServletHttpExchange(
      HttpServletRequest request,
      HttpServletResponse response,
      RequestSnapshot snapshots,
      Duration timeout) {
    this.request = request;
    this.response = response;
    this.head = new ContainerRequest(request, snapshots);
    this.async = request.startAsync(request, response);
    async.setTimeout(timeout.toMillis());
    async.addListener(new ContainerEvents().of(this));
  }

  /**
   * Takes a request from the container and lets it be dispatched.
   *
   * @param timeout how long the whole exchange may last
   * @param dispatcher gets the exchange on this thread
   * @throws IllegalStateException if the servlet or a filter before it does not support
   *     asynchronous requests
   */
  static void serve(
      HttpServletRequest request,
      HttpServletResponse response,
      RequestSnapshot snapshots,
      Duration timeout,
      Consumer<HttpExchange> dispatcher) {
    ServletHttpExchange exchange = new ServletHttpExchange(request, response, snapshots, timeout);
    try {
      dispatcher.accept(exchange);
    } catch (RuntimeException | Error failure) {
      exchange.breakDown(failure);
    } finally {
      exchange.leave();
    }
  }

  // Request

  @Override
  public String method() {
    return head.method();
  }

  @Override
  public String query() {
    return head.query();
  }

  @Override
  public List<String> headers(String name) {
    return head.headers(name);
  }

  @Override
  public HandshakeRequest snapshot() {
    return head.snapshot();
  }

  @Override
  public void readBody(int limit, BodyReceiver receiver) {
    try {
      BodyReader reader =
          new BodyReader(request.getInputStream(), limit, receiver, this::breakDown);
      body = reader;
      reader.start();
    } catch (IOException | IllegalStateException failure) {
      receiver.onFailure(failure);
    }
  }

  @Override
  public void onAbort(Runnable listener) {
    abortListener = listener;
  }

  // Answer

  @Override
  public boolean respond(HttpReply reply, Completion done) {
    Answered answered = new Answered(reply, done);
    if (phase.compareAndSet(Phase.SERVING, answered)) {
      return true;
    }
    if (!phase.compareAndSet(Phase.PARKED, answered)) {
      return false;
    }
    start(answered);
    return true;
  }

  private void leave() {
    if (!phase.compareAndSet(Phase.SERVING, Phase.PARKED)
        && phase.get() instanceof Answered answered) {
      start(answered);
    }
  }

  private void start(Answered answered) {
    byte[] content = answered.reply().body();
    try {
      writeHead(answered.reply());
      if (content.length == 0) {
        finish(answered, null);
      } else if (ending) {
        response.getOutputStream().write(content);
        finish(answered, null);
      } else {
        AnswerWriter.start(
            response.getOutputStream(), content, failure -> finish(answered, failure));
      }
    } catch (IOException | RuntimeException | Error failure) {
      finish(answered, failure);
    }
  }

  private void writeHead(HttpReply reply) {
    response.setStatus(reply.status());
    reply.headers().forEach(response::setHeader);
    reply.contentType().ifPresent(response::setContentType);
    response.setContentLength(reply.body().length);
    BodyReader reader = body;
    if (reader != null && !reader.isAtEnd()) {
      closeConnection();
    }
  }

  /** The unread rest of a body must not be taken for the next request. */
  private void closeConnection() {
    if (!WebSocketHandshake.isMultiplexed(request.getProtocol())) {
      response.setHeader("Connection", "close");
    }
  }

  private void finish(Answered answered, @Nullable Throwable failure) {
    if (phase.compareAndSet(answered, Phase.OVER)) {
      Throwable refused = complete();
      answered.done().completed(failure != null ? failure : refused);
    }
  }

  /**
   * Containers throw when they completed the request themselves in the meantime; then nothing is
   * left to do.
   */
  private @Nullable Throwable complete() {
    try {
      async.complete();
      return null;
    } catch (IllegalStateException completedByContainer) {
      LOG.log(Level.DEBUG, "The container has completed the request already", completedByContainer);
      return completedByContainer;
    }
  }

  private void breakDown(Throwable failure) {
    LOG.log(
        Level.ERROR,
        "An HTTP request could not be served and is answered with status 500",
        failure);
    respond(Replies.empty(HttpServletResponse.SC_INTERNAL_SERVER_ERROR), Completion.IGNORED);
  }

  // Ends that come from the container

  /**
   * Time is up.
   *
   * <ul>
   *   <li>The body has not arrived: its receiver learns it and may answer, directly since the
   *       container allows no more asynchronous writing; else the answer is 408.
   *   <li>Nobody has answered: 503, for the fault is ours.
   *   <li>The answer is under way: the client does not read, nothing more is written.
   * </ul>
   */
  private void timeOut() {
    TimeoutException cause = new TimeoutException("The request was not over in time");
    BodyReader reader = body;
    boolean inBody = reader != null && !reader.isAtEnd();
    ending = true;
    if (reader != null) {
      reader.fail(cause);
    }
    int status =
        inBody
            ? HttpServletResponse.SC_REQUEST_TIMEOUT
            : HttpServletResponse.SC_SERVICE_UNAVAILABLE;
    if (respond(Replies.empty(status), Completion.IGNORED)) {
      abortListener.run();
    } else {
      lose(cause);
    }
  }

  private void lose(Throwable cause) {
    ending = true;
    BodyReader reader = body;
    if (reader != null) {
      reader.fail(cause);
    }
    Phase before = phase.getAndSet(Phase.OVER);
    if (before instanceof Over) {
      return;
    }
    complete();
    if (before instanceof Answered answered) {
      answered.done().completed(cause);
    } else {
      abortListener.run();
    }
  }

  /**
   * Kept apart so that nobody but the container calls it. WildFly makes a component of each
   * listener in an application, and warns of those that have no constructor without parameters.
   */
  static final class ContainerEvents implements AsyncListener {

    private @Nullable ServletHttpExchange exchange;

    ContainerEvents of(ServletHttpExchange listening) {
      exchange = listening;
      return this;
    }

    @Override
    public void onTimeout(AsyncEvent event) {
      if (exchange != null) {
        exchange.timeOut();
      }
    }

    @Override
    public void onError(AsyncEvent event) {
      lose(
          Objects.requireNonNullElseGet(
              event.getThrowable(), () -> new IOException("The client is gone")));
    }

    @Override
    public void onComplete(AsyncEvent event) {
      lose(new IOException("The container ended the request"));
    }

    @Override
    public void onStartAsync(AsyncEvent event) {}

    private void lose(Throwable cause) {
      if (exchange != null) {
        exchange.lose(cause);
      }
    }
  }
}
