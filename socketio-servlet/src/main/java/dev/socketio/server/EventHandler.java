package dev.socketio.server;

import java.util.concurrent.CompletionStage;

/** Handles an event with all its arguments. */
@FunctionalInterface
public interface EventHandler {

  /**
   * Handles one event.
   *
   * @param arguments what the client sent
   * @param ack the way to answer
   * @throws Exception any; goes to the error listeners, never to the client
   */
  void handle(Arguments arguments, Ack ack) throws Exception;

  /**
   * Handles an event whose first argument is bound to a type.
   *
   * @param <A> type of the first argument
   */
  @FunctionalInterface
  interface Of1<A> {
    /**
     * Handles one event.
     *
     * @param first first argument
     * @param ack the way to answer
     * @throws Exception any; goes to the error listeners, never to the client
     */
    void handle(A first, Ack ack) throws Exception;
  }

  /**
   * Handles an event whose first two arguments are bound to types.
   *
   * @param <A> type of the first argument
   * @param <B> type of the second argument
   */
  @FunctionalInterface
  interface Of2<A, B> {
    /**
     * Handles one event.
     *
     * @param first first argument
     * @param second second argument
     * @param ack the way to answer
     * @throws Exception any; goes to the error listeners, never to the client
     */
    void handle(A first, B second, Ack ack) throws Exception;
  }

  /** Handles an event with all its arguments, and may take its time without a thread. */
  @FunctionalInterface
  interface Async {
    /**
     * Handles one event.
     *
     * @param arguments what the client sent
     * @param ack the way to answer
     * @return a stage; if it fails, that goes to the error listeners as if it had been thrown
     * @throws Exception any; goes to the error listeners, never to the client
     */
    CompletionStage<?> handle(Arguments arguments, Ack ack) throws Exception;
  }

  /** Handles an event with all its arguments that is never answered. */
  @FunctionalInterface
  interface Plain {
    /**
     * Handles one event.
     *
     * @param arguments what the client sent
     * @throws Exception any; goes to the error listeners, never to the client
     */
    void handle(Arguments arguments) throws Exception;
  }

  /**
   * Handles an event that is never answered and whose first argument is bound to a type.
   *
   * @param <A> type of the first argument
   */
  @FunctionalInterface
  interface Plain1<A> {
    /**
     * Handles one event.
     *
     * @param first first argument
     * @throws Exception any; goes to the error listeners, never to the client
     */
    void handle(A first) throws Exception;
  }

  /**
   * Handles an event that is never answered and whose first two arguments are bound to types.
   *
   * @param <A> type of the first argument
   * @param <B> type of the second argument
   */
  @FunctionalInterface
  interface Plain2<A, B> {
    /**
     * Handles one event.
     *
     * @param first first argument
     * @param second second argument
     * @throws Exception any; goes to the error listeners, never to the client
     */
    void handle(A first, B second) throws Exception;
  }

  /** Sees every event of a socket, before its handlers. */
  @FunctionalInterface
  interface Any {
    /**
     * Sees one event.
     *
     * @param event name of the event
     * @param arguments what the client sent
     * @throws Exception any; goes to the error listeners, never to the client
     */
    void handle(String event, Arguments arguments) throws Exception;
  }
}
