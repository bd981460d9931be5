package dev.socketio.cdi;

import dev.socketio.server.Socket;
import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.enterprise.context.spi.AlterableContext;
import jakarta.enterprise.context.spi.Contextual;
import jakarta.enterprise.context.spi.CreationalContext;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.annotation.Annotation;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The context of {@link SocketScoped}. The instances of a socket are kept with its data, so that
 * they go with it even if the client leaves before it has been let in.
 *
 * <p>Threading: each thread has its own current socket. Instances of one socket are only touched in
 * its client's turn, by one thread at a time.
 */
final class SocketContext implements AlterableContext {

  private static final Logger LOG = System.getLogger(SocketContext.class.getName());
  private static final String KEY = "dev.socketio.cdi.SocketScoped";

  @SuppressWarnings("ThreadLocalUsage") // one for each application, and nothing is left in it
  private final ThreadLocal<@Nullable Socket> current = new ThreadLocal<>();

  /** One instance and what is needed to end it. */
  private record Instance<T>(Contextual<T> contextual, CreationalContext<T> creation, T value) {
    void destroy() {
      contextual.destroy(value, creation);
    }
  }

  /** All instances of one socket. */
  private static final class Store {
    private final Map<Contextual<?>, Instance<?>> instances = new LinkedHashMap<>();
  }

  // For those who call handlers

  /**
   * Makes a socket the current one.
   *
   * @param socket whose handlers are about to be called
   * @return the current one before, to be given to {@link #leave}
   */
  @Nullable Socket enter(Socket socket) {
    Socket before = current.get();
    current.set(socket);
    return before;
  }

  /**
   * Ends what {@link #enter} began.
   *
   * @param before what that returned
   */
  void leave(@Nullable Socket before) {
    if (before == null) {
      current.remove();
    } else {
      current.set(before);
    }
  }

  /** {@return the current socket} */
  Socket socket() {
    Socket socket = current.get();
    if (socket == null) {
      throw new ContextNotActiveException(
          "@SocketScoped and the injected Socket can be used only while a handler is called for a"
              + " socket, on its thread; pass what you need on to other threads");
    }
    return socket;
  }

  /**
   * Destroys all instances of a socket.
   *
   * @param socket which has gone, or has been refused
   */
  void end(Socket socket) {
    if (socket.data().remove(KEY) instanceof Store store) {
      for (Instance<?> instance : store.instances.values()) {
        try {
          instance.destroy();
        } catch (RuntimeException failure) {
          LOG.log(Level.WARNING, "A @SocketScoped bean failed as it was destroyed", failure);
        }
      }
    }
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
  @SuppressWarnings("unchecked") // what was stored under a contextual is of its type
  public <T> @Nullable T get(Contextual<T> contextual) {
    Object store = socket().data().get(KEY);
    Instance<?> instance = store instanceof Store known ? known.instances.get(contextual) : null;
    return instance == null ? null : (T) instance.value();
  }

  @Override
  public <T> @Nullable T get(Contextual<T> contextual, @Nullable CreationalContext<T> creation) {
    T existing = get(contextual);
    if (existing != null || creation == null) {
      return existing;
    }
    T made = contextual.create(creation);
    Store store = (Store) socket().data().computeIfAbsent(KEY, key -> new Store());
    store.instances.put(contextual, new Instance<>(contextual, creation, made));
    return made;
  }

  @Override
  public void destroy(Contextual<?> contextual) {
    if (socket().data().get(KEY) instanceof Store store) {
      Instance<?> instance = store.instances.remove(contextual);
      if (instance != null) {
        instance.destroy();
      }
    }
  }
}
