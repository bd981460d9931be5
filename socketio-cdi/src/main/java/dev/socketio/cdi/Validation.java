package dev.socketio.cdi;

import org.jspecify.annotations.Nullable;

/** Checks the constraints on parameters of handlers, where the application has Bean Validation. */
interface Validation extends AutoCloseable {

  /** Checks nothing. */
  Validation NONE = method -> null;

  /** Checks the arguments of one method. */
  @FunctionalInterface
  interface OfMethod {
    /**
     * Checks arguments.
     *
     * @param bean whose method is about to be called
     * @param arguments all of them
     * @throws EventRefusedException with all violations
     */
    void check(Object bean, @Nullable Object[] arguments);
  }

  /**
   * {@return the checks of a method, {@code null} if it has no constraints}
   *
   * @param method about to be prepared
   */
  @Nullable OfMethod of(HandlerMethod method);

  /**
   * {@return what the client is to be told of a failure that means violated constraints on the
   * handler's parameters, found by an interceptor} What is violated deeper inside is no business of
   * the client, and stays what it is.
   *
   * @param method of the handler
   * @param failure any failure of a handler
   */
  default Throwable translated(HandlerMethod method, Throwable failure) {
    return failure;
  }

  /** Lets go of what has been made. */
  @Override
  default void close() {}
}
