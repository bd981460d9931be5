package dev.socketio.server;

import java.util.Objects;
import java.util.concurrent.Executor;

/**
 * Where handlers, listeners and middlewares run. Whatever is chosen, those of one connection run
 * one at a time and in the order of its packets.
 *
 * <p>Threading: immutable, safe for use by any thread.
 */
public sealed interface Dispatch {

  /**
   * {@return the default, good for handlers that block} Takes the first there is of: the
   * container's {@code java:comp/DefaultManagedExecutorService}, virtual threads (JDK 21 and
   * later), a bounded pool of daemon threads. On the first, handlers run in the context that {@code
   * java:comp/DefaultContextService} captures when the server is made, not in that of the request
   * which has set them off.
   */
  static Dispatch auto() {
    return Auto.AUTO;
  }

  /**
   * {@return the fastest way, for handlers that never block} They run on the container's thread
   * that brought the packet, which saves handing it over. A handler that blocks here holds the
   * container's thread, and one that waits for an answer of its own client waits for itself. When a
   * client no longer answers pings, its disconnect listeners run on the thread of the server's one
   * timer, and must be quick.
   */
  static Dispatch direct() {
    return Direct.DIRECT;
  }

  /**
   * {@return the given executor} It stays the application's: closing the server does not shut it
   * down.
   *
   * @param executor where to run; must not run tasks on the calling thread unless handlers never
   *     block
   */
  static Dispatch executor(Executor executor) {
    return new On(Objects.requireNonNull(executor, "executor"));
  }

  /** See {@link Dispatch#auto}. */
  enum Auto implements Dispatch {
    /** The only instance. */
    AUTO
  }

  /** See {@link Dispatch#direct}. */
  enum Direct implements Dispatch {
    /** The only instance. */
    DIRECT
  }

  /**
   * See {@link Dispatch#executor}.
   *
   * @param executor where to run
   */
  record On(Executor executor) implements Dispatch {}
}
