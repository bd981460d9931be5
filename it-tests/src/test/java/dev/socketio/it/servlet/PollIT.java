package dev.socketio.it.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.socketio.engine.transport.HttpExchange;
import dev.socketio.engine.transport.HttpExchange.Completion;
import dev.socketio.it.container.EmbeddedContainer;
import dev.socketio.it.container.WebApplication;
import dev.socketio.it.wire.Endpoint;
import dev.socketio.it.wire.Patience;
import dev.socketio.it.wire.RawHttp;
import dev.socketio.servlet.ScriptedServlet;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PollIT {

  private final ScriptedServlet servlet = new ScriptedServlet();
  private EmbeddedContainer container;

  private Endpoint deploy() throws Exception {
    return deploy(WebApplication.of(servlet, "/socket.io/*"));
  }

  private Endpoint deploy(WebApplication application) throws Exception {
    container = EmbeddedContainer.start(application);
    return new Endpoint(container.uri().resolve("socket.io/"));
  }

  private HttpExchange nextExchange() {
    return Patience.take("a request", servlet.exchanges());
  }

  @AfterEach
  void stop() throws Exception {
    container.close();
  }

  @Test
  void parkedPollIsAnsweredByAnotherThread() throws Exception {
    Endpoint endpoint = deploy();
    CompletableFuture<HttpResponse<String>> poll = endpoint.getAsync("sid=x");
    RecordedCompletion done = new RecordedCompletion();

    assertThat(nextExchange().respond(Replies.text("4grüße"), done)).isTrue();

    HttpResponse<String> answer = Patience.await("poll", poll);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("4grüße");
    assertThat(answer.headers().firstValue("content-length")).contains("8");
    assertThat(answer.headers().firstValue("content-type").orElseThrow())
        .matches("(?i)text/plain; ?charset=utf-8");
    assertThat(answer.headers().firstValue("cache-control")).contains("no-store");
    assertThat(done.await()).isEmpty();
  }

  @Test
  void answerGivenAtOnceIsWritten() throws Exception {
    RecordedCompletion done = new RecordedCompletion();
    servlet.onRequest(exchange -> exchange.respond(Replies.text("at once"), done));
    Endpoint endpoint = deploy();

    assertThat(endpoint.get("").body()).isEqualTo("at once");
    assertThat(done.await()).isEmpty();
  }

  @Test
  void answerWithoutContentIsComplete() throws Exception {
    servlet.onRequest(exchange -> exchange.respond(Replies.status(400), Completion.IGNORED));
    Endpoint endpoint = deploy();

    HttpResponse<String> answer = endpoint.get("");
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).isEmpty();
    assertThat(answer.headers().firstValue("content-length")).contains("0");
    assertThat(answer.headers().firstValue("content-type")).isEmpty();
  }

  @Test
  void onlyTheFirstAnswerCounts() throws Exception {
    Endpoint endpoint = deploy();
    CompletableFuture<HttpResponse<String>> poll = endpoint.getAsync("");
    HttpExchange exchange = nextExchange();

    assertThat(exchange.respond(Replies.text("first"), Completion.IGNORED)).isTrue();
    assertThat(exchange.respond(Replies.text("second"), Completion.IGNORED)).isFalse();
    assertThat(Patience.await("poll", poll).body()).isEqualTo("first");
  }

  @Test
  void largeAnswerReachesAClientThatReadsSlowly() throws Exception {
    Endpoint endpoint = deploy();
    RecordedCompletion done = new RecordedCompletion();
    try (RawHttp http = RawHttp.connect(endpoint)) {
      http.head("GET", "?sid=x");
      byte[] large = "0123456789".repeat(800_000).getBytes(StandardCharsets.US_ASCII);
      nextExchange().respond(Replies.bytes(200, large), done);

      assertThat(http.reply().body().getBytes(StandardCharsets.US_ASCII)).isEqualTo(large);
      assertThat(done.await()).isEmpty();
    }
  }

  @Test
  void clientThatResetsWhileItIsAnsweredFailsTheWrite() throws Exception {
    Endpoint endpoint = deploy();
    RecordedCompletion done = new RecordedCompletion();
    RawHttp http = RawHttp.connect(endpoint);
    http.head("GET", "?sid=x");
    nextExchange().respond(Replies.bytes(200, new byte[32 << 20]), done);
    http.write(new byte[0]);
    http.reset();

    assertThat(done.await()).isPresent();
    assertThat(done.outcomes).isEmpty();
  }

  @Test
  void clientThatNeverReadsIsGivenUp() throws Exception {
    RecordedCompletion done = new RecordedCompletion();
    servlet
        .exchangeTimeout(Duration.ofMillis(500))
        .onRequest(exchange -> exchange.respond(Replies.bytes(200, new byte[64 << 20]), done));
    Endpoint endpoint = deploy();
    try (RawHttp http = RawHttp.connect(endpoint)) {
      http.head("GET", "?sid=x");

      assertThat(done.await()).isPresent();
    }
  }

  @Test
  void pollThatNobodyAnswersEnds() throws Exception {
    servlet.exchangeTimeout(Duration.ofMillis(300));
    CompletableFuture<Void> aborted = new CompletableFuture<>();
    servlet.onRequest(
        exchange -> {
          exchange.onAbort(() -> aborted.complete(null));
          servlet.exchanges().add(exchange);
        });
    Endpoint endpoint = deploy();

    assertThat(endpoint.get("").statusCode()).isEqualTo(503);
    Patience.await("abort", aborted);
    assertThat(nextExchange().respond(Replies.text("late"), Completion.IGNORED)).isFalse();
  }

  @Test
  void manyPollsHoldNoThreads() throws Exception {
    Endpoint endpoint = deploy();
    int polls = 400;
    CompletableFuture<?>[] answers = new CompletableFuture<?>[polls];
    for (int i = 0; i < polls; i++) {
      answers[i] = endpoint.getAsync("i=" + i);
    }
    HttpExchange[] parked = new HttpExchange[polls];
    for (int i = 0; i < polls; i++) {
      parked[i] = nextExchange();
    }
    for (HttpExchange exchange : parked) {
      assertThat(exchange.respond(Replies.text("x"), Completion.IGNORED)).isTrue();
    }
    Patience.await("all answers", CompletableFuture.allOf(answers));
  }

  @Test
  void answersRaceWithTheReturnOfTheRequestsThread() throws Exception {
    servlet.onRequest(
        exchange -> {
          CountDownLatch answered = new CountDownLatch(1);
          Thread other =
              new Thread(
                  () -> {
                    exchange.respond(Replies.text("raced"), Completion.IGNORED);
                    answered.countDown();
                  });
          other.start();
          if (exchange.query().equals("wait")) {
            awaitUninterruptibly(answered);
          }
        });
    Endpoint endpoint = deploy();

    for (int i = 0; i < 200; i++) {
      assertThat(endpoint.get(i % 2 == 0 ? "wait" : "go").body()).isEqualTo("raced");
    }
  }

  @Test
  void failureBehindTheServletIsAnswered500() throws Exception {
    servlet.onRequest(
        exchange -> {
          throw new IllegalStateException("planted");
        });
    Endpoint endpoint = deploy();

    HttpResponse<String> answer = endpoint.get("");
    assertThat(answer.statusCode()).isEqualTo(500);
    assertThat(answer.body()).isEmpty();
  }

  @Test
  void pathWithoutSlashBelongsToSomebodyElse() throws Exception {
    Endpoint endpoint = deploy();
    Endpoint withoutSlash = new Endpoint(container.uri().resolve("socket.io"));

    assertThat(withoutSlash.get("EIO=4").statusCode()).isEqualTo(404);
    servlet.onRequest(exchange -> exchange.respond(Replies.text("ours"), Completion.IGNORED));
    assertThat(new Endpoint(container.uri().resolve("socket.io/more")).get("").body())
        .isEqualTo("ours");
    assertThat(endpoint.get("").body()).isEqualTo("ours");
  }

  @Test
  void filterWithoutAsyncSupportIsAnsweredAndNamed() throws Exception {
    Filter filter = (request, response, chain) -> chain.doFilter(request, response);
    Endpoint endpoint =
        deploy(
            context -> {
              var registration = context.addFilter("oldFilter", filter);
              registration.setAsyncSupported(false);
              registration.addMappingForUrlPatterns(
                  EnumSet.of(DispatcherType.REQUEST), false, "/*");
              WebApplication.of(servlet, "/socket.io/*").deploy(context);
            });
    try (CapturedLog log = CapturedLog.of("dev.socketio.servlet.ServletGateway")) {

      assertThat(endpoint.get("").statusCode()).isEqualTo(500);
      assertThat(endpoint.get("").statusCode()).isEqualTo(500);

      assertThat(log.messages())
          .singleElement()
          .asString()
          .contains("oldFilter", "async-supported", "servlet /socket.io/*");
    }
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    try {
      assertThat(latch.await(Patience.LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
