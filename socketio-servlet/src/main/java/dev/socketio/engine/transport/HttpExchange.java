package dev.socketio.engine.transport;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP request and its answer, free of any container: the engine's side of the servlet's
 * asynchronous I/O. Whoever implements it answers at most once, never blocks the caller, and needs
 * no container thread while the answer is awaited. No method throws: what goes wrong is told to the
 * receiver of the body or the completion of the answer.
 *
 * <p>Threading: {@link #respond} may be called by any thread; the rest only on the thread that
 * brought the request, before {@link EngineDispatcher#dispatch} returns.
 */
public interface HttpExchange extends IncomingRequest {

  /**
   * Reads the body without blocking, to the end of the stream or to the limit. The receiver is
   * called exactly once.
   *
   * @param limit greatest number of bytes taken
   * @param receiver gets the body or what went wrong
   */
  void readBody(int limit, BodyReceiver receiver);

  /**
   * Answers and completes the exchange.
   *
   * @param reply what to send
   * @param done called once, when the container has taken the last byte ({@code null}) or with what
   *     went wrong; not called if this method returns {@code false}
   * @return {@code false} if the exchange was answered or lost before
   */
  boolean respond(HttpReply reply, Completion done);

  /**
   * Asks to be told when the container finds that the client has gone before the answer; it may
   * find out late or never.
   *
   * @param listener called at most once, by any thread
   */
  void onAbort(Runnable listener);

  /** Receives a request body. */
  interface BodyReceiver {

    /**
     * The whole body.
     *
     * @param body its bytes, at most the limit
     */
    void onBody(byte[] body);

    /**
     * More than the limit was sent; the rest has been or will be drained within bounds, or the
     * connection closed.
     */
    void onTooLarge();

    /**
     * The body did not arrive whole, or not within the deadline.
     *
     * @param cause what the container said
     */
    void onFailure(Throwable cause);
  }

  /** Learns how an asynchronous write ended. */
  @FunctionalInterface
  interface Completion {
    /** For writes whose end is of no interest. */
    Completion IGNORED = failure -> {};

    /**
     * The write is over.
     *
     * @param failure what went wrong, {@code null} if nothing did
     */
    void completed(@Nullable Throwable failure);
  }

  /**
   * An answer.
   *
   * @param status HTTP status
   * @param contentType media type, empty for none
   * @param headers further headers, names in their usual spelling
   * @param body payload, may be empty
   */
  record HttpReply(
      int status,
      Optional<String> contentType,
      java.util.Map<String, String> headers,
      byte[] body) {}
}
