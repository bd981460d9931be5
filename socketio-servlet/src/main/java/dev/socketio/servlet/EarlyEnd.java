package dev.socketio.servlet;

import jakarta.websocket.Session;
import org.jspecify.annotations.Nullable;

/**
 * Knows when a container tells of the end of a WebSocket before its last messages. Undertow does:
 * messages wait for one of its workers, in order, but the end of the TCP connection it tells at
 * once, on the thread that reads from the network. While all workers are busy, what a client sent
 * right before it left comes after the client's end.
 */
final class EarlyEnd {

  private static final String UNDERTOWS_READER = "org.xnio.XnioIoThread";

  private EarlyEnd() {}

  /**
   * {@return whether messages may follow the end that is being told of}
   *
   * @param session whose end it is, as told on this thread
   */
  static boolean isPossible(Session session) {
    return ContainerKind.of(session) == ContainerKind.UNDERTOW
        && isReader(Thread.currentThread().getClass());
  }

  private static boolean isReader(@Nullable Class<?> thread) {
    return thread != null
        && (thread.getName().equals(UNDERTOWS_READER) || isReader(thread.getSuperclass()));
  }
}
