package dev.socketio.cdi;

import dev.socketio.server.SocketIoServer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The running servers of the application, by the names of their servlets. A name in what the
 * application declares is one servlet; no name is every servlet that nobody names.
 *
 * <p>Threading: safe for use by any thread.
 */
final class Servers {

  private final Map<String, SocketIoServer> running = new ConcurrentHashMap<>();
  private volatile Set<String> named = Set.of();

  /**
   * Takes the names before the first server runs.
   *
   * @param names all that occur
   */
  void name(Set<String> names) {
    named = Set.copyOf(names);
  }

  /** {@return all names that occur} */
  Set<String> named() {
    return named;
  }

  /**
   * {@return whether what is declared for a name concerns a servlet}
   *
   * @param declared name, or empty
   * @param servlet name of the servlet
   */
  boolean concerns(String declared, String servlet) {
    return declared.isEmpty() ? !named.contains(servlet) : declared.equals(servlet);
  }

  /**
   * {@return whether what is injected of a server is that of a servlet} Where nothing says which,
   * the only server is meant, even if it has a name.
   *
   * @param declared name, or empty
   * @param servlet name of the servlet
   * @param all names of all servlets that have a server
   */
  boolean isInjected(String declared, String servlet, Set<String> all) {
    return concerns(declared, servlet) || (declared.isEmpty() && all.equals(Set.of(servlet)));
  }

  void add(String servlet, SocketIoServer server) {
    running.put(servlet, server);
  }

  void remove(String servlet, SocketIoServer server) {
    running.remove(servlet, server);
  }

  /**
   * {@return the server that is injected}
   *
   * @param declared name, or empty
   * @throws IllegalStateException if there is none yet, or more than one
   */
  SocketIoServer get(String declared) {
    if (declared.isEmpty()) {
      return unnamed();
    }
    SocketIoServer server = running.get(declared);
    if (server == null) {
      throw notYet("The Socket.IO server of the servlet \"" + declared + "\"");
    }
    return server;
  }

  private SocketIoServer unnamed() {
    List<String> candidates =
        running.keySet().stream().filter(name -> !named.contains(name)).sorted().toList();
    if (candidates.isEmpty() && running.size() == 1) {
      candidates = List.copyOf(running.keySet());
    }
    if (candidates.size() > 1) {
      throw new IllegalStateException(
          "There are several Socket.IO servers here, of the servlets "
              + candidates
              + "; say which with @SocketIo(\"name of the servlet\")");
    }
    SocketIoServer server = candidates.isEmpty() ? null : running.get(candidates.get(0));
    if (server == null) {
      throw notYet("The Socket.IO server");
    }
    return server;
  }

  private static IllegalStateException notYet(String what) {
    return new IllegalStateException(
        what
            + " is not running: it starts with its servlet, after the application's listeners, and"
            + " ends with it. Inject Instance<SocketIoServer> to ask for it later");
  }
}
