package dev.socketio.it.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What a poll is answered that waits while something happens to its session. A client cannot see
 * when its poll has arrived; where the poll came too late, the situation is set up again with a new
 * session.
 *
 * @param session the session
 * @param answer what the waiting poll was answered
 */
public record WaitingPoll(PollingProbe session, HttpResponse<String> answer) {

  private static final int ATTEMPTS = 50;

  /**
   * Lets a poll wait while the session is ended.
   *
   * @param sessions opens a session
   * @param ending ends the session
   */
  public static WaitingPoll during(Supplier<PollingProbe> sessions, Consumer<PollingProbe> ending) {
    for (int i = 0; i < ATTEMPTS; i++) {
      PollingProbe session = sessions.get();
      CompletableFuture<HttpResponse<String>> poll = session.get();
      session.expectAlive();
      ending.accept(session);
      HttpResponse<String> answer = Patience.await("answer to the waiting poll", poll);
      if (answer.statusCode() == 200) {
        return new WaitingPoll(session, answer);
      }
      assertThat(answer.body()).as("a poll that came too late").startsWith("{\"code\":1,");
    }
    throw new AssertionError("No poll was answered with 200 in " + ATTEMPTS + " attempts");
  }

  /** {@return the payload} */
  public String payload() {
    return answer.body();
  }
}
