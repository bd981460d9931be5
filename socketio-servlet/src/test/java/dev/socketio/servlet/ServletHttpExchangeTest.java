package dev.socketio.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.socketio.engine.transport.HttpExchange;
import dev.socketio.engine.transport.HttpExchange.BodyReceiver;
import dev.socketio.engine.transport.HttpExchange.Completion;
import dev.socketio.engine.transport.HttpExchange.HttpReply;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ServletHttpExchangeTest {

  private final FakeHttp http = new FakeHttp();
  private final List<String> ends = new ArrayList<>();
  private @Nullable HttpExchange exchange;

  private void park() {
    http.serve(
        parked -> {
          parked.onAbort(() -> ends.add("abort"));
          exchange = parked;
        });
  }

  private HttpExchange parked() {
    park();
    return exchange;
  }

  private boolean answer(HttpExchange parked, String body) {
    return parked.respond(reply(200, body), done());
  }

  private Completion done() {
    return failure -> ends.add(failure == null ? "written" : "failed " + failure.getMessage());
  }

  private static HttpReply reply(int status, String body) {
    return new HttpReply(
        status,
        Optional.of("text/plain"),
        Map.of("Cache-Control", "no-store"),
        body.getBytes(StandardCharsets.US_ASCII));
  }

  private final class Body implements BodyReceiver {
    private final HttpExchange answered;
    private final @Nullable HttpReply onFailure;

    Body(HttpExchange answered, @Nullable HttpReply onFailure) {
      this.answered = answered;
      this.onFailure = onFailure;
    }

    @Override
    public void onBody(byte[] body) {
      ends.add("body");
    }

    @Override
    public void onTooLarge() {
      ends.add("too large");
      answered.respond(Replies.empty(413), done());
    }

    @Override
    public void onFailure(Throwable cause) {
      ends.add("no body");
      if (onFailure != null) {
        answered.respond(onFailure, done());
      }
    }
  }

  private void post(@Nullable HttpReply onFailure) {
    http.method = "POST";
    http.serve(
        posted -> {
          exchange = posted;
          posted.onAbort(() -> ends.add("abort"));
          posted.readBody(10, new Body(posted, onFailure));
        });
  }

  // Answers

  @Test
  void answerIsWrittenAndTheRequestCompletedOnce() throws IOException {
    assertThat(answer(parked(), "hello")).isTrue();
    assertThat(http.events).doesNotContain("complete");
    http.output.take(2);

    assertThat(http.status).isEqualTo(200);
    assertThat(http.headers)
        .isEqualTo(
            Map.of(
                "Content-Type", "text/plain",
                "Content-Length", "5",
                "Cache-Control", "no-store"));
    assertThat(http.output.written).hasToString("hello");
    assertThat(ends).containsExactly("written");
    assertThat(http.events).containsOnlyOnce("complete").contains("timeout 7000");
  }

  @Test
  void secondAnswerIsRefused() {
    HttpExchange parked = parked();

    assertThat(answer(parked, "one")).isTrue();
    assertThat(answer(parked, "two")).isFalse();
    assertThat(http.headers).containsEntry("Content-Length", "3");
  }

  @Test
  void answerGivenWhileTheRequestIsDispatchedWaitsForItsThread() {
    http.serve(
        serving -> {
          assertThat(answer(serving, "now")).isTrue();
          assertThat(http.events).doesNotContain("touched");
        });

    assertThat(http.events).contains("touched");
    assertThat(http.output.writer).isNotNull();
  }

  @Test
  void largeAnswerGoesOutAsTheClientTakesIt() throws IOException {
    byte[] large = new byte[150_000];
    parked().respond(new HttpReply(200, Optional.empty(), Map.of(), large), done());
    http.output.take(1);
    assertThat(http.output.slices).containsExactly(65_536);
    assertThat(ends).isEmpty();
    http.output.take(10);

    assertThat(http.output.slices).containsExactly(65_536, 65_536, 18_928);
    assertThat(http.output.written.toByteArray()).isEqualTo(large);
    assertThat(ends).containsExactly("written");
  }

  @Test
  void answerWithoutContentNeedsNoWriting() {
    parked().respond(Replies.empty(400), done());

    assertThat(http.output.writer).isNull();
    assertThat(http.status).isEqualTo(400);
    assertThat(http.headers).isEqualTo(Map.of("Content-Length", "0"));
    assertThat(ends).containsExactly("written");
  }

  @Test
  void brokenWriteIsReportedOnce() {
    answer(parked(), "hello");
    http.output.writer.onError(new IOException("broken pipe"));
    http.output.writer.onError(new IOException("again"));

    assertThat(ends).containsExactly("failed broken pipe");
    assertThat(http.events).containsOnlyOnce("complete");
  }

  @Test
  void containerThatTakesNoAsynchronousAnswerFailsTheWrite() {
    http.output.refuses = new IllegalStateException("not async");
    answer(parked(), "hello");

    assertThat(ends).containsExactly("failed not async");
    assertThat(http.events).containsOnlyOnce("complete");
  }

  @Test
  void containerThatHasCompletedByItselfFailsTheWrite() throws IOException {
    http.refusesToComplete = new IllegalStateException("completed");
    answer(parked(), "hello");
    http.output.take(2);

    assertThat(ends).containsExactly("failed completed");
  }

  @Test
  void failureOfTheDispatcherIsAnswered500() {
    http.serve(
        serving -> {
          throw new IllegalStateException("planted");
        });

    assertThat(http.status).isEqualTo(500);
    assertThat(http.events).containsOnlyOnce("complete");
  }

  @Test
  void failureOfTheDispatcherAfterItsAnswerLeavesTheAnswer() throws IOException {
    http.serve(
        serving -> {
          answer(serving, "hello");
          throw new IllegalStateException("planted");
        });
    http.output.take(2);

    assertThat(http.status).isEqualTo(200);
    assertThat(ends).containsExactly("written");
  }

  // The container's events

  @Test
  void clientThatLeavesAbortsAPoll() throws IOException {
    HttpExchange parked = parked();
    http.listener().onError(http.event());
    http.listener().onComplete(http.event());

    assertThat(ends).containsExactly("abort");
    assertThat(http.events).containsOnlyOnce("complete").doesNotContain("touched");
    assertThat(answer(parked, "late")).isFalse();
    assertThat(http.events).doesNotContain("touched");
  }

  @Test
  void clientThatLeavesFailsAnAnswer() throws IOException {
    answer(parked(), "hello");
    http.listener().onError(http.event());
    http.output.take(5);

    assertThat(ends).containsExactly("failed reset");
    assertThat(http.events).containsOnlyOnce("complete");
  }

  @Test
  void requestThatTheContainerEndsIsNotTouchedAgain() throws IOException {
    http.refusesToComplete = new IllegalStateException("completed");
    HttpExchange parked = parked();
    http.listener().onComplete(http.event());

    assertThat(ends).containsExactly("abort");
    assertThat(answer(parked, "late")).isFalse();
    assertThat(http.events).doesNotContain("touched");
  }

  @Test
  void endOfAnAnsweredRequestIsNothingNew() throws IOException {
    answer(parked(), "hello");
    http.output.take(2);
    http.listener().onComplete(http.event());

    assertThat(ends).containsExactly("written");
    assertThat(http.events).containsOnlyOnce("complete");
  }

  @Test
  void pollThatNobodyAnsweredInTimeIsAnswered503() throws IOException {
    HttpExchange parked = parked();
    http.listener().onTimeout(http.event());

    assertThat(http.status).isEqualTo(503);
    assertThat(ends).containsExactly("abort");
    assertThat(http.events).containsOnlyOnce("complete");
    assertThat(answer(parked, "late")).isFalse();
  }

  @Test
  void answerThatTheClientDoesNotReadInTimeFails() throws IOException {
    answer(parked(), "hello");
    http.listener().onTimeout(http.event());
    http.output.take(5);

    assertThat(ends).hasSize(1).first().asString().startsWith("failed");
    assertThat(http.output.slices).containsExactly(5);
    assertThat(http.events).containsOnlyOnce("complete");
  }

  // Bodies

  @Test
  void bodyThatStallsIsAnswered408() throws IOException {
    post(null);
    http.input.arrive(3);
    http.listener().onTimeout(http.event());

    assertThat(ends).containsExactly("no body", "abort");
    assertThat(http.status).isEqualTo(408);
    assertThat(http.headers).containsEntry("Connection", "close");
    assertThat(http.events).containsOnlyOnce("complete");
  }

  @Test
  void receiverOfABodyThatStallsMayAnswerItself() throws IOException {
    post(reply(400, "too slow"));
    http.listener().onTimeout(http.event());

    assertThat(ends).containsExactly("no body", "written");
    assertThat(http.status).isEqualTo(400);
    assertThat(http.output.written).hasToString("too slow");
    assertThat(http.output.writer).isNull();
    assertThat(http.events).containsOnlyOnce("complete");
  }

  @Test
  void bodyOfALostClientFails() throws IOException {
    post(null);
    http.listener().onComplete(http.event());

    assertThat(ends).containsExactly("no body", "abort");
  }

  @Test
  void connectionIsGivenUpWithAnUnreadBody() throws IOException {
    post(null);
    http.input.arrive(70_000);

    assertThat(ends).containsExactly("too large", "written");
    assertThat(http.status).isEqualTo(413);
    assertThat(http.headers).containsEntry("Connection", "close");
  }

  @Test
  void connectionWithOtherStreamsIsNotGivenUp() throws IOException {
    http.protocol = "HTTP/2.0";
    post(null);
    http.input.arrive(70_000);

    assertThat(http.status).isEqualTo(413);
    assertThat(http.headers).doesNotContainKey("Connection");
  }

  @Test
  void connectionLivesOnAfterAWholeBody() throws IOException {
    post(null);
    http.input.arrive(11);
    http.input.end();

    assertThat(http.status).isEqualTo(413);
    assertThat(http.headers).doesNotContainKey("Connection");
  }

  @Test
  void containerThatReadsNoBodyAsynchronouslyFailsIt() {
    http.input.refuses = new IllegalStateException("not async");
    post(null);

    assertThat(ends).containsExactly("no body");
  }

  @Test
  void timeoutSaysSo() throws IOException {
    List<Throwable> causes = new ArrayList<>();
    http.serve(parked -> parked.respond(reply(200, "x"), causes::add));
    http.listener().onTimeout(http.event());

    assertThat(causes).singleElement().isInstanceOf(TimeoutException.class);
  }

  /** WildFly warns of every other listener in the log of whoever deploys the jar. */
  @Test
  void theListenerCanBeMadeByTheContainer() {
    assertThat(ServletHttpExchange.ContainerEvents.class.getDeclaredConstructors())
        .anyMatch(constructor -> constructor.getParameterCount() == 0);
  }
}
