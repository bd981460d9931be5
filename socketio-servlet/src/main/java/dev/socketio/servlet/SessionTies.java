package dev.socketio.servlet;

import dev.socketio.engine.EngineSession;
import dev.socketio.engine.EngineSessions;
import dev.socketio.engine.SessionObserver;
import jakarta.servlet.ServletConfig;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Ties the connections of one servlet to the {@code HttpSession}s they came with, and dismisses
 * them when those end.
 *
 * <p>A handshake names its session before there is a connection to tie: for the time that a
 * handshake may take it is remembered which ids have changed or ended.
 *
 * <p>Threading: safe for use by any thread; connections are dismissed without a lock held, on the
 * thread that ends the session.
 */
final class SessionTies implements SessionObserver {

  private static final String PREFIX = SessionTies.class.getName() + ".";

  private final Duration memory;
  private final InstantSource clock;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<String, Tie> byId = new HashMap<>();
  private final Map<EngineSession, Tie> byConnection = new HashMap<>();

  /** What has become of ids lately, the oldest first. */
  private final Map<String, Fate> fates = new LinkedHashMap<>();

  /** The connections that came with one {@code HttpSession}; guarded by the lock. */
  private static final class Tie {
    private String id;
    private final Set<EngineSession> connections = new HashSet<>();

    Tie(String id) {
      this.id = id;
    }
  }

  /**
   * What has become of an id.
   *
   * @param successor the next id of the session, {@code null} if it has ended
   * @param since when
   */
  private record Fate(@Nullable String successor, Instant since) {}

  /**
   * Makes ties for one servlet.
   *
   * @param memory how long a handshake may take
   * @param clock tells the time
   */
  SessionTies(Duration memory, InstantSource clock) {
    this.memory = memory;
    this.clock = clock;
  }

  // In the servlet context

  /**
   * Refuses to start where nobody would tell of the end of sessions.
   *
   * @param config of the servlet
   * @throws ServletException if the listener is missing
   */
  static void requireListener(ServletConfig config) throws ServletException {
    if (!SessionEndListener.isPresent(config.getServletContext())) {
      throw new ServletException(
          "Servlet \""
              + config.getServletName()
              + "\": closeWithSession needs the listener "
              + SessionEndListener.class.getName()
              + ", which the container adds where it runs the jar's ServletContainerInitializer."
              + " This one does not: declare the listener, or remove closeWithSession");
    }
  }

  /**
   * Begins to tie.
   *
   * @param config of the servlet
   * @param sessions its connections
   */
  void install(ServletConfig config, EngineSessions sessions) {
    sessions.observe(this);
    config.getServletContext().setAttribute(PREFIX + config.getServletName(), this);
  }

  /**
   * Lets sessions end without consequences.
   *
   * @param config of the servlet
   */
  static void withdraw(ServletConfig config) {
    config.getServletContext().removeAttribute(PREFIX + config.getServletName());
  }

  /** {@return those of all servlets of a web application} */
  static List<SessionTies> all(ServletContext context) {
    return Collections.list(context.getAttributeNames()).stream()
        .filter(name -> name.startsWith(PREFIX))
        .map(context::getAttribute)
        .filter(SessionTies.class::isInstance)
        .map(SessionTies.class::cast)
        .toList();
  }

  // Connections

  @Override
  public void onOpening(EngineSession connection) {
    connection
        .handshake()
        .caller()
        .sessionId()
        .filter(id -> !tryTie(connection, id))
        .ifPresent(ended -> connection.dismiss());
  }

  /** {@return whether the session is still there} */
  private boolean tryTie(EngineSession connection, String idAtHandshake) {
    lock.lock();
    try {
      String id = idAtHandshake;
      for (Fate fate = fates.get(id); fate != null; fate = fates.get(id)) {
        if (fate.successor() == null) {
          return false;
        }
        id = fate.successor();
      }
      Tie tie = byId.computeIfAbsent(id, Tie::new);
      tie.connections.add(connection);
      byConnection.put(connection, tie);
      return true;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void onEnded(EngineSession connection) {
    lock.lock();
    try {
      Tie tie = byConnection.remove(connection);
      if (tie != null) {
        tie.connections.remove(connection);
        if (tie.connections.isEmpty()) {
          byId.remove(tie.id, tie);
        }
      }
    } finally {
      lock.unlock();
    }
  }

  /** {@return whether no connection is tied} */
  boolean isEmpty() {
    lock.lock();
    try {
      return byId.isEmpty() && byConnection.isEmpty();
    } finally {
      lock.unlock();
    }
  }

  // HTTP sessions

  /** An id belongs to a new session from now on, whatever it stood for before. */
  void begun(String id) {
    lock.lock();
    try {
      fates.remove(id);
    } finally {
      lock.unlock();
    }
  }

  /** A session got another id, as it does at a login. */
  void renamed(String before, String now) {
    lock.lock();
    try {
      fates.remove(now);
      remember(before, now);
      Tie tie = byId.remove(before);
      if (tie != null) {
        tie.id = now;
        byId.put(now, tie);
      }
    } finally {
      lock.unlock();
    }
  }

  /** A session has ended, and with it what came with it. */
  void ended(String id) {
    Set<EngineSession> dismissed = Set.of();
    lock.lock();
    try {
      remember(id, null);
      Tie tie = byId.remove(id);
      if (tie != null) {
        dismissed = Set.copyOf(tie.connections);
        byConnection.keySet().removeAll(dismissed);
      }
    } finally {
      lock.unlock();
    }
    dismissed.forEach(EngineSession::dismiss);
  }

  private void remember(String id, @Nullable String successor) {
    Instant now = clock.instant();
    Iterator<Fate> oldest = fates.values().iterator();
    while (oldest.hasNext()
        && Objects.requireNonNull(oldest.next()).since().plus(memory).isBefore(now)) {
      oldest.remove();
    }
    fates.remove(id);
    fates.put(id, new Fate(successor, now));
  }
}
