package dev.socketio.server.adapter;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Collects the answers to a broadcast.
 *
 * <p>Threading: safe for use by any thread; no method blocks nor runs application code. Answers may
 * come before the number is known.
 */
public interface BroadcastAnswers {

  /**
   * A server has sent the event to its clients; called once by each server.
   *
   * @param clients how many
   */
  void expect(int clients);

  /**
   * A client has answered.
   *
   * @param arguments the answer, in the plain values of {@link dev.socketio.json.JsonCodec}
   */
  void answer(List<@Nullable Object> arguments);

  /**
   * Has something done once no answers are wanted any more: all are there, time is up, or the
   * application has given up. By default nothing is.
   *
   * @param action lets go of what was kept for answers; runs once, at once if it is over already;
   *     must neither block nor throw
   */
  default void onOver(Runnable action) {}
}
