package dev.socketio.cors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.socketio.cors.CorsDecision.Allowed;
import dev.socketio.cors.CorsDecision.Denied;
import dev.socketio.cors.CorsDecision.NotCors;
import dev.socketio.cors.CorsDecision.Preflight;
import dev.socketio.cors.CorsDecision.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayName("A policy by function")
class FunctionalPolicyTest {

  private static final String EXAMPLE = "https://example.com";
  private static final String EVIL = "https://evil.org";

  private static Consumer<Denied> because(Reason reason) {
    return denied -> assertThat(denied.reason()).isEqualTo(reason);
  }

  @Nested
  @DisplayName("of origin and request")
  class OfOriginAndRequest {

    @Test
    @DisplayName("C8: allows what the function allows, and refuses the rest")
    void allowsWhatTheFunctionAllows() {
      CorsPolicy policy =
          CorsPolicy.builder()
              .originIf((origin, request) -> origin.equals(request.header("x-tenant")))
              .credentials(true)
              .build();

      assertThat(
              policy.decide(FakeRequest.get("HTTPS://example.com:443").with("X-Tenant", EXAMPLE)))
          .isInstanceOfSatisfying(
              Allowed.class, it -> assertThat(it.headers().allowOrigin()).isEqualTo(EXAMPLE));
      assertThat(policy.decide(FakeRequest.preflight(EXAMPLE).with("X-Tenant", EXAMPLE)))
          .isInstanceOf(Preflight.class);
      assertThat(policy.decide(FakeRequest.get(EXAMPLE).with("X-Tenant", EVIL)))
          .isInstanceOfSatisfying(Denied.class, because(Reason.REFUSED_BY_FUNCTION));
    }

    @Test
    @DisplayName(
        "C8, Z4: is not asked about listed or own origins, null, no origin, or what is none")
    void isNotAskedAboutWhatIsKnown() {
      List<String> asked = new ArrayList<>();
      CorsPolicy policy =
          CorsPolicy.builder()
              .origins(EXAMPLE)
              .originIf(
                  (origin, request) -> {
                    asked.add(origin);
                    return true;
                  })
              .build();

      assertThat(policy.decide(FakeRequest.get(EXAMPLE))).isInstanceOf(Allowed.class);
      assertThat(policy.decide(FakeRequest.get("https://api.example.com")))
          .isInstanceOf(NotCors.class);
      assertThat(policy.decide(FakeRequest.get())).isInstanceOf(NotCors.class);
      assertThat(policy.decide(FakeRequest.get("null"))).isInstanceOf(Denied.class);
      assertThat(policy.decide(FakeRequest.get("https://a/b"))).isInstanceOf(Denied.class);
      assertThat(policy.decide(FakeRequest.get(EVIL).severalOrigins())).isInstanceOf(Denied.class);
      assertThat(asked).isEmpty();
      assertThat(policy.decide(FakeRequest.get(EVIL))).isInstanceOf(Allowed.class);
      assertThat(asked).containsExactly(EVIL);
    }

    @Test
    @DisplayName(
        "C8: that throws refuses as the protocol does, without CORS headers, in either mode")
    void thatThrowsRefuses() {
      RuntimeException failure = new IllegalStateException("database is down");
      for (boolean reject : new boolean[] {true, false}) {
        CorsPolicy policy =
            CorsPolicy.builder()
                .originIf(
                    (origin, request) -> {
                      throw failure;
                    })
                .rejectDisallowed(reject)
                .build();

        CorsDecision decision = policy.decide(FakeRequest.get(EXAMPLE));

        assertThat(decision)
            .isInstanceOfSatisfying(
                Denied.class,
                denied -> {
                  assertThat(denied.reason()).isEqualTo(Reason.FUNCTION_FAILED);
                  assertThat(denied.cause()).isSameAs(failure);
                });
        assertThat(decision.answer()).isEqualTo(CorsAnswer.BAD_REQUEST);
        assertThat(decision.headers().asMap()).containsOnlyKeys("Vary");
      }
    }
  }

  @Nested
  @DisplayName("that answers later")
  class ThatAnswersLater {

    private final CompletableFuture<Boolean> answer = new CompletableFuture<>();
    private final CorsPolicy policy =
        CorsPolicy.builder()
            .origins(EXAMPLE)
            .originIfAsync((origin, request) -> answer)
            .decisionTimeout(Duration.ofMillis(20))
            .build();

    @Test
    @DisplayName("leaves the decision open until it does")
    void leavesTheDecisionOpen() {
      CompletionStage<CorsDecision> decision = policy.decideAsync(FakeRequest.get(EVIL));

      assertThat(policy.isAsync()).isTrue();
      assertThat(decision.toCompletableFuture()).isNotDone();
      answer.complete(true);
      assertThat(decision.toCompletableFuture())
          .isCompletedWithValueMatching(Allowed.class::isInstance);
      assertThat(policy.decide(FakeRequest.get(EVIL))).isInstanceOf(Allowed.class);
    }

    @Test
    @DisplayName("is not waited for where the list decides")
    void isNotWaitedForWhereTheListDecides() {
      assertThat(policy.decideAsync(FakeRequest.get(EXAMPLE)).toCompletableFuture()).isCompleted();
      assertThat(policy.decide(FakeRequest.get(EXAMPLE))).isInstanceOf(Allowed.class);
    }

    @Test
    @DisplayName("refuses when it says no, or null")
    void refusesWhenItSaysNo() {
      answer.complete(null);

      assertThat(policy.decide(FakeRequest.get(EVIL)))
          .isInstanceOfSatisfying(Denied.class, because(Reason.REFUSED_BY_FUNCTION));
    }

