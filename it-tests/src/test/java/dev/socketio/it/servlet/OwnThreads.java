package dev.socketio.it.servlet;

import dev.socketio.it.wire.Patience;
import java.util.List;
import java.util.Set;

/**
 * The server's threads that were started after this was made; other tests keep servers of theirs.
 */
final class OwnThreads {
  private final Set<Thread> before = Thread.getAllStackTraces().keySet();

  /** Names of those that do not end by themselves. */
  List<String> left() throws InterruptedException {
    List<Thread> own =
        Thread.getAllStackTraces().keySet().stream()
            .filter(thread -> thread.getName().startsWith("socketio"))
            .filter(thread -> !before.contains(thread))
            .toList();
    for (Thread thread : own) {
      thread.join(Patience.LIMIT.toMillis());
    }
    return own.stream().filter(Thread::isAlive).map(Thread::getName).toList();
  }
}
