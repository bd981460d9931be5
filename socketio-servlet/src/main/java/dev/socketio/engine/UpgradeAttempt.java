package dev.socketio.engine;

import dev.socketio.concurrent.Cancellable;
import dev.socketio.concurrent.TaskTimer;
import dev.socketio.engine.packet.EnginePacket;
import dev.socketio.engine.packet.EnginePacket.Ping;
import dev.socketio.engine.packet.EnginePacket.Pong;
import dev.socketio.engine.packet.EnginePacket.Upgrade;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * One try to move a session from polling to a WebSocket, the candidate (Engine.IO protocol 4,
 * "Upgrade"). Until the client says {@code 5} a fault costs the candidate and nothing else.
 *
 * <pre>
 * PROBE_AWAITED -- "2probe" --> PROBED     answered "3probe"; then waiting polls are released
 * PROBED        -- "5"      --> SWITCHING  as long as a POST is still arriving
 * SWITCHING     -- POST is in --> SWITCHED what came meanwhile is delivered behind the POST
 * PROBE_AWAITED, PROBED -- anything else, timeout, fault --> ABANDONED
 * </pre>
 *
 * <p>Threading: safe for use by any thread; packets of the candidate come one by one. The session
 * is called without the lock, except to swap its link.
 */
final class UpgradeAttempt {

  /** How often waiting polls are released, so that the client can stop polling. */
  static final Duration RELEASE_INTERVAL = Duration.ofMillis(100);

  private static final String PROBE = "probe";

  /**
   * What may be held back while a POST arrives: at least this, and four messages of the greatest
   * size.
   */
  private static final long HELD_BYTES = 1L << 20;

  private final EngineSession session;
  private final Transport current;
  private final Transport candidate;
  private final Duration timeout;
  private final long heldLimit;
  private final TaskTimer timer;
  private final ReentrantLock lock = new ReentrantLock();

  // All below is guarded by the lock.
  private Phase phase = Phase.PROBE_AWAITED;
  private List<EnginePacket> held = new ArrayList<>();
  private long heldBytes;
  private @Nullable Cancellable deadline;
  private @Nullable Cancellable release;
  private boolean pollWaits;

  private enum Phase {
    PROBE_AWAITED,
    PROBED,
    SWITCHING,
    SWITCHED,
    ABANDONED
  }

  UpgradeAttempt(
      EngineSession session,
      Transport current,
      Transport candidate,
      EngineOptions options,
      TaskTimer timer) {
    this.session = session;
    this.current = current;
    this.candidate = candidate;
    this.timeout = options.upgradeTimeout();
    this.heldLimit = Math.max(HELD_BYTES, 4L * options.maxHttpBufferSize());
    this.timer = timer;
  }

  /** The candidate is in place: its time runs. */
  void start() {
    lock.lock();
    try {
      if (isTryingLocked()) {
        deadline = timer.schedule(timeout, this::abandon);
      }
    } finally {
      lock.unlock();
    }
  }

  /** A packet came on the candidate. */
  void onPacket(EnginePacket packet) {
    Reaction reaction;
    lock.lock();
    try {
      reaction = reactLocked(packet);
    } finally {
      lock.unlock();
    }
    switch (reaction) {
      case ANSWER -> answer();
      case SWITCH -> trySwitch();
      case DELIVER -> session.receive(packet);
      case ABANDON -> abandon();
      case OVERFLOW ->
          session.end(
              CloseReason.RECEIVE_QUEUE_OVERFLOW, "too much came while a POST was still arriving");
      case NONE -> {}
    }
  }

  /**
   * A poll that comes once the client has its answer may have been sent behind the {@code 5} and
   * overtaken it; so only one that waits before is let go without delay.
   */
  private void answer() {
    boolean waiting = current.isWritable();
    lock.lock();
    try {
      pollWaits |= waiting;
    } finally {
      lock.unlock();
    }
    candidate.sendAside(new Pong(PROBE));
  }

  private enum Reaction {
    ANSWER,
    SWITCH,
    DELIVER,
    ABANDON,
    OVERFLOW,
    NONE
  }

