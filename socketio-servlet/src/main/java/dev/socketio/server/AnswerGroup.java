package dev.socketio.server;

import dev.socketio.concurrent.Cancellable;
import dev.socketio.concurrent.TaskTimer;
import dev.socketio.server.adapter.BroadcastAnswers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The receivers of one broadcast on this server that owe an answer, all under one id. When time is
 * up, or nobody waits any more, their entries are taken out, so that a client that never answers
 * costs nothing for longer than that.
 *
 * <p>Threading: {@link #add}, {@link #remove} and {@link #start} are for the thread that sends, in
 * this order; answers may come on any thread, also before {@link #start}.
 */
final class AnswerGroup implements PendingAck {
  private final long id;
  private final BroadcastAnswers answers;
  private final List<ClientSocket> asked = new ArrayList<>();

  /** One more than answers are owed, until all have been asked. */
  private final AtomicInteger owed = new AtomicInteger(1);

  private final AtomicReference<@Nullable Cancellable> clock = new AtomicReference<>();

  AnswerGroup(long id, BroadcastAnswers answers) {
    this.id = id;
    this.answers = answers;
  }

  void add(ClientSocket socket) {
    asked.add(socket);
    owed.incrementAndGet();
    socket.acks().add(id, this);
  }

  /** Takes back the last one, to whom nothing could be sent. */
  void remove(ClientSocket socket) {
    if (socket.acks().remove(id)) {
      asked.remove(asked.size() - 1);
      settle();
    }
  }

  void start(TaskTimer timer, Duration limit) {
    if (owed.get() > 1) {
      clock.set(timer.schedule(limit, this::forget));
      answers.onOver(this::forget);
    }
    settle();
  }

  private void forget() {
    if (owed.get() > 0) {
      asked.forEach(socket -> socket.acks().remove(id));
      stopClock();
    }
  }

  @Override
  public void answered(List<@Nullable Object> arguments) {
    settle();
    answers.answer(arguments);
  }

  /**
   * The reference counts on an answer all the same; so the broadcast ends with a timeout that tells
   * who is missing.
   */
  @Override
  public void disconnected(DisconnectReason reason) {
    settle();
  }

  private void settle() {
    if (owed.decrementAndGet() == 0) {
      stopClock();
    }
  }

  private void stopClock() {
    Cancellable running = clock.get();
    if (running != null) {
      running.cancel();
    }
  }
}
