package dev.socketio.server;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;

/**
 * The life of a socket, with the reason of its end. Each transition says whether this call made it.
 *
 * <pre>
 * from        transition        to
 * joining     tryConnect        connected
 * joining     tryFinish         gone, without a reason: nobody was told of the socket
 * connected   tryLeave(reason)  leaving: nothing is sent or received any more, the rooms are still there
 * leaving     tryFinish         gone
 * </pre>
 *
 * <p>Threading: safe for use by any thread.
 */
final class SocketState {
  private static final AtomicReferenceFieldUpdater<SocketState, Phase> PHASE =
      AtomicReferenceFieldUpdater.newUpdater(SocketState.class, Phase.class, "phase");

  private volatile Phase phase = Joining.JOINING;

  boolean tryConnect() {
    return PHASE.compareAndSet(this, Joining.JOINING, Connected.CONNECTED);
  }

  boolean tryLeave(DisconnectReason reason) {
    return PHASE.compareAndSet(this, Connected.CONNECTED, new Leaving(reason));
  }

  /** Ends the life of a socket that is joining or leaving. */
  boolean tryFinish() {
    Phase before = phase;
    if (before instanceof Joining || before instanceof Leaving) {
      return PHASE.compareAndSet(this, before, new Gone(before.reason()));
    }
    return false;
  }

  boolean isJoining() {
    return phase instanceof Joining;
  }

  boolean isConnected() {
    return phase instanceof Connected;
  }

  boolean isGone() {
    return phase instanceof Gone;
  }

  /** {@return why the socket leaves or left; empty before, and if it never was connected} */
  Optional<DisconnectReason> reason() {
    return phase.reason();
  }

  private sealed interface Phase {
    default Optional<DisconnectReason> reason() {
      return Optional.empty();
    }
  }

  private enum Joining implements Phase {
    JOINING
  }

  private enum Connected implements Phase {
    CONNECTED
  }

  private record Leaving(DisconnectReason why) implements Phase {
    @Override
    public Optional<DisconnectReason> reason() {
      return Optional.of(why);
    }
  }

  private record Gone(Optional<DisconnectReason> reason) implements Phase {}
}
