package dev.socketio.cdi;

import dev.socketio.server.Socket;
import jakarta.enterprise.context.spi.Contextual;
import jakarta.enterprise.context.spi.CreationalContext;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The {@link SocketScoped} instances of one socket.
 *
 * <p>Threading: filled in the client's turn; safe for use by any thread, since the end of the
 * application does not wait for a handler that does not return.
 */
final class SocketStore {

  private static final Logger LOG = System.getLogger(SocketStore.class.getName());

  private final Socket socket;
  private final Map<Contextual<?>, Instance<?>> instances = new ConcurrentHashMap<>();
  private final AtomicInteger made = new AtomicInteger();

  /** One instance and what is needed to end it, which is done once. */
  private record Instance<T>(
      Contextual<T> contextual,
      CreationalContext<T> creation,
      T value,
      int number,
      AtomicBoolean destroyed) {

    void destroy() {
      if (destroyed.compareAndSet(false, true)) {
        contextual.destroy(value, creation);
      }
    }
  }

  /**
   * Starts empty.
   *
   * @param socket whose instances are kept
   */
  SocketStore(Socket socket) {
    this.socket = socket;
  }

  Socket socket() {
    return socket;
  }

  boolean isEmpty() {
    return instances.isEmpty();
  }

  @SuppressWarnings("unchecked") // what was stored under a contextual is of its type
  <T> @Nullable T get(Contextual<T> contextual) {
    Instance<?> instance = instances.get(contextual);
    return instance == null ? null : (T) instance.value();
  }

  <T> T make(Contextual<T> contextual, CreationalContext<T> creation) {
    T value = contextual.create(creation);
    instances.put(
        contextual,
        new Instance<>(
            contextual, creation, value, made.getAndIncrement(), new AtomicBoolean(false)));
    return value;
  }

  void destroy(Contextual<?> contextual) {
    Instance<?> instance = instances.remove(contextual);
    if (instance != null) {
      instance.destroy();
    }
  }

  /**
   * Ends all instances, the youngest first. They can see each other until the last has ended; what
   * one of them makes while it ends is ended, too.
   */
  void destroyAll() {
    List<? extends Instance<?>> left = left();
    while (!left.isEmpty()) {
      for (Instance<?> instance : left) {
        try {
          instance.destroy();
        } catch (RuntimeException | Error failure) {
          LOG.log(Level.WARNING, "A @SocketScoped bean failed as it was destroyed", failure);
        }
      }
      left = left();
    }
    instances.clear();
  }

  private List<? extends Instance<?>> left() {
    return instances.values().stream()
        .filter(instance -> !instance.destroyed().get())
        .sorted(Comparator.<Instance<?>>comparingInt(Instance::number).reversed())
        .toList();
  }
}
