package dev.socketio.cdi;

import dev.socketio.server.Socket;
import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.enterprise.context.spi.AlterableContext;
import jakarta.enterprise.context.spi.Contextual;
import jakarta.enterprise.context.spi.CreationalContext;
import java.lang.annotation.Annotation;
import org.jspecify.annotations.Nullable;

/**
 * The context of {@link SocketScoped}. {@link Contexts} keeps what is made in it, and ends it with
 * the socket.
 *
 * <p>Threading: each thread has its own current socket.
 */
final class SocketContext implements AlterableContext {

  @SuppressWarnings("ThreadLocalUsage") // one for each application, and nothing is left in it
  private final ThreadLocal<@Nullable SocketStore> current = new ThreadLocal<>();

  // For those who call handlers

  /**
   * Makes a socket the current one.
   *
   * @param store of the socket whose handlers are about to be called
   * @return the current one before, to be given to {@link #leave}
   */
  @Nullable SocketStore enter(SocketStore store) {
    SocketStore before = current.get();
    current.set(store);
    return before;
  }

  /**
   * Ends what {@link #enter} began.
   *
   * @param before what that returned
   */
  void leave(@Nullable SocketStore before) {
    if (before == null) {
      current.remove();
    } else {
      current.set(before);
    }
  }

  /** {@return the current socket} */
  Socket socket() {
    return store().socket();
  }

  private SocketStore store() {
    SocketStore store = current.get();
    if (store == null) {
      throw new ContextNotActiveException(
          "@SocketScoped and the injected Socket can be used only while a handler is called for a"
              + " socket, on its thread; pass what you need on to other threads");
    }
    return store;
  }

  // For CDI

  @Override
  public Class<? extends Annotation> getScope() {
    return SocketScoped.class;
  }

  @Override
  public boolean isActive() {
    return current.get() != null;
  }

  @Override
  public <T> @Nullable T get(Contextual<T> contextual) {
    return store().get(contextual);
  }

  @Override
  public <T> @Nullable T get(Contextual<T> contextual, @Nullable CreationalContext<T> creation) {
    SocketStore store = store();
    T existing = store.get(contextual);
    return existing != null || creation == null ? existing : store.make(contextual, creation);
  }

  @Override
  public void destroy(Contextual<?> contextual) {
    store().destroy(contextual);
  }
}