  private Reaction reactLocked(EnginePacket packet) {
    return switch (phase) {
      case PROBE_AWAITED, PROBED -> {
        if (packet instanceof Ping ping && PROBE.equals(ping.data())) {
          phase = Phase.PROBED;
          yield Reaction.ANSWER;
        }
        if (packet instanceof Upgrade && phase == Phase.PROBED) {
          phase = Phase.SWITCHING;
          cancelTimersLocked();
          yield Reaction.SWITCH;
        }
        yield Reaction.ABANDON;
      }
      case SWITCHING -> holdLocked(packet);
      case SWITCHED -> Reaction.DELIVER;
      case ABANDONED -> Reaction.NONE;
    };
  }

  private Reaction holdLocked(EnginePacket packet) {
    held.add(packet);
    heldBytes += OutboundQueue.weight(packet);
    return heldBytes > heldLimit ? Reaction.OVERFLOW : Reaction.NONE;
  }

  /** The answer to the probe has left: from now on the client wants no poll to be waiting. */
  void onAnswered() {
    releasePoll(true);
  }

  private void releasePoll(boolean first) {
    boolean now;
    lock.lock();
    try {
      if (phase != Phase.PROBED || (first && release != null)) {
        return;
      }
      release = timer.schedule(RELEASE_INTERVAL, () -> releasePoll(false));
      now = !first || pollWaits;
    } finally {
      lock.unlock();
    }
    if (now) {
      current.release();
    }
  }

  /**
   * Moves the session, unless a POST is still arriving: its end calls this again, so that no packet
   * of it is lost or overtaken.
   */
  void trySwitch() {
    if (!isIn(Phase.SWITCHING) || !current.discard()) {
      return;
    }
    for (List<EnginePacket> batch = nextHeld(); !batch.isEmpty(); batch = nextHeld()) {
      batch.forEach(session::receive);
    }
    if (isIn(Phase.SWITCHED)) {
      session.onUpgraded(candidate);
    }
  }

  private boolean isIn(Phase expected) {
    lock.lock();
    try {
      return phase == expected;
    } finally {
      lock.unlock();
    }
  }

  /** What was held back; when that is nothing, the session is moved before more can come. */
  private List<EnginePacket> nextHeld() {
    lock.lock();
    try {
      List<EnginePacket> batch = held;
      if (!batch.isEmpty()) {
        held = new ArrayList<>();
        heldBytes = 0;
      } else if (phase == Phase.SWITCHING) {
        phase = Phase.SWITCHED;
        session.leaveUpgrade(this, candidate);
      }
      return batch;
    } finally {
      lock.unlock();
    }
  }

  /**
   * The candidate is gone. Once it was said to be the transport, so is the session; also when the
   * switch was made just now, and whoever tells of the loss has not seen it yet.
   */
  void onCandidateLost(CloseReason reason, String description) {
    if (!tryAbandon() && !isIn(Phase.ABANDONED)) {
      session.end(reason, description);
    }
  }

  /** Gives the candidate up; polling goes on, and may try again. */
  void abandon() {
    boolean unused = tryAbandon();
  }

  /** {@return {@code false} if it is too late: the attempt was decided before} */
  private boolean tryAbandon() {
    lock.lock();
    try {
      if (!isTryingLocked()) {
        return false;
      }
      phase = Phase.ABANDONED;
      cancelTimersLocked();
      session.leaveUpgrade(this, current);
    } finally {
      lock.unlock();
    }
    candidate.close();
    return true;
  }

  /** The session is over. */
  void cancel() {
    lock.lock();
    try {
      phase = Phase.ABANDONED;
      held = List.of();
      cancelTimersLocked();
    } finally {
      lock.unlock();
    }
    candidate.close();
  }

  private boolean isTryingLocked() {
    return phase == Phase.PROBE_AWAITED || phase == Phase.PROBED;
  }

  private void cancelTimersLocked() {
    if (deadline != null) {
      deadline.cancel();
    }
    if (release != null) {
      release.cancel();
    }
  }
}
