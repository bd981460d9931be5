package dev.socketio.engine;

import dev.socketio.concurrent.TaskTimer;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * The registry of open sessions, and where new ones are made.
 *
 * <p>Threading: safe for use by any thread.
 */
public final class EngineSessions {
  private static final Logger LOGGER = System.getLogger(EngineSessions.class.getName());

  /** Fifteen random bytes are twenty characters of base64, with no padding. */
  private static final int ID_BYTES = 15;

  private final EngineOptions options;
  private final TaskTimer timer;
  private final EngineApplication application;
  private final SecureRandom random = new SecureRandom();
  private final ConcurrentHashMap<String, EngineSession> sessions = new ConcurrentHashMap<>();
  private final EngineStatistics statistics = new EngineStatistics();
  private volatile SessionObserver observer = Nobody.INSTANCE;
  private volatile boolean closed;

  /**
   * Makes an empty registry.
   *
   * @param options how sessions behave
   * @param timer clock of all sessions; not closed here
   * @param application told of every session and every refusal
   */
  public EngineSessions(EngineOptions options, TaskTimer timer, EngineApplication application) {
    this.options = options;
    this.timer = timer;
    this.application = application;
  }

  /** {@return how sessions behave} */
  public EngineOptions options() {
    return options;
  }

  /** {@return the clock of all sessions} */
  public TaskTimer timer() {
    return timer;
  }

  /** {@return how many sessions there are, those included that are closing} */
  public int count() {
    return sessions.size();
  }

  /**
   * Looks at all sessions there are, those included that are closing.
   *
   * @param action must not block
   */
  public void forEach(Consumer<EngineSession> action) {
    sessions.values().forEach(action);
  }

  /**
   * Has somebody told of the sessions that come and go.
   *
   * @param observer who; takes the place of the one before
   */
  public void observe(SessionObserver observer) {
    this.observer = observer;
  }

  /** {@return counters of all sessions and refusals} */
  public EngineStatistics statistics() {
    return statistics;
  }

  /** {@return whether new sessions may be opened} */
  public boolean isOpen() {
    return !closed;
  }

  /**
   * Looks a session up.
   *
   * @param id a session id, as the client sent it
   * @return the session, if there is one that has not ended
   */
  public Optional<EngineSession> find(String id) {
    return Optional.ofNullable(sessions.get(id));
  }

  /**
   * Opens a session: registers it, sends its open packet and tells the application, in this order.
   *
   * @param handshake first request of the session
   * @param factory makes its transport
   * @return the session, or nothing if the registry was closed
   */
  public Optional<EngineSession> open(HandshakeRequest handshake, TransportFactory factory) {
    if (closed) {
      return Optional.empty();
    }
    EngineSession session = new EngineSession(newId(), handshake, this, timer, factory);
    observer.onOpening(session);
    sessions.put(session.id(), session);
    statistics.opened();
    session.open(application);
    if (closed) {
      session.end(CloseReason.SERVER_SHUTTING_DOWN, "");
    }
    return Optional.of(session);
  }

  /**
   * Tells the application of a refused request.
   *
   * @param error what was answered, and why
   */
  public void report(ConnectionError error) {
    statistics.refused(error.error());
    LOGGER.log(
        Level.DEBUG,
        "Refused {0} {1}: {2} {3}",
        error.request().method(),
        error.request().url(),
        error.message(),
        error.context());
    try {
      application.onConnectionError(error);
    } catch (RuntimeException failure) {
      LOGGER.log(Level.ERROR, "The application failed to handle a connection error", failure);
    }
  }

  /**
   * Closes all sessions at once, without waiting for what is queued, and opens no more.
   *
   * @param reason what listeners are told
   */
  public void close(CloseReason reason) {
    closed = true;
    sessions.values().forEach(session -> session.end(reason, ""));
  }

  void forget(EngineSession session) {
    sessions.remove(session.id(), session);
    observer.onEnded(session);
  }

  private String newId() {
    byte[] bytes = new byte[ID_BYTES];
    String id;
    do {
      random.nextBytes(bytes);
      id = Base64.getUrlEncoder().encodeToString(bytes);
    } while (sessions.containsKey(id));
    return id;
  }

  /** Observes while nobody else does. */
  private enum Nobody implements SessionObserver {
    INSTANCE;

    @Override
    public void onOpening(EngineSession session) {}

    @Override
    public void onEnded(EngineSession session) {}
  }
}