    @Test
    @DisplayName("refuses when it fails, with the cause")
    void refusesWhenItFails() {
      IllegalStateException failure = new IllegalStateException();
      answer.completeExceptionally(failure);

      assertThat(policy.decide(FakeRequest.get(EVIL)))
          .isInstanceOfSatisfying(
              Denied.class,
              denied -> {
                assertThat(denied.reason()).isEqualTo(Reason.FUNCTION_FAILED);
                assertThat(denied.cause()).isSameAs(failure);
              });
    }

    @Test
    @DisplayName("refuses when it throws, returns no stage, or is late")
    void refusesWhenItIsLate() {
      CorsPolicy throwing =
          CorsPolicy.builder()
              .originIfAsync(
                  (origin, request) -> {
                    throw new IllegalStateException();
                  })
              .build();
      CorsPolicy lazy = CorsPolicy.builder().originIfAsync((origin, request) -> null).build();

      for (CorsPolicy failing : List.of(policy, throwing, lazy)) {
        assertThat(failing.decide(FakeRequest.get(EVIL)))
            .isInstanceOfSatisfying(Denied.class, because(Reason.FUNCTION_FAILED));
      }
    }

    @Test
    @DisplayName("refuses when the waiting thread is interrupted, and leaves it so")
    void refusesWhenInterrupted() {
      Thread.currentThread().interrupt();

      CorsDecision decision = policy.decide(FakeRequest.get(EVIL));

      assertThat(Thread.interrupted()).isTrue();
      assertThat(decision).isInstanceOfSatisfying(Denied.class, because(Reason.FUNCTION_FAILED));
    }
  }

  @Nested
  @DisplayName("that chooses a policy per request")
  class PerRequest {

    private final CorsPolicy open = CorsPolicy.builder().origin("*").build();

    @Test
    @DisplayName("C9: applies the one chosen, and always varies by origin")
    void appliesTheOneChosen() {
      CorsPolicy policy =
          CorsPolicy.perRequest(
              request -> request.header("x-public") == null ? CorsPolicy.sameOriginOnly() : open);

      assertThat(policy.isAsync()).isFalse();
      assertThat(policy.decide(FakeRequest.get(EVIL))).isInstanceOf(Denied.class);
      for (CorsRequest request :
          List.of(
              FakeRequest.get(EVIL).with("x-public", "1"),
              FakeRequest.get().with("x-public", "1"),
              FakeRequest.options().with("x-public", "1"))) {
        CorsDecision decision = policy.decide(request);
        assertThat(decision).hasSameClassAs(open.decide(request));
        assertThat(decision.answer()).isEqualTo(open.decide(request).answer());
        assertThat(decision.headers().allowOrigin()).isEqualTo("*");
        assertThat(decision.headers().vary()).contains("Origin");
      }
    }

    @Test
    @DisplayName("C9: varies by origin where the chosen policy is switched off, too")
    void variesWhereTheChosenPolicyIsOff() {
      CorsPolicy off = CorsPolicy.builder().noOrigin().rejectDisallowed(false).build();
      CorsPolicy policy = CorsPolicy.perRequest(request -> off);

      assertThat(policy.decide(FakeRequest.get()).headers().vary()).containsExactly("Origin");
      assertThat(policy.decide(FakeRequest.get(EVIL)))
          .isInstanceOfSatisfying(Denied.class, because(Reason.NOT_ALLOWED));
      assertThat(policy.decide(FakeRequest.get(EVIL)).headers().vary()).containsExactly("Origin");
    }

    @Test
    @DisplayName("C9: may take its time, and refuses if it takes too long, fails or chooses none")
    void mayTakeItsTime() {
      CorsPolicy ready =
          CorsPolicy.perRequestAsync(
              request -> CompletableFuture.completedFuture(open), Duration.ofSeconds(1));
      List<CorsPolicy> failing =
          List.of(
              CorsPolicy.perRequestAsync(
                  request -> new CompletableFuture<>(), Duration.ofMillis(20)),
              CorsPolicy.perRequestAsync(
                  request -> CompletableFuture.failedFuture(new IllegalStateException()),
                  Duration.ofSeconds(1)),
              CorsPolicy.perRequestAsync(
                  request -> CompletableFuture.completedFuture(null), Duration.ofSeconds(1)),
              CorsPolicy.perRequestAsync(request -> null, Duration.ofSeconds(1)),
              CorsPolicy.perRequest(request -> null),
              CorsPolicy.perRequest(
                  request -> {
                    throw new IllegalStateException();
                  }));

      assertThat(ready.isAsync()).isTrue();
      assertThat(ready.decide(FakeRequest.get(EVIL))).isInstanceOf(Allowed.class);
      assertThat(failing)
          .allSatisfy(
              policy -> {
                CorsDecision decision = policy.decide(FakeRequest.get());
                assertThat(decision)
                    .isInstanceOfSatisfying(Denied.class, because(Reason.FUNCTION_FAILED));
                assertThat(decision.answer()).isEqualTo(CorsAnswer.BAD_REQUEST);
              });
    }

    @Test
    @DisplayName("waits as long as the chosen policy does")
    void waitsAsLongAsTheChosenPolicyDoes() {
      CorsPolicy late =
          CorsPolicy.builder()
              .originIfAsync((origin, request) -> new CompletableFuture<>())
              .decisionTimeout(Duration.ofMillis(1))
              .build();

      CorsDecision decision = CorsPolicy.perRequest(request -> late).decide(FakeRequest.get(EVIL));

      assertThat(decision)
          .isInstanceOfSatisfying(
              Denied.class, it -> assertThat(it.cause()).hasMessageContaining("1 ms"));
    }
  }
}
