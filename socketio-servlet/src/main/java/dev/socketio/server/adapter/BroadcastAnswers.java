package dev.socketio.server.adapter;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Collects the answers to a broadcast.
 *
 * <p>Threading: safe for use by any thread; neither method blocks nor runs application code.
 * Answers may come before the number is known.
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
}
